"""Warnings across rows: order of days and stages, overlaps, months left out, totals that do not add up."""

from __future__ import annotations

import pyarrow as pa
import pytest

from parkdash.contracts import contracts
from parkdash.ingest import mapping_of, read
from parkdash.ingest.checks import checked, report_totals
from parkdash.ingest.checks.groups import highest_before
from parkdash.ingest.given import given_by
from parkdash.ingest.issues import Issue, Issues
from parkdash.ingest.layout.model import Layout, Total
from parkdash.ingest.sheets import Sheet
from tests.ingest.making import book_bytes, told
from tests.world import Rows, arrow


def found(table: str, rows: Rows) -> list[Issue]:
    """What there is to say across these rows; they count from row 2."""
    issues = Issues()
    checked(arrow(table, rows), contracts()[table], {}, "error", issues)
    return issues.all()


def deal(firm: str, stage: str, day: str, **more: object) -> dict:
    """An equity round."""
    return {"enterprise": firm, "kind": "equity", "round": stage, "paid_on": day, **more}


def report(firm: str, month: str, **more: object) -> dict:
    """A monthly report."""
    return {"enterprise": firm, "month": f"{month}-01", **more}


def test_money_paid_before_it_was_signed_for_is_warned_of() -> None:
    issues = found("financing", [deal("甲", "a", "2025-03-01", signed_on="2025-03-02"), deal("乙", "a", "2025-03-01")])
    assert told(issues) == [(2, "签约日期", "day_too_late")]
    assert "第 2 行 签约日期 2025-03-02 晚于到账日期 2025-03-01" in issues[0].text("zh")


def test_a_part_greater_than_its_whole_is_warned_of() -> None:
    rows = [report("甲", "2025-01", headcount=5, tech_staff=6), report("乙", "2025-01", headcount=5, tech_staff=5)]
    assert told(found("monthly_report", rows)) == [(2, "科技人员", "part_exceeds_whole")]


def test_an_early_round_after_a_late_one_names_both_rows() -> None:
    issues = found(
        "financing", [deal("甲", "c", "2024-01-01"), deal("乙", "a", "2025-01-01"), deal("甲", "a", "2025-01-01")]
    )
    assert told(issues) == [(4, "融资轮次", "stage_out_of_order")]
    assert (issues[0].params["first"], issues[0].params["earlier"].isoformat()) == (2, "2024-01-01")
    assert "已是C轮" in issues[0].text("zh")


@pytest.mark.parametrize(("stage", "day"), [("strategic", "2025-01-01"), ("c", "2025-01-01"), ("a", "2024-01-01")])
def test_a_round_that_may_come_then_is_not_warned_of(stage: str, day: str) -> None:
    assert found("financing", [deal("甲", "c", "2024-01-01", deal_no="1"), deal("甲", stage, day, deal_no="2")]) == []


def stay(start: str | None, last: str | None, room: str = "101") -> dict:
    """A stay of one firm."""
    return {"enterprise": "甲", "park": "一号园", "starts_on": start, "last_day": last, "room": room}


@pytest.mark.parametrize(
    ("rows", "warned"),
    [
        ([stay("2024-01-01", "2024-12-31"), stay("2024-12-31", None)], [3]),
        ([stay("2024-01-01", "2024-12-31"), stay("2025-01-01", None)], []),
        ([stay("2024-01-01", None), stay("2025-01-01", None)], [3]),
        ([stay("2024-01-01", None), stay("2025-01-01", None, "102")], []),
        ([stay("2020-01-01", None), stay("2021-01-01", "2021-02-01"), stay("2022-01-01", None)], [3, 4]),
    ],
)
def test_two_stays_in_one_room_at_one_time_are_warned_of(rows: Rows, warned: list[int]) -> None:
    issues = found("residency", rows)
    assert [issue.row for issue in issues] == warned
    assert {issue.params["first"] for issue in issues} <= {2}


def test_a_certificate_renewed_some_weeks_early_is_no_overlap() -> None:
    def certificate(start: str, end: str) -> dict:
        return {"enterprise": "甲", "tier": "high_tech", "valid_from": start, "valid_until": end}

    renewed = [certificate("2022-12-14", "2025-12-13"), certificate("2025-11-20", "2028-11-19")]
    assert found("recognition", renewed) == []
    assert told(found("recognition", [renewed[0], certificate("2025-06-01", "2028-05-31")])) == [
        (3, "有效期起", "overlapping_spans")
    ]


def test_a_month_that_one_firm_lacks_is_named_at_its_next_row() -> None:
    months = ["2025-01", "2025-02", "2025-03", "2025-04"]
    issues = found(
        "monthly_report", [report("甲", month) for month in months] + [report("乙", "2025-01"), report("乙", "2025-04")]
    )
    assert told(issues) == [(7, "月份", "firm_month_missing")]
    assert {name: issues[0].params[name] for name in ("first", "last", "count")} == {
        "first": "2025-02",
        "last": "2025-03",
        "count": 2,
    }


