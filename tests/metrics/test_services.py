"""Services: the promised first reply, percentiles, the hours of a week, load, firms not seen; sums one can do in the head."""

from __future__ import annotations

import pytest

from parkdash import metrics
from parkdash.access import scope_of
from parkdash.metrics.model import At
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-03-31")
ANALYST = scope_of("analyst")


def request(number: int, firm: str, opened: str, reply: str | None, solved: str | None, **more: object) -> dict:
    """One request; `reply` and `solved` are clock times of the same day."""
    on_day = opened[:11]
    given = {"first_reply_at": reply and on_day + reply, "solved_at": solved and on_day + solved}
    known = {"severity": "normal", "service_channel": "window", "specialist": "甲", "specialist_no": "1"}
    return {"request_no": str(number), "enterprise": firm, "opened_at": opened, **known, **given, **more}


ROWS = {
    "park": [{"name": "甲园"}],
    "residency": [{"enterprise": firm, "park": "甲园", "starts_on": "2025-10-01"} for firm in ("一号", "二号", "三号")],
    "service_promise": [
        {"promise": "first_reply", "promised_within": 30, "promise_unit": "minute", "promised_from": "2026-01-01"},
        {"promise": "first_reply", "severity": "urgent", "promised_within": 10, "promise_unit": "minute",
         "promised_from": "2026-01-01"},
        {"promise": "solution", "promised_within": 2, "promise_unit": "hour", "promised_from": "2026-01-01"},
        {"promise": "visit", "promised_within": 60, "promise_unit": "day", "promised_from": "2026-01-01"},
    ],
    "service_item": [
        {"item_no": "A1", "service_item": "登记", "service_module": "企业开办", "offered_from": "2025-01-01"},
        {"item_no": "A2", "service_item": "注销", "service_module": "企业开办", "offered_from": "2025-01-01",
         "offered_until": "2026-02-28"},
    ],
    # 2 March 2026 is a Monday.
    "service_request": [
        request(1, "一号", "2026-03-02 09:00", "09:10", "09:30", rating=5, item_no="A1"),  # 10 minutes, half an hour
        request(2, "一号", "2026-03-02 09:30", "10:00", "12:30", rating=3, reopened_times=1),  # 30 minutes, 3 hours
        request(3, "二号", "2026-03-03 22:00", "22:31", "23:00", service_channel="hotline"),  # late by a minute
        request(4, "二号", "2026-03-04 09:00", "09:20", None, severity="urgent"),  # late: ten were promised; open
        request(5, "三号", "2026-03-05 09:00", None, None, specialist="乙", specialist_no="2"),  # nobody answered
        request(6, "三号", "2026-03-06 08:50", None, None, specialist="乙", specialist_no="2"),  # its time is not up
        request(7, "三号", "2026-03-06 09:00", "09:10", None, specialist="乙", specialist_no="2"),  # newest moment 09:10
        request(8, "一号", "2025-12-31 09:00", "11:00", "11:30"),  # before anything was promised
    ],
    "service_assignment": [
        {"specialist": "甲", "specialist_no": "1", "service_role": "nurse", "enterprise": "一号", "assigned_from": "2026-01-01"},
        {"specialist": "甲", "specialist_no": "1", "service_role": "nurse", "enterprise": "一号", "assigned_from": "2026-02-01"},
        {"specialist": "甲", "specialist_no": "1", "service_role": "pacer", "enterprise": "二号", "assigned_from": "2026-01-01"},
        {"specialist": "乙", "specialist_no": "2", "service_role": "pacer", "enterprise": "二号", "assigned_from": "2026-03-01",
         "assigned_until": "2026-03-31"},
    ],
    "service_visit": [
        {"specialist": "甲", "specialist_no": "1", "enterprise": "一号", "visited_on": "2026-01-30", "visit_way": "door"},
        {"specialist": "甲", "specialist_no": "1", "enterprise": "二号", "visited_on": "2026-01-10", "visit_way": "call"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("services"), ROWS)


def value(version, id, at=TODAY, filters=()):
    return metrics.value(version, LEADER, id, At(at), filters).value


def parts(version, id, by, at=TODAY):
    return {group.key: group.value for group in metrics.breakdown(version, LEADER, id, At(at), by).groups}


def test_an_answer_within_the_promise_of_its_severity_keeps_it_and_silence_past_it_breaks_it(version):
    assert parts(version, "service_requests", "promise_state") == {"kept": 3, "broken": 3, "pending": 1}
    assert value(version, "service_promise_rate") == 50
    broken = metrics.records(
        version, LEADER, "service_promise_broken", At(TODAY), columns=("severity", "reply_minutes")
    )
    assert sorted((severity, minutes) for severity, minutes, *_ in broken.rows if minutes) == [
        ("normal", 31),
        ("urgent", 20),
    ]


def test_requests_before_the_promise_have_neither_kept_nor_broken_it(version):
    assert value(version, "service_promise_due", day("2025-12-31")) == 0
    assert value(version, "service_requests", day("2025-12-31")) == 1


def test_a_solution_within_its_promise_keeps_it_and_what_is_still_open_past_it_breaks_it(version):
    # two hours were promised: ½ and 1 hour, 3 hours and two that are open; of two others the time is not up
    assert parts(version, "service_requests", "solve_state") == {"broken": 3, "kept": 2, "pending": 2}
    assert value(version, "service_solve_rate") == 40
    assert value(version, "service_half_hour_share") == pytest.approx(100 / 3)


def test_percentiles_are_of_minutes_and_of_hours(version):
    # 10, 30, 31, 20 and 10 minutes; ½, 3 and 1 hour
    assert value(version, "service_reply_p50") == 20
    assert value(version, "service_reply_p90") == pytest.approx(30.6)  # 30 + 0.6 × 1
    assert value(version, "service_solve_p50") == 1
    assert value(version, "service_solve_p90") == pytest.approx(2.6)  # 1 + 0.8 × 2


def test_reopening_and_ratings_are_shares_of_what_was_solved_and_rated(version):
    assert value(version, "service_reopen_rate") == pytest.approx(100 / 3)
    assert value(version, "service_satisfaction") == 50


def test_open_requests_stand_from_day_to_day_and_age(version):
    assert value(version, "service_open", day("2026-03-04")) == 1
    assert value(version, "service_open") == 4
    assert value(version, "service_open_age_p90") == pytest.approx(26.7)  # 27, 26, 25 and 25 days
    moved = metrics.bridge(version, LEADER, "service_open", day("2026-03-04"), TODAY)
    assert (moved.opening, [(m.cause, m.count) for m in moved.entered], moved.left, moved.closing) == (
        1, [("opened", 3)], (), 4
    )  # fmt: skip


def test_the_hours_of_a_week_add_up(version):
    monday = (("opened_weekday", "1"),)
    found = metrics.breakdown(version, LEADER, "service_requests", At(TODAY), "opened_hour", monday)
    assert [(group.key, group.value) for group in found.groups] == [("09", 2)]
    by_day = parts(version, "service_requests", "opened_weekday")
    assert by_day == {"1": 2, "2": 1, "3": 1, "4": 1, "5": 2}
    labels = [group.label["zh"] for group in found.groups]
    assert labels == ["09"]


def test_requests_are_told_by_module_and_channel(version):
    assert parts(version, "service_requests", "service_module") == {"企业开办": 1, None: 6}
    assert parts(version, "service_requests", "service_channel") == {"window": 6, "hotline": 1}


def test_load_counts_a_pair_once_and_its_last_day_with_it(version):
    assert parts(version, "service_assigned", "service_role") == {"nurse": 1, "pacer": 2}
    assert value(version, "service_specialists") == 2
    assert value(version, "service_load") == 1.5
    assert value(version, "service_load", day("2026-04-01")) == 2
    assert value(version, "service_covered") == 2
    assert value(version, "service_coverage") == pytest.approx(200 / 3)


def test_a_firm_is_overdue_from_the_day_after_the_promised_number_of_days(version):
    # 二号: 10 January + 60 days is 11 March; 一号: 31 March; 三号, never seen, since its arrival in October.
    assert value(version, "service_unvisited", day("2026-01-01")) == 3
    assert value(version, "service_unvisited", day("2026-01-31")) == 1
    assert value(version, "service_unvisited", day("2026-03-11")) == 1
    assert value(version, "service_unvisited", day("2026-03-12")) == 2
    assert value(version, "service_unvisited", TODAY) == 2
    assert value(version, "service_unvisited", day("2026-04-01")) == 3
    moved = metrics.bridge(version, LEADER, "service_unvisited", day("2026-01-01"), day("2026-01-31"))
    assert [(m.cause, m.count) for m in moved.left] == [("visited", 2)]
    assert moved.opening - 2 == moved.closing


def test_without_a_promise_nobody_is_overdue(tmp_path):
    unpromised = version_of(tmp_path, {name: rows for name, rows in ROWS.items() if name != "service_promise"})
    assert not value(unpromised, "service_unvisited")
    assert not value(unpromised, "service_promise_due")
    assert value(unpromised, "service_requests") == 7


def test_a_service_leaves_the_catalogue_after_its_last_day(version):
    assert value(version, "service_items", day("2026-02-28")) == 2
    assert value(version, "service_items", day("2026-03-01")) == 1


@pytest.mark.parametrize("id", [id for id, metric in metrics.catalogue().items() if metric.group == "services"])
def test_every_number_is_proven_by_its_records(version, id):
    receipt = metrics.receipt(version, LEADER, id, At(TODAY))
    assert receipt.proven
    if receipt.metric.ratio is None:
        assert metrics.records(version, LEADER, id, At(TODAY)).total == receipt.number.rows


def test_who_may_not_see_persons_has_no_way_to_specialists(version):
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, ANALYST, "service_assigned", At(TODAY), "specialist")
    with pytest.raises(ValueError, match="specialist"):
        metrics.value(version, ANALYST, "service_assigned", At(TODAY), (("specialist", "甲（1）"),))
    rows = metrics.records(version, ANALYST, "service_requests", At(TODAY), columns=("specialist", "severity")).rows
    assert {row[0] for row in rows} == {"***"}
    assert metrics.breakdown(version, LEADER, "service_assigned", At(TODAY), "specialist").groups[0].key == "甲（1）"


def test_figures_of_fewer_than_three_firms_are_withheld(version):
    assert metrics.value(version, GUEST, "service_requests", At(TODAY)).value == 7
    assert metrics.value(version, GUEST, "service_rated", At(TODAY)).reason == "suppressed"
