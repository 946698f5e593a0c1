"""A file against what we have: firms, figures, lifetimes and counts that do not go with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parkdash.ingest import Intake, Issue, mapping_of, read, sheets_of
from parkdash.ingest.written import mapping_toml
from parkdash.intake.against import against
from parkdash.intake.candidates import candidates
from parkdash.intake.choices import chosen, template_mapping
from parkdash.warehouse import Version
from tests.world import Rows, arrow, version_of

CODE = "91000000MA0000001R"
OTHER = "91000000MA0000002P"
NEW = "91000000MA00000001"


def said(
    version: Version | None, today: date | None = None, earlier: dict | None = None, **tables: Rows
) -> list[Issue]:
    """What there is to say of a file with these rows, which count from 2."""
    rows = {table: arrow(table, found).drop_columns("file_no") for table, found in tables.items()}
    letters = {(table, "Sheet1"): {"enterprise": "A", "month": "B", "revenue": "C"} for table in tables}
    return against(Intake(rows, [], letters), version, today, earlier)


def codes(issues: list[Issue]) -> list[tuple[int, str]]:
    """Issues as (row, code)."""
    return [(issue.row, issue.code) for issue in issues]


def stay(firm: str, **more: object) -> dict:
    """A firm in the park since 2020."""
    return {"enterprise": firm, "park": "一号园", "starts_on": "2020-01-01", **more}


def deal(firm: str, day: str = "2025-06-01", **more: object) -> dict:
    """Money paid in."""
    return {"enterprise": firm, "kind": "equity", "round": "a", "paid_on": day, **more}


def report(firm: str, month: str, revenue: float, **more: object) -> dict:
    """A monthly report; revenue in 万元."""
    return {"enterprise": firm, "month": f"{month}-01", "revenue": revenue * 10_000, **more}


def months(firm: str, *revenues: float) -> Rows:
    """Reports of the first months of 2025."""
    return [report(firm, f"2025-{number:02}", revenue) for number, revenue in enumerate(revenues, 1)]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Three firms, one of them with a former name."""
    firms = [
        {"enterprise": "云岫科技有限公司", "credit_code": CODE, "founded_on": "2018-05-01"},
        {"enterprise": "青禾生物有限公司", "former_name": "绿谷农业有限公司"},
    ]
    stays = [stay("云岫科技有限公司"), stay("远山仪器有限公司", last_day="2024-12-31", exit_reason="deregistered")]
    return version_of(tmp_path_factory.mktemp("known"), {"enterprise": firms, "residency": stays})


def test_without_a_version_there_is_nothing_to_compare_with() -> None:
    assert said(None, financing=[deal("甲")]) == []


def test_known_firms_are_not_spoken_of(known: Version) -> None:
    rows = [
        deal("云岫科技（有限公司）".replace("（", "").replace("）", "")),
        deal("绿谷农业有限公司"),
        deal("改了", credit_code=CODE),
    ]
    assert codes(said(known, financing=rows[:2])) == []


def test_an_unknown_firm_is_named_once_with_those_it_may_be(known: Version) -> None:
    (issue,) = said(known, financing=[deal("云岫科技"), deal("云岫科技", "2025-07-01"), deal("青禾生物有限公司")])
    assert (issue.row, issue.code, issue.letter, issue.params["count"]) == (2, "unknown_enterprise", "A", 2)
    assert issue.params["candidates"] == [[CODE, "云岫科技有限公司", 0.97, "core"]]
    assert "相近的企业：云岫科技有限公司。" in issue.text("zh")


def test_a_firm_that_the_file_itself_registers_is_known(known: Version) -> None:
    assert said(known, financing=[deal("新来的公司")], residency=[stay("新来的公司")]) == []
    assert said(known, financing=[deal("新来的公司")], enterprise=[{"enterprise": "新来的公司"}]) == []


def test_a_home_without_registers_asks_for_none(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"financing": [deal("甲")]})
    assert said(version, financing=[deal("乙")]) == []


@pytest.mark.parametrize(
    ("name", "meant", "why"),
    [
        ("云秀科技有限公司", "云岫科技有限公司", "similar"),
        ("北京市云岫科技股份有限公司", "云岫科技有限公司", "core"),
        ("云岫", "云岫科技有限公司", "contained"),
        ("绿谷农业", "青禾生物有限公司", "former"),
        ("远山仪器(杭州)有限公司", "远山仪器有限公司", "core"),
    ],
)
def test_candidates_are_names_that_differ_as_names_do(known: Version, name: str, meant: str, why: str) -> None:
    first = candidates([name], known)[name][0]
    assert (first.name, first.why) == (meant, why)


def test_a_name_like_no_other_has_no_candidates(known: Version) -> None:
    assert candidates(["腾飞", "", "有限公司"], known) == {"": [], "有限公司": [], "腾飞": []}


