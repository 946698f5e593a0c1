"""Ledgers of investment promotion: one sheet gives projects and their stages; weekly reports and visits are known too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from parkdash.ingest import Answers, Intake, Understanding, read, understood
from tests.ingest.making import book_bytes, values


def book(*rows: Sequence[object]) -> bytes:
    return book_bytes(Sheet1=rows)


def columns(found: Understanding) -> dict[str, set[str]]:
    """Table → columns taken from the sheet."""
    taken: dict[str, set[str]] = {}
    for guess in found.guesses:
        taken.setdefault(guess.table, set()).add(guess.column)
    return taken


def taken_in(content: bytes, name: str, answers: Answers) -> Intake:
    found = understood(content, name, answers=answers)
    return read(content, name, found.mapping)


LEDGER = book(
    ["2026年招商项目台账"],
    ["序号", "项目名称", "投资方", "总投资(亿元)", "当前阶段", "进入阶段时间", "招商专员", "签约时间", "预计开工时间"],
    [1, "甲项目", "某集团", 10, "在谈", "2024-03-01", "张三", None, "2025-01"],
    [2, "乙项目", "某控股", 3.5, "签约", "2024-05-01", "李四", "2024-05-01", None],
)


def test_one_ledger_feeds_projects_and_their_stages() -> None:
    found = understood(LEDGER, "招商项目台账.xlsx")
    assert columns(found)["project_stage"] == {"project", "project_stage", "entered_on"}
    assert columns(found)["project"] == {"project", "project_investor", "agreed_investment", "officer", "signed_on"}


def test_a_planned_start_is_taken_for_a_start_only_if_a_person_says_so() -> None:
    found = understood(LEDGER, "招商项目台账.xlsx")
    assert [question.id for question in found.questions] == ["column:Sheet1:预计开工时间"]


def test_a_ledger_arrives_in_yuan_with_its_stages() -> None:
    intake = taken_in(LEDGER, "招商项目台账.xlsx", {"column:Sheet1:预计开工时间": "-"})
    assert values(intake, "project", "agreed_investment") == [Decimal("1000000000.00"), Decimal("350000000.00")]
    assert values(intake, "project_stage", "project_stage") == ["negotiating", "signed"]
    assert values(intake, "project_stage", "entered_on") == [date(2024, 3, 1), date(2024, 5, 1)]


def test_a_weekly_list_asks_for_its_day_and_the_unit_of_its_amounts() -> None:
    content = book(
        ["招商项目周报（第43周）"],
        ["序号", "项目名称", "投资额", "本周进展", "存在问题"],
        [1, "甲项目", 10, "完成土地摘牌", "资金到位较慢"],
        [2, "乙项目", 20, "第三轮磋商", None],
    )
    found = understood(content, "招商项目周报.xlsx")
    assert {question.id for question in found.questions} == {
        "value:project_progress.reported_on", "unit:project.agreed_investment"
    }  # fmt: skip
    assert columns(found)["project_progress"] == {"project", "progress", "problem"}


def test_visits_are_known_by_the_firm_met() -> None:
    content = book(
        ["活动日期", "活动类型", "拜访企业", "招商专员", "目的地", "洽谈情况"],
        ["2025-03-04", "外出", "某某科技", "张三", "岚洲市", "约定来园考察"],
    )
    found = understood(content, "外出招商.xlsx")
    assert (found.questions, set(columns(found))) == ((), {"project_visit"})


def test_a_project_that_starts_before_it_is_signed_is_warned_of() -> None:
    content = book(
        ["项目编号", "项目名称", "签约日期", "开工日期", "协议投资额(万元)"],
        ["P1", "甲项目", "2025-06-01", "2025-05-01", 5],
    )
    intake = taken_in(content, "招商项目.xlsx", {})
    assert "day_too_late" in {issue.code for issue in intake.issues}
