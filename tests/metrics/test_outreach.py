"""Outreach: reach by month, followers, answers within the promise, institutions; sums one can do in the head."""

from __future__ import annotations

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-03-15")


def question(number: int, asked: str, answered: str | None, **more: object) -> dict:
    """One question to the first park."""
    known = {"park": "甲园", "question_channel": "website", "question_topic": "policy"}
    return {"question_no": str(number), "asked_at": asked, "answered_at": answered, **known, **more}


def month(account: str, park: str, of: str, articles: int, reads: int, followers: int | None) -> dict:
    """A month of one account."""
    counted = {"articles": articles, "reads": reads, "followers": followers}
    return {"account": account, "park": park, "reach_month": f"{of}-01", **counted}


def contact(institution: str, on_day: str, outcome: str, abroad: bool = False) -> dict:
    """One contact."""
    return {"institution": institution, "contacted_on": on_day, "contact_outcome": outcome, "is_foreign": abroad}


ROWS = {
    "park": [{"name": "甲园"}, {"name": "乙园"}],
    "service_promise": [
        {"promise": "answer", "promised_within": 48, "promise_unit": "hour", "promised_from": "2026-01-01"}
    ],
    "outreach_month": [
        month("甲园发布", "甲园", "2025-12", 5, 900, 1000),
        month("甲园发布", "甲园", "2026-01", 10, 1000, 1100),
        month("甲园发布", "甲园", "2026-02", 10, 3000, None),  # not counted: what was counted last still stands
        month("乙园发布", "乙园", "2026-02", 5, 1000, 50),
    ],
    "question": [
        question(1, "2026-03-02 09:00", "2026-03-02 13:00"),  # 4 hours
        question(2, "2026-03-03 09:00", "2026-03-05 09:00"),  # 48 hours: just in time
        question(3, "2026-03-04 09:00", "2026-03-07 09:00", question_topic="talent"),  # 72 hours: late
        question(4, "2026-03-10 09:00", None),  # late and open
        question(5, "2026-03-14 09:00", None, park="乙园"),  # open, its time is not up
        question(6, "2026-03-15 08:00", "2026-03-15 09:00"),  # the newest moment known
    ],
    "foreign_contact": [
        contact("甲大学", "2025-06-01", "in_touch"),
        contact("甲大学", "2025-09-01", "intent"),
        contact("甲大学", "2026-02-01", "settled"),
        contact("乙院", "2026-01-10", "intent", abroad=True),
        contact("乙院", "2026-03-10", "in_touch", abroad=True),
        contact("丙院", "2026-03-11", "declined", abroad=True),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("outreach"), ROWS)


def value(version, id, at=TODAY):
    return metrics.value(version, LEADER, id, At(at)).value


def test_reads_and_articles_add_up_by_month_and_account(version):
    assert value(version, "outreach_reads") == 5000
    assert value(version, "outreach_articles") == 25
    assert value(version, "outreach_reads_each") == 200
    by_account = metrics.breakdown(version, LEADER, "outreach_reads", At(TODAY), "account")
    assert {group.key: group.value for group in by_account.groups} == {"甲园发布": 4000, "乙园发布": 1000}
    assert value(version, "outreach_reads", day("2026-02-27")) == 1000  # February counts from its last day


def test_followers_stand_as_they_were_counted_last(version):
    assert value(version, "outreach_followers", day("2026-01-30")) == 1000
    assert value(version, "outreach_followers", day("2026-01-31")) == 1100
    assert value(version, "outreach_followers") == 1150


def test_an_answer_within_the_promise_keeps_it_and_silence_past_it_breaks_it(version):
    states = metrics.breakdown(version, LEADER, "questions_asked", At(TODAY), "promise_state")
    assert {group.key: group.value for group in states.groups} == {"kept": 3, "broken": 2, "pending": 1}
    assert value(version, "question_answer_rate") == 60


def test_percentiles_of_answers_are_of_hours(version):
    assert value(version, "question_answer_p50") == 26  # 1, 4, 48 and 72 hours
    assert value(version, "question_answer_p90") == pytest.approx(64.8)  # 48 + 0.7 × 24


def test_open_questions_and_those_past_their_time_are_of_the_day_asked_for(version):
    assert value(version, "questions_open") == 2
    assert value(version, "questions_open_late") == 1
    assert value(version, "questions_open_age") == 5
    assert [value(version, "questions_open_7", day(on_day)) for on_day in ("2026-03-17", "2026-03-18")] == [0, 1]
    assert [value(version, "questions_open_30", day(on_day)) for on_day in ("2026-04-09", "2026-04-10")] == [0, 1]
    assert value(version, "questions_open", day("2026-03-06")) == 1
    assert value(version, "questions_open_late", day("2026-03-06")) == 0
    moved = metrics.bridge(version, LEADER, "questions_open", day("2026-03-06"), TODAY)
    assert moved.opening + sum(m.count for m in moved.entered) - sum(m.count for m in moved.left) == moved.closing == 2


def test_an_institution_counts_once_and_an_intention_is_no_settling(version):
    assert value(version, "institution_contacts") == 4
    assert value(version, "foreign_institutions") == 2
    assert value(version, "institutions_intending") == 2
    assert value(version, "institutions_intending", day("2025-12-31")) == 1
    assert value(version, "institutions_settled") == 1


@pytest.mark.parametrize("id", [id for id, metric in metrics.catalogue().items() if metric.group == "outreach"])
def test_every_number_is_proven_by_its_records_and_a_guest_may_see_it(version, id):
    receipt = metrics.receipt(version, LEADER, id, At(TODAY))
    assert receipt.proven
    assert metrics.value(version, GUEST, id, At(TODAY)).value == receipt.number.value


def test_parts_add_up_or_are_told_not_to(version):
    for id, metric in metrics.catalogue().items():
        if metric.group == "outreach" and metric.ratio is None:
            found = metrics.breakdown(version, LEADER, id, At(TODAY), "park")
            assert found.overlapping or sum(group.value for group in found.groups) == found.total.value
