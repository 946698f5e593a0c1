"""Cultivation: pools and what became of them, rules asked with their versions, near misses, duties; sums one can do in the head."""

from __future__ import annotations

import pytest

from parkdash import metrics
from parkdash.access import scope_of
from parkdash.metrics.model import At
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-06-30")
ANALYST = scope_of("analyst")


def report(firm: str, year: int, **more: object) -> dict:
    """A year of a firm that meets every condition of high-tech that can be checked: sales 10 million, R&D 6 %."""
    usual = {"revenue": "10000000", "rd_expense": "600000", "high_tech_revenue": "7000000", "headcount": 100,
             "tech_staff": 20, "assets": "20000000", "liabilities": "8000000", "main_revenue": "9000000",
             "invention_patents": 0}  # fmt: skip
    return {"enterprise": firm, "year": year, **usual, **more}


def years(firm: str, **more: object) -> list[dict]:
    return [report(firm, year, **more) for year in (2023, 2024, 2025)]


FIRMS = ("齐备", "缺人", "缺数", "差得多", "已认定", "新办")
ROWS = {
    "park": [{"name": "甲园"}],
    "enterprise": [
        *({"enterprise": firm, "founded_on": "2015-01-01"} for firm in FIRMS if firm != "新办"),
        {"enterprise": "新办", "founded_on": "2025-03-01"},
    ],
    "residency": [{"enterprise": firm, "park": "甲园", "starts_on": "2022-01-01"} for firm in FIRMS],
    "annual_report": [
        *years("齐备"),
        *years("缺人", tech_staff=9),  # 9 of 100 are fewer than a tenth
        *years("缺数", tech_staff=None),
        *years("差得多", tech_staff=1, rd_expense="10000", high_tech_revenue="0"),
        *years("已认定"),
        report("新办", 2025),
    ],
    "recognition": [
        {"enterprise": "已认定", "tier": "high_tech", "level": "national", "certificate_no": "1", "valid_from": "2024-11-01",
         "valid_until": "2027-10-31", "document": "2024年第一批"},
        {"enterprise": "差得多", "tier": "high_tech", "level": "national", "certificate_no": "2", "valid_from": "2025-11-01",
         "valid_until": "2028-10-31", "document": "2025年第一批"},
        {"enterprise": "缺人", "tier": "tech_sme", "level": "national", "certificate_no": "3", "valid_from": "2025-07-01",
         "valid_until": "2026-03-31", "document": "2025年第一批"},
    ],
    "cultivation_pool": [
        {"enterprise": "齐备", "pool_kind": "growth", "aim_tier": "high_tech", "pooled_on": "2025-01-01"},
        {"enterprise": "缺人", "pool_kind": "nurture", "aim_tier": "tech_sme", "pooled_on": "2026-01-01",
         "pool_last_day": "2026-01-31", "pool_outcome": "certified"},  # 30 days
        {"enterprise": "缺数", "pool_kind": "nurture", "aim_tier": "high_tech", "pooled_on": "2026-01-01",
         "pool_last_day": "2026-03-02", "pool_outcome": "certified"},  # 60 days
        {"enterprise": "差得多", "pool_kind": "growth", "aim_tier": "high_tech", "pooled_on": "2026-02-01",
         "pool_last_day": "2026-05-31", "pool_outcome": "dropped", "pool_reason": "放弃"},
        {"enterprise": "新办", "pool_kind": "nurture", "aim_tier": "tech_sme", "pooled_on": "2026-03-01",
         "pool_last_day": "2026-04-30", "pool_outcome": "promoted"},
    ],
    "yearly_filing": [
        {"enterprise": "已认定", "filed_tier": "high_tech", "filing_year": 2026, "filed_on": "2026-05-20"},
        {"enterprise": "差得多", "filed_tier": "high_tech", "filing_year": 2026},
        {"enterprise": "缺人", "filed_tier": "tech_sme", "filing_year": 2026, "filed_on": "2026-04-10"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("cultivation"), ROWS)


def value(version, id, at=TODAY, filters=()):
    return metrics.value(version, LEADER, id, At(at), filters).value


def parts(version, id, by, at=TODAY, filters=()):
    return {group.key: group.value for group in metrics.breakdown(version, LEADER, id, At(at), by, filters).groups}


def outcomes(version, firm, rule_set):
    """The outcome of every condition of one firm at `TODAY`."""
    return dict(
        version.rows(
            "select c.tier_rule, c.rule_outcome from tier_condition as c join enterprise_dim as e"
            " on e.enterprise_no = c.enterprise_no where e.enterprise = $firm and c.rule_set = $rule_set"
            " and c.starts_on <= $at and c.ends_on > $at",
            {"firm": firm, "rule_set": rule_set, "at": TODAY},
        )
    )


HIGH_TECH = (("aim_tier", "high_tech"),)


def test_of_those_with_a_result_two_of_three_were_recognised_and_moving_up_does_not_count(version):
    assert [value(version, id) for id in ("pool_growth", "pool_nurture", "pool_entries", "pool_exits")] == [1, 0, 4, 4]
    assert (value(version, "pool_certified"), value(version, "pool_dropped"), value(version, "pool_decided")) == (
        2,
        1,
        3,
    )
    assert round(value(version, "pool_conversion"), 1) == 66.7
    assert parts(version, "pool_exits", "pool_outcome") == {"certified": 2, "dropped": 1, "promoted": 1}


def test_half_of_those_recognised_took_45_days_in_the_pool(version):
    assert value(version, "pool_days_p50") == 45


def test_the_pool_of_a_day_closes_what_came_and_went(version):
    found = metrics.bridge(version, LEADER, "pool_nurture", day("2025-12-31"), day("2026-03-31"))
    assert (found.opening, found.closing) == (0, 1)
    assert sum(m.count for m in found.entered) - sum(m.count for m in found.left) == 1


def test_who_meets_all_that_can_be_checked_is_ready_and_who_misses_one_is_near(version):
    ready = {
        group.label["zh"]
        for group in metrics.breakdown(version, LEADER, "tier_ready", At(TODAY), "enterprise", HIGH_TECH).groups
    }
    near = {
        group.label["zh"]
        for group in metrics.breakdown(version, LEADER, "tier_near", At(TODAY), "enterprise", HIGH_TECH).groups
    }
    assert ready == {"齐备", "新办"}
    assert near == {"缺人"}
    assert parts(version, "tier_gaps", "tier_rule", filters=HIGH_TECH) == {"HT04": 1}


def test_every_condition_has_one_of_five_outcomes_and_missing_data_are_never_met(version):
    assert outcomes(version, "缺人", "high_tech-2016") == {
        "HT01": "met", "HT02": "manual_review", "HT03": "manual_review", "HT04": "unmet", "HT05a": "met",
        "HT05b": "not_applicable", "HT05c": "not_applicable", "HT07": "met", "HT08": "manual_review", "HT09": "manual_review",
    }  # fmt: skip
    assert outcomes(version, "缺数", "high_tech-2016")["HT04"] == "unknown"


def test_a_score_is_told_when_its_missing_parts_cannot_change_it(version):
    told = outcomes(version, "缺人", "tech_sme-2017")
    assert (told["TS07"], told["TS08"]) == ("unknown", "unmet")  # 50 to 74 points, class II is not reported
    full = outcomes(version, "齐备", "tech_sme-2017")
    assert (full["TS07"], full["TS08"]) == ("met", "met")  # 12 for staff and 50 for R&D


def test_the_rules_of_the_day_are_used_and_told_beside_the_result(version):
    before, after = day("2026-03-31"), day("2026-04-01")
    sets = [
        {set for (set,) in version.rows(
            "select distinct rule_set from tier_candidate where aim_tier = 'specialized' and starts_on <= $at and ends_on > $at",
            {"at": at})}
        for at in (before, after)
    ]  # fmt: skip
    assert sets == [{"specialized-2022"}, set()]  # 15 million of sales and a class I right are asked since then
    told = version.rows(
        "select distinct rule_document, rule_evidence from tier_candidate where aim_tier = 'specialized'"
    )
    assert ("工信部企业〔2022〕63号", "transcription") in told


def test_who_holds_the_tier_is_no_candidate(version):
    names = {
        group.label["zh"]
        for group in metrics.breakdown(version, LEADER, "tier_gaps", At(TODAY), "enterprise", HIGH_TECH).groups
    }
    assert "已认定" not in names


def test_a_filing_is_pending_until_filed_and_overdue_after_its_day(version):
    assert (
        value(version, "duties_pending", day("2026-03-31")),
        value(version, "duties_overdue", day("2026-03-31")),
    ) == (3, 0)
    assert (
        value(version, "duties_pending", day("2026-04-01")),
        value(version, "duties_overdue", day("2026-04-01")),
    ) == (3, 1)
    assert (value(version, "duties_pending"), value(version, "duties_overdue")) == (1, 1)


def test_certificates_are_counted_by_level_and_batch(version):
    assert parts(version, "certificates_awarded", "award_batch", day("2025-12-31")) == {"2025年第一批": 2}
    assert parts(version, "certificates_awarded", "level", day("2025-12-31")) == {"national": 2}


@pytest.mark.parametrize(
    "id", ["pool_growth", "pool_certified", "tier_near", "tier_gaps", "duties_overdue", "certificates_awarded"]
)
def test_each_number_is_proven_by_its_rows(version, id):
    assert metrics.receipt(version, LEADER, id, At(TODAY)).proven


def test_a_guest_sees_how_many_and_no_figure_or_shortfall_of_a_single_firm(version):
    assert metrics.value(version, GUEST, "pool_entries", At(TODAY)).value == 4
    assert metrics.value(version, GUEST, "tier_near", At(TODAY), HIGH_TECH).reason == "suppressed"
    rows = metrics.records(version, GUEST, "tier_near", At(TODAY), columns=("rules_unmet", "rules_met")).rows
    assert {value for row in rows for value in row[:2]} <= {"***"}
