"""Investment projects: stages, amounts that change, what moved between two days, who is stuck, in numbers one can add."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdash import metrics
from parkdash.metrics.model import At, Between
from parkdash.metrics.movement import Movement, stages
from parkdash.warehouse import Version
from tests.world import GUEST, LEADER, day, new_version, version_of

Rows = list[dict[str, Any]]


def entry(project: str, stage: str, on: str | None, amount: int | None = None, **more: Any) -> dict[str, Any]:
    return {"project": project, "project_stage": stage, "entered_on": on, "stage_amount": amount, **more}


STAGES = [
    entry("甲", "lead", "2026-01-01", 100), entry("甲", "negotiating", "2026-02-01"), entry("甲", "signed", "2026-03-01", 120),
    entry("甲", "landed", "2026-03-11"), entry("甲", "started", "2026-05-01"),
    entry("乙", "lead", "2026-01-10", 50), entry("乙", "shelved", "2026-02-10"), entry("乙", "planning", "2026-04-10"),
    entry("丙", "planning", "2026-02-20", 30), entry("丙", "lost", "2026-03-20", stage_reason="选址他处"),
    entry("丁", "signed", "2026-03-05", 200), entry("丁", "negotiating", "2026-03-25"),
]  # fmt: skip
LEDGER = [
    {"project": name, "park": "东园", "officer": who, "source_channel": "chain"}
    for name, who in (("甲", "沈甲子"), ("乙", "沈甲子"), ("丙", "韩乙丑"), ("丁", "韩乙丑"))
]  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    rows: dict[str, Rows] = {
        "project": LEDGER,
        "project_stage": STAGES,
        "project_progress": [
            {
                "project": "丁",
                "reported_on": "2026-03-28",
                "progress": "磋商",
                "problem_type": "land",
                "escalated_to": "city",
            },
            {"project": "甲", "reported_on": "2026-04-01", "progress": "开工准备", "progress_amount": 150},
        ],
        "project_value": [
            {"project": "甲", "year": 2025, "promised_investment": 40, "realised_investment": 10},
            {"project": "丁", "year": 2025, "promised_investment": 60, "realised_investment": 40},
        ],
        "project_visit": [
            {
                "visited_on": "2026-01-05",
                "visit_kind": "outbound",
                "firm_visited": "某公司",
                "officer": "沈甲子",
                "project": "甲",
            },
            {"visited_on": "2026-01-06", "visit_kind": "inbound", "firm_visited": "某公司", "officer": "沈甲子"},
        ],
    }
    return version_of(tmp_path_factory.mktemp("pipeline"), rows)


def value(version: Version, id: str, on: str) -> Any:
    return metrics.value(version, LEADER, id, At(day(on))).value


@pytest.mark.parametrize(
    ("id", "on", "expected"),
    [
        ("projects_pipeline", "2026-01-31", 2),  # 甲 乙
        ("projects_pipeline", "2026-03-10", 3),  # 甲 丙 丁; 乙 is shelved
        ("projects_pipeline", "2026-03-11", 2),  # 甲 has landed
        ("pipeline_money", "2026-03-10", 350),  # 120 + 30 + 200
        ("projects_built", "2026-03-11", 1),
        ("built_money", "2026-04-01", 150),  # the amount told with the week's progress
        ("projects_shelved", "2026-03-01", 1),
        ("projects_signed", "2026-12-31", 2),  # 甲 丁
        ("signed_money", "2026-12-31", 320),  # 120 + 200, as agreed on those days
        ("projects_started", "2026-12-31", 1),
        ("projects_lost", "2026-12-31", 1),
        ("lost_money", "2026-12-31", 30),
        ("signed_start_rate", "2026-12-31", 50.0),  # 甲 of 甲 and 丁
        ("started_producing_rate", "2026-12-31", 0.0),
        ("signing_conversion", "2026-12-31", 50.0),  # 2 of 4
        ("investment_visits", "2026-12-31", 2),
        ("firms_visited", "2026-12-31", 1),
        ("project_realised_investment", "2026-12-31", 50),
        ("investment_realisation", "2026-12-31", 50.0),  # 50 of 100
        ("projects_overdue", "2026-04-24", 0),  # 丁 has negotiated for exactly 30 days
        ("projects_overdue", "2026-04-25", 1),
        ("projects_silent", "2026-04-27", 0),  # 丁 told on 28 March
        ("projects_silent", "2026-04-28", 1),
    ],
)
def test_a_figure_of_the_pipeline_is_what_one_counts_by_hand(version: Version, id: str, on: str, expected: Any) -> None:
    assert value(version, id, on) == expected
    assert metrics.receipt(version, LEADER, id, At(day(on))).proven


def test_a_stage_age_is_the_days_since_the_stage_was_entered(version: Version) -> None:
    found = metrics.breakdown(version, LEADER, "stage_age_median", At(day("2026-03-10")), "project_stage")
    assert {group.key: group.value for group in found.groups} == {"signed": 7.0, "planning": 18.0}  # 9 and 5; 18


def test_the_ledgers_own_dates_make_a_history_where_there_is_none(tmp_path: Path) -> None:
    ledger = {"project": "戊", "signed_on": "2026-02-01", "started_on": "2026-06-01", "agreed_investment": 70}
    found = version_of(tmp_path, {"project": [ledger]})
    assert [value(found, id, "2026-05-31") for id in ("projects_pipeline", "pipeline_money", "projects_built")] == [
        1,
        70,
        0,
    ]
    assert [value(found, id, "2026-06-01") for id in ("projects_pipeline", "built_money", "projects_landed")] == [
        0,
        70,
        1,
    ]


def test_a_name_stands_for_the_number_it_was_seen_with(tmp_path: Path) -> None:
    rows = {
        "project": [{"project_no": "P1", "project": "甲项目"}],
        "project_stage": [
            entry("甲项目", "lead", "2026-01-01"),
            entry("甲 项目", "signed", "2026-02-01", project_no="P1"),
        ],
    }
    found = version_of(tmp_path, rows)
    assert value(found, "projects_known", "2026-03-01") == 1


def test_a_stage_without_a_day_stands_on_the_newest_day_known(tmp_path: Path) -> None:
    ledger = {"project": "己", "signed_on": "2026-02-01"}
    found = version_of(tmp_path, {"project": [ledger], "project_stage": [entry("己", "landed", None)]})
    assert [value(found, "projects_built", on) for on in ("2026-01-31", "2026-02-01")] == [0, 1]


def moved(found: Movement) -> dict[str, tuple[int, Decimal | None]]:
    return {block.cause: (block.sign * block.count, block.amount) for block in found.blocks}


def test_the_movement_tells_each_project_in_one_block(version: Version) -> None:
    found = metrics.movement(version, LEADER, day("2026-01-31"), day("2026-03-31"))
    assert (found.opening, found.closing) == ((2, Decimal(150)), (1, Decimal(200)))  # 甲 100, 乙 50; 丁 200
    assert moved(found) == {"new": (1, Decimal(200)), "landed": (-1, Decimal(100)), "shelved": (-1, Decimal(50))}
    assert [(block.cause, [p.project for p in block.projects]) for block in found.beside] == [("came_and_went", ["丙"])]


def test_a_changed_amount_moves_money_and_no_project(version: Version) -> None:
    found = metrics.movement(version, LEADER, day("2026-02-25"), day("2026-03-01"))
    assert (found.opening, found.closing) == ((2, Decimal(130)), (2, Decimal(150)))
    assert moved(found) == {"amount_changed": (0, Decimal(20))}
    assert [block.cause for block in found.beside] == ["advanced_within"]


def test_a_stage_is_left_backwards_and_taken_up_again(version: Version) -> None:
    found = metrics.movement(version, LEADER, day("2026-03-20"), day("2026-03-31"), (), "signed")
    assert moved(found) == {"regressed_out": (-1, Decimal(200))}
    found = metrics.movement(version, LEADER, day("2026-03-31"), day("2026-04-30"))
    assert moved(found) == {"resumed": (1, Decimal(50))}


def test_a_plan_that_passes_is_told_beside(tmp_path: Path) -> None:
    rows = [entry("庚", "signed", "2026-01-01", 10, planned_next_on="2026-02-01")]
    found = metrics.movement(
        version_of(tmp_path, {"project_stage": rows}), LEADER, day("2026-01-31"), day("2026-02-28")
    )
    assert (found.blocks, [block.cause for block in found.beside]) == ((), ["slipped"])


def test_stuck_names_the_days_the_problem_and_who_has_it(version: Version) -> None:
    (found,) = metrics.stuck(version, LEADER, day("2026-04-27"))
    assert (found.project, found.stage, found.stage_days, found.over_days, found.silent_days) == (
        "丁",
        "negotiating",
        33,
        3,
        30,
    )
    assert (found.is_silent, found.officer, found.problem_type, found.escalated_to) == (False, "韩乙丑", "land", "city")


def test_the_contest_adds_up_its_points(version: Version) -> None:
    points = {row["code"]: row["points"] for row in metrics.score_rule()}
    first, second = metrics.scores(version, LEADER, day("2026-12-31"))
    assert first.officer == "沈甲子"
    assert first.counts == {"leads": 2, "visits": 1, "signed": 1, "landed": 1, "started": 1, "overdue": 1, "silent": 2}
    assert first.points == sum(points[item] * count for item, count in first.counts.items())
    assert second.officer == "韩乙丑"


def test_reports_are_due_on_the_last_friday(version: Version) -> None:
    assert metrics.reporting_week(day("2026-04-02")) == (day("2026-03-21"), day("2026-03-27"))
    assert metrics.unreported(version, LEADER, day("2026-04-03")) == (0, 2)  # 丁 told on Saturday, 甲 on Wednesday
    assert metrics.unreported(version, LEADER, day("2026-04-10")) == (2, 3)  # 乙 was taken up again on that Friday


def test_a_guest_sees_no_officer_and_no_amount_of_one_project(version: Version) -> None:
    (found,) = metrics.stuck(version, GUEST, day("2026-04-27"))
    assert (found.project, found.officer, found.agreed_yuan) == ("***", "***", "***")
    assert (found.project_id, found.problem, found.responsible, found.source_row) == ("", None, None, 0)
    assert metrics.scores(version, GUEST, day("2026-12-31")) == ()
    assert metrics.value(version, GUEST, "built_money", At(day("2026-04-01"))).reason == "suppressed"
    told = metrics.movement(version, GUEST, day("2026-01-31"), day("2026-03-31"))
    assert (told.opening, told.blocks[0].amount) == ((2, None), None)
    assert {block.projects for block in (*told.blocks, *told.beside)} == {()}
    bridge = metrics.bridge(version, GUEST, "projects_pipeline", day("2026-01-31"), day("2026-03-31"))
    assert [move.members for move in (*bridge.entered, *bridge.left)] == [(), (), ()]
    seen = metrics.records(
        version, GUEST, "projects_pipeline", At(day("2026-03-10")), (), ("project", "officer", "agreed_yuan")
    )
    assert {row[:3] for row in seen.rows} == {("***", "***", "***")}
    with pytest.raises(metrics.Unseen):
        metrics.project(version, GUEST, "name:甲", day("2026-12-31"))
    assert metrics.project_names(version, GUEST, ("name:甲",)) == {}


@pytest.mark.parametrize(("lost", "told"), [(1, None), (2, None), (3, -30)])
def test_what_fewer_than_three_projects_moved_is_no_change_for_a_guest(
    tmp_path: Path, lost: int, told: int | None
) -> None:
    rows = [entry(f"项目{n}", "signed", "2026-01-01", 10) for n in range(6)]
    rows += [entry(f"项目{n}", "lost", "2026-03-01") for n in range(lost)]
    found = version_of(tmp_path, {"project_stage": rows})
    on = day("2026-03-31"), day("2026-02-28")
    since, _ = metrics.compare(found, GUEST, "pipeline_money", *on)
    assert (since.now.value, since.change) == (60 - 10 * lost, told)
    assert since.reason == ("" if told else "suppressed")
    assert metrics.compare(found, LEADER, "pipeline_money", *on)[0].change == -10 * lost


def test_another_parks_project_is_unseen(version: Version) -> None:
    elsewhere = metrics_scope("西园")
    with pytest.raises(metrics.Unseen):
        metrics.project(version, elsewhere, "name:甲", day("2026-12-31"))
    assert metrics.project(version, metrics_scope("东园"), "name:甲", day("2026-12-31")).stage == "started"


def metrics_scope(park: str) -> Any:
    from parkdash.access import scope_of

    return scope_of("leader", frozenset({park}))


def test_a_project_keeps_its_key_through_an_edition(version: Version) -> None:
    found = metrics.lines(version, LEADER, "pipeline_money", At(day("2026-03-10")))
    assert [(line.key, line.name, line.amount) for line in found] == [
        ("name:丁", "丁", Decimal(200)), ("name:丙", "丙", Decimal(30)), ("name:甲", "甲", Decimal(120))
    ]  # fmt: skip
    told = metrics.bridge(version, LEADER, "projects_pipeline", day("2026-01-31"), day("2026-03-31"))
    assert {m.cause: m.count for m in (*told.entered, *told.left)} == {"new_project": 1, "landed": 1, "shelved": 1}


days = st.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
histories = st.lists(
    st.builds(
        entry, st.sampled_from("甲乙丙丁戊"), st.sampled_from(list(stages())), st.none() | days,
        st.none() | st.integers(0, 900),
    ), max_size=25,
)  # fmt: skip


@given(histories, days, days, st.sampled_from(["", *stages()]))
@settings(max_examples=12 if settings.default.max_examples <= 30 else settings.default.max_examples)
def test_the_bridge_adds_up_to_the_cent_on_any_history(rows: Rows, one: date, other: date, stage: str) -> None:
    since, at = sorted((one, other + timedelta(days=500)))
    with tempfile.TemporaryDirectory() as folder:
        version = new_version(Path(folder) / "v", {"project_stage": rows})
        found = metrics.movement(version, LEADER, since, at, (), stage)
        assert found.opening[0] + sum(block.sign * block.count for block in found.blocks) == found.closing[0]
        money = sum(
            (block.sign * (block.amount or Decimal(0)) for block in found.blocks), found.opening[1] or Decimal(0)
        )
        assert money == found.closing[1]
        if not stage:
            numbers = metrics.values(version, LEADER, ("projects_pipeline", "pipeline_money"), At(at))
            assert found.closing == (numbers["projects_pipeline"].value, numbers["pipeline_money"].value)


def test_promised_and_realised_are_told_by_year(version: Version) -> None:
    span = Between(day("2025-01-01"), day("2026-12-31"))
    found = metrics.breakdown(version, LEADER, "project_realised_investment", span, "year")
    assert [(group.key, group.value) for group in found.groups] == [("2025", Decimal(50))]