def test_a_choice_among_candidates_becomes_part_of_the_mapping() -> None:
    mapping = mapping_of('[tables.financing.columns]\nenterprise = { from = "company", codes = { "甲方" = "甲" } }\n'
                         'kind = { constant = "equity" }\npaid_on = "date"\n')  # fmt: skip
    intake = read(
        "company,date\n甲方,2025-01-01\n云秀,2025-01-01\n".encode(),
        "a.csv",
        chosen(mapping, {"云秀": "云岫科技有限公司"}),
    )
    assert intake.tables["financing"]["enterprise"].to_pylist() == ["甲", "云岫科技有限公司"]


def test_a_choice_in_a_file_made_from_our_template_is_kept_the_same_way() -> None:
    content = "企业名称,月份,营业收入(亿元),从业人员\n云秀,2025-08,1,3\n甲,2025-08,2,4\n".encode()
    mapping = template_mapping(sheets_of(content, "企业月报.csv"), "企业月报.csv")
    again = mapping_of(mapping_toml(chosen(mapping, {"云秀": "云岫科技有限公司"})))
    plain, intake = read(content, "企业月报.csv"), read(content, "企业月报.csv", again)
    assert intake.tables["monthly_report"]["enterprise"].to_pylist() == ["云岫科技有限公司", "甲"]
    for column in ("month", "revenue", "headcount"):
        assert intake.tables["monthly_report"][column] == plain.tables["monthly_report"][column]


def test_a_name_with_several_codes_is_ambiguous_without_one(tmp_path: Path) -> None:
    firms = [stay("甲", credit_code=CODE), stay("甲", credit_code=OTHER)]
    version = version_of(tmp_path / "v", {"residency": firms})
    issues = said(version, financing=[deal("甲"), deal("甲", credit_code=CODE)])
    assert codes(issues) == [(2, "ambiguous_enterprise")]
    assert [each[0] for each in issues[0].params["candidates"]] == [CODE, OTHER]


def test_a_name_whose_code_has_changed_is_told(known: Version) -> None:
    (issue,) = said(known, financing=[deal("云岫科技有限公司", credit_code=NEW)])
    assert (issue.code, issue.params["value"], issue.params["known"]) == ("code_differs", NEW, CODE)


def test_a_first_code_for_a_name_is_none_that_differs(known: Version) -> None:
    assert said(known, financing=[deal("青禾生物有限公司", credit_code=NEW)]) == []


def test_a_code_of_another_name_is_told_unless_the_file_says_that_it_changed(known: Version) -> None:
    (issue,) = said(known, financing=[deal("云上科技", credit_code=CODE)])
    assert (issue.code, issue.params["known"]) == ("name_differs", "云岫科技有限公司")
    renamed = {"enterprise": "云上科技", "credit_code": CODE, "former_name": "云岫科技有限公司"}
    assert said(known, financing=[deal("云上科技", credit_code=CODE)], enterprise=[renamed]) == []


def test_facts_before_founding_and_after_deregistration_are_told(known: Version) -> None:
    rows = [
        deal("云岫科技有限公司", "2018-04-30"),
        deal("云岫科技有限公司", "2018-05-01"),
        deal("远山仪器有限公司", "2024-12-31"),
        deal("远山仪器有限公司", "2025-01-01"),
    ]
    issues = said(known, financing=rows)
    assert codes(issues) == [(2, "before_founding"), (5, "after_exit")]
    assert "2024-12-31（注销）" in issues[1].text("zh")


def test_a_month_that_holds_the_day_of_founding_or_exit_is_inside(known: Version) -> None:
    rows = [
        report("云岫科技有限公司", "2018-05", 1),
        report("远山仪器有限公司", "2024-12", 1),
        report("远山仪器有限公司", "2025-01", 1),
    ]
    assert codes(said(known, monthly_report=rows)) == [(4, "after_exit")]


def test_the_files_own_word_on_a_stay_counts_first(known: Version) -> None:
    back = [stay("远山仪器有限公司", last_day=None)]
    assert said(known, residency=back, financing=[deal("远山仪器有限公司")]) == []
    left = [stay("云岫科技有限公司", last_day="2025-05-31")]
    assert codes(said(known, residency=left, financing=[deal("云岫科技有限公司")])) == [(2, "after_exit")]


def test_events_after_today_are_told(known: Version) -> None:
    rows = [deal("云岫科技有限公司", "2025-06-02"), deal("云岫科技有限公司", "2025-06-01")]
    assert codes(said(known, date(2025, 6, 1), financing=rows)) == [(2, "future_fact")]