def test_a_month_that_nobody_has_is_told_once() -> None:
    issues = found(
        "monthly_report", [report(firm, month) for firm in "甲乙" for month in ("2025-01", "2025-02", "2025-04")]
    )
    assert told(issues) == [(0, "月份", "months_missing")]
    assert issues[0].params["months"] == "2025-03"


@pytest.mark.parametrize(
    "months", [["2023-12", "2024-12", "2025-12"], ["2025-03", "2025-06", "2025-12"], ["2025-01", "2025-09"]]
)
def test_yearly_and_quarterly_files_have_no_gaps_but_their_own(months: list[str]) -> None:
    assert len(found("monthly_report", [report("甲", month) for month in months])) == (months[-2] == "2025-06")


def totalled(head: str, cells: list[str], *totals: tuple[int, str, str]) -> list[Issue]:
    """Issues of a sheet of firms and one column, the rows from 2 on, with rows of sums as (row, label, text)."""
    kept = [row for row in range(2, 2 + len(cells) + len(totals)) if row not in [total[0] for total in totals]]
    columns = [pa.array([f"企业{row}" for row in kept]), pa.array(["2025-01"] * len(kept)), pa.array(cells)]
    encoded = tuple(column.dictionary_encode() for column in columns)
    layout = Layout(totals=tuple(Total(row, (label, "", text)) for row, label, text in totals))
    sheet = Sheet("月报", ("企业名称", "月份", head), encoded, pa.array(kept, pa.int32()), layout=layout)
    issues = Issues()
    report_totals(sheet, given_by(sheet, contracts()["monthly_report"], issues), issues)
    return issues.all()


def test_a_total_that_differs_from_its_rows_is_warned_of_with_both_numbers() -> None:
    issues = totalled("营业收入(万元)", ["1.5", "2", "3"], (5, "合计", "7.5"))
    assert told(issues) == [(5, "营业收入(万元)", "total_differs")]
    assert "合计 营业收入(万元) 为“7.5”，与各行之和 6.5 不符" in issues[0].text("zh")


@pytest.mark.parametrize(
    ("cells", "totals"),
    [
        (["1.5", "2", "3"], [(5, "合计", "6.5")]),
        (["1.5", "2", "3"], [(2, "合计", "6.5")]),  # above its rows
        (["1.5", "2", "3"], [(5, "合计", "-")]),
        (["1", "2", "3", "4"], [(4, "小计", "3"), (7, "小计", "7"), (8, "合计", "10")]),
        (["1.11", "2.22", "3.33"], [(5, "合计", "6.67")]),  # each rounded
    ],
)
def test_a_total_of_some_of_the_rows_is_none_that_differs(cells: list[str], totals: list[tuple[int, str, str]]) -> None:
    assert totalled("营业收入(万元)", cells, *totals) == []


def test_counts_add_up_exactly() -> None:
    assert told(totalled("从业人员", ["10", "20"], (4, "合计", "31"))) == [(4, "从业人员", "total_differs")]


def test_a_subtotal_is_compared_with_the_rows_above_it() -> None:
    (issue,) = totalled("从业人员", ["1", "2", "3", "4"], (4, "小计", "3"), (7, "小计", "8"))
    assert (issue.row, issue.params["found"]) == (7, "7")


def test_what_was_reached_before_is_kept_within_its_group() -> None:
    reached, follows = highest_before(pa.array([1, 1, 1, 2, 2]).to_numpy(), pa.array([5, 9, -3, 2, 1]).to_numpy())
    assert follows.tolist() == [False, True, True, False, True]
    assert reached[follows].tolist() == [5, 9, 2]


def test_many_gaps_are_told_by_the_first() -> None:
    rows = [report("全", month) for month in ("2025-01", "2025-02", "2025-03")]
    rows += [report(f"企业{number}", month) for number in range(21) for month in ("2025-01", "2025-03")]
    (issue,) = found("monthly_report", rows)
    assert (issue.row, issue.code, issue.params["gaps"]) == (6, "firm_months_missing", 21)


def test_a_total_in_a_workbook_is_found_and_compared() -> None:
    mapping = mapping_of(
        '[tables.monthly_report.columns]\nenterprise = "企业名称"\nmonth = "月份"\nheadcount = "从业人员"\n'
    )
    rows = [
        ["企业月报表"],
        ["企业名称", "月份", "从业人员"],
        ["甲", "2025-08", 3],
        ["乙", "2025-08", 4],
        ["合计", None, 8],
    ]
    intake = read(book_bytes(月报=rows), "a.xlsx", mapping)
    assert told(intake.issues) == [(5, "从业人员", "total_differs")]
    assert intake.tables["monthly_report"].num_rows == 2


def test_a_running_total_is_none_of_the_rows() -> None:
    assert totalled("从业人员", ["1", "2"], (4, "本年累计", "30")) == []
