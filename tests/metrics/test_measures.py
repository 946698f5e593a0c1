"""Medians, percentiles, ages and different ones: worked out anew for every group, month and total, and told line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-10-31")
SUMMER = day("2026-06-30")

# Days open on 31 October: 10, 20, 30 and 40 in the first park, 100 in the second, where the same firm has another one.
ROWS = {
    "park": [{"name": "甲园"}, {"name": "乙园"}],
    "residency": [
        {"enterprise": firm, "park": park, "starts_on": "2020-01-01"} for firm, park in (("一号", "甲园"), ("二号", "乙园"))
    ],
    "vacancy": [
        {"enterprise": "一号", "position": "甲", "posted_on": "2026-10-21", "wanted": 1},
        {"enterprise": "一号", "position": "乙", "posted_on": "2026-10-11", "wanted": 2},
        {"enterprise": "一号", "position": "丙", "posted_on": "2026-10-01", "wanted": 3},
        {"enterprise": "一号", "position": "丁", "posted_on": "2026-09-21", "wanted": 4},
        {"enterprise": "二号", "position": "甲", "posted_on": "2026-07-23", "wanted": 90},
    ],
    "fund": [
        {"fund": "一期", "park": "甲园", "size": 100, "established_on": "2020-01-01"},
        {"fund": "二期", "park": "甲园", "size": 50, "established_on": "2026-10-01"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("world"), ROWS)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A metric of open vacancies with another measure, known to the catalogue under the name of the measure."""
    known = metrics.catalogue()
    added: list[str] = []

    def with_measure(measure: str, **changes: object) -> str:
        known[measure] = replace(known["vacancies"], id=measure, measure=measure, where="", **changes)
        added.append(measure)
        return measure

    yield with_measure
    for name in added:
        del known[name]


AGES = [
    ("median($at - starts_on)", 30, [("乙园", 100), ("甲园", 25)]),
    ("quantile_cont($at - starts_on, 0.9)", 76, [("乙园", 100), ("甲园", 37)]),
    ("max($at - starts_on)", 100, [("乙园", 100), ("甲园", 40)]),
    ("median(wanted)", 3, [("乙园", 90), ("甲园", 2.5)]),
    ("count(distinct enterprise_no)", 2, [("乙园", 1), ("甲园", 1)]),
]


@pytest.mark.parametrize(("measure", "whole", "parts"), AGES)
def test_a_measure_is_worked_out_anew_for_the_total_and_for_every_part(version, measured, measure, whole, parts):
    id = measured(measure)
    assert metrics.value(version, LEADER, id, At(TODAY)).value == whole
    found = metrics.breakdown(version, LEADER, id, At(TODAY), "park")
    assert sorted((group.key, group.value) for group in found.groups) == parts
    assert found.overlapping


@pytest.mark.parametrize(("measure", "whole"), [(measure, whole) for measure, whole, _ in AGES])
def test_its_records_are_the_rows_and_its_receipt_is_proven_by_them(version, measured, measure, whole):
    id = measured(measure)
    assert metrics.records(version, LEADER, id, At(TODAY)).total == 5
    receipt = metrics.receipt(version, LEADER, id, At(TODAY))
    assert receipt.proven
    assert receipt.records_value == whole


def test_an_age_grows_from_month_to_month(version, measured):
    course = metrics.series(version, LEADER, measured("median($at - starts_on)"), TODAY, 4)
    assert [number.value for number in course] == [8, 39, 39, 30]  # 23 July alone; with 21 September 69 and 9; all


def test_lines_tell_each_age_and_that_they_do_not_add_up(version, measured):
    id = measured("median($at - starts_on)")
    assert sorted(line.amount for line in metrics.lines(version, LEADER, id, At(TODAY))) == [10, 20, 30, 40, 100]
    assert not metrics.is_additive(metrics.catalogue()[id])
    assert not metrics.has_bridge(metrics.catalogue()[id])


def test_different_ones_have_a_line_each(version, measured):
    lines = metrics.lines(version, LEADER, measured("count(distinct enterprise_no)"), At(TODAY))
    assert [(line.name, line.amount) for line in lines] == [("一号", 1), ("二号", 1)]


def test_a_median_of_too_few_people_or_firms_is_withheld(version, measured):
    firms = measured("median(wanted)", privacy="firm")
    assert metrics.value(version, GUEST, firms, At(TODAY)).reason == "suppressed"
    assert metrics.value(version, GUEST, measured("max(wanted)", privacy="person"), At(TODAY)).reason == "suppressed"


def test_an_amount_that_stands_is_a_sum_with_records_receipt_and_lines_but_no_bridge(version):
    assert metrics.value(version, LEADER, "fund_size", At(TODAY)).value == 150
    assert metrics.value(version, LEADER, "fund_size", At(SUMMER)).value == 100
    by_fund = metrics.breakdown(version, LEADER, "fund_size", At(TODAY), "fund")
    assert [(group.key, group.value) for group in by_fund.groups] == [("一期", 100), ("二期", 50)]
    assert not by_fund.overlapping
    assert [n.value for n in metrics.series(version, LEADER, "fund_size", TODAY, 2)] == [100, 150]
    assert metrics.receipt(version, LEADER, "fund_size", At(TODAY)).proven
    assert sum(line.amount for line in metrics.lines(version, LEADER, "fund_size", At(TODAY))) == 150
    assert not metrics.has_bridge(metrics.catalogue()["fund_size"])