@pytest.mark.parametrize("history", [[100.0], [100, 110, 90], [100, 110, 90, 105, 95, 100, 108]])
@pytest.mark.parametrize(("now", "warned"), [(1_000_000, True), (0.01, True), (120, False), (0, True)])
def test_a_unit_mistaken_is_a_jump_however_few_months_are_known(
    tmp_path: Path, history: list, now: float, warned: bool
) -> None:
    version = version_of(tmp_path / "v", {"monthly_report": months("甲", *history)})
    issues = said(version, monthly_report=[report("甲", f"2025-{len(history) + 1:02}", now)])
    assert codes(issues) == ([(2, "jump")] if warned else [])


def test_a_firm_nobody_knows_is_measured_by_the_files_own_months(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"residency": [stay("甲"), stay("乙"), stay("丙")]})
    rows = months("甲", 100, 110, 1_000_000, 90) + months("乙", 10, 20, 40, 80, 160) + months("丙", 1, 10_000)
    assert codes(said(version, monthly_report=rows)) == [(4, "jump")]


def test_a_jump_names_the_figures_that_were_usual(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"monthly_report": months("甲", 100, 110, 90)})
    (issue,) = said(version, monthly_report=[report("甲", "2025-04", 1_000_000)])
    assert (
        issue.text("zh")
        == "第 2 行 甲 2025-04 营业收入 1,000,000万元，超出其余 3 个月的范围（90万元 至 110万元），请核对数值和单位。"
    )
    assert issue.letter == "C"


def test_what_a_wild_series_has_done_before_is_no_jump(tmp_path: Path) -> None:
    wild = months("甲", 10, 2000, 30, 900, 5, 1500, 12)
    version = version_of(tmp_path / "v", {"monthly_report": wild})
    assert said(version, monthly_report=[report("甲", "2025-08", 2500)]) == []
    assert codes(said(version, monthly_report=[report("甲", "2025-08", 300_000)])) == [(2, "jump")]


def test_a_few_people_more_are_no_jump(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"monthly_report": [report("甲", "2025-01", 0, headcount=1)]})
    assert said(version, monthly_report=[report("甲", "2025-02", 0, headcount=9)]) == []


def test_a_month_reported_anew_with_other_figures_is_told_as_such(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"monthly_report": [*months("甲", 100), *months("乙", 100)]})
    issues = said(version, monthly_report=[report("甲", "2025-01", 151), report("乙", "2025-01", 149)])
    assert codes(issues) == [(2, "restated")]
    assert "原报 100万元，现为 151万元" in issues[0].text("zh")


FIRMS = "甲乙丙丁戊己庚辛壬癸"


def test_a_park_whose_column_is_in_another_unit_is_told_as_a_whole(tmp_path: Path) -> None:
    batch = {
        "residency": [stay(firm) for firm in FIRMS],
        "monthly_report": [row for firm in FIRMS for row in months(firm, 100, 105)],
    }
    issues = said(version_of(tmp_path / "v", batch), monthly_report=[report(firm, "2025-03", 500) for firm in FIRMS])
    assert [(issue.code, issue.params["park"], issue.params["value"]) for issue in issues] == [
        ("park_jump", "一号园", "500万元")
    ]


@pytest.mark.parametrize(("firms", "warned"), [(10, False), (8, False), (7, True), (2, True), (1, False)])
def test_fewer_firms_of_a_park_than_last_month_are_told(tmp_path: Path, firms: int, warned: bool) -> None:
    batch = {
        "residency": [stay(firm) for firm in FIRMS],
        "monthly_report": [report(firm, "2025-01", 100) for firm in FIRMS],
    }
    issues = said(
        version_of(tmp_path / "v", batch), monthly_report=[report(firm, "2025-02", 100) for firm in FIRMS[:firms]]
    )
    assert [(issue.code, issue.params["count"], issue.params["before"]) for issue in issues] == [
        ("fewer_firms", firms, 10)
    ] * warned


def test_fewer_rows_than_the_source_sent_last_time_are_told(known: Version) -> None:
    rows = [deal("云岫科技有限公司")]
    assert said(known, earlier={"financing": 1}, financing=rows) == []
    assert [issue.code for issue in said(known, earlier={"financing": 10}, financing=rows)] == ["fewer_rows"]


def test_months_between_the_last_known_and_the_first_given_are_told(tmp_path: Path) -> None:
    version = version_of(tmp_path / "v", {"monthly_report": months("甲", 100)})
    assert said(version, monthly_report=[report("甲", "2025-02", 100)]) == []
    (issue,) = said(version, monthly_report=[report("甲", "2025-04", 100)])
    assert (issue.code, issue.params["count"]) == ("months_skipped", 2)


def test_what_was_asked_leaves_no_trace_in_the_version(known: Version) -> None:
    before = known.tables()
    said(known, financing=[deal("云岫科技")])
    assert known.tables() == before
