"""Published figures of other parks: kinds apart, never added up, comparable where said so; the traps of the articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from parkdash import metrics
from parkdash.access import scope_of
from parkdash.contracts import contracts
from parkdash.metrics.catalogue import catalogue
from parkdash.metrics.model import At
from parkdash.sample import tables
from parkdash.warehouse import Version
from tests.pages.test_pages import html, opened
from tests.world import GUEST, LEADER, day, version_of

NOW = At(day("2026-06-30"))


def figure(no: str, kind: str = "actual", value: str = "10", **more: Any) -> dict[str, Any]:
    return {
        "figure_no": no, "published_park": "甲地园区", "figure_name": "企业数", "figure_value": value,
        "figure_number": float(value), "figure_kind": kind, "comparability": "none", "source_title": "某报",
        "published_on": "2021-05-09", "source_phrase": f"共有{value}家",
    } | more  # fmt: skip


WORLD = {
    "published_figure": [
        figure("1", value="40", comparable_metric="enterprises", comparability="close"),
        figure("2", value="60", derived_from="1 + 20"),
        figure("3", "target", "100"),
        figure("4", "target", "200", published_park="乙地园区"),
        figure("5", "forecast", "2", figure_unit="亿元"),
        figure("6", "actual", "7", published_on="2026-07-01"),
    ]
}


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return version_of(tmp_path, WORLD)


def count(version: Version, id: str, when: At = NOW) -> object:
    return metrics.value(version, LEADER, id, when).value


def test_actual_target_forecast_and_derived_are_counted_apart(version: Version) -> None:
    kinds = ("actual", "target", "forecast", "derived", "comparable")
    assert [count(version, f"published_{kind}") for kind in kinds] == [1, 2, 1, 1, 1]


def test_a_figure_counts_from_the_day_on_which_it_was_published(version: Version) -> None:
    assert count(version, "published_actual", At(day("2026-07-01"))) == 2
    bridge = metrics.bridge(version, LEADER, "published_actual", NOW.day, day("2026-07-01"))
    assert (bridge.opening, bridge.closing) == (1, 2)
    assert [(move.cause, move.count) for move in bridge.entered] == [("published", 1)]


def test_parts_by_park_add_up_and_the_receipt_is_proven(version: Version) -> None:
    found = metrics.breakdown(version, LEADER, "published_target", NOW, "published_park")
    assert sorted((group.key, group.value) for group in found.groups) == [("乙地园区", 1), ("甲地园区", 1)]
    assert metrics.receipt(version, LEADER, "published_target", NOW).proven


def test_no_metric_adds_the_values_of_published_figures_or_mixes_their_kinds() -> None:
    own = [metric for metric in catalogue().values() if metric.source == "benchmark_figure"]
    assert {metric.measure for metric in own} == {"sum(figures)"}
    assert all("figure_kind =" in metric.where for metric in own if metric.id != "published_derived")


def test_amounts_are_yuan_beside_the_words_of_the_document(version: Version) -> None:
    columns = ("figure_value", "figure_unit", "figure_base")
    found = metrics.records(version, LEADER, "published_forecast", NOW, (), columns)
    assert found.rows[0][:3] == ("2", "亿元", 200_000_000)


def test_what_is_public_a_guest_sees_too_and_who_has_one_park_does_not(version: Version) -> None:
    assert metrics.value(version, GUEST, "published_actual", NOW).value == 1
    narrow = scope_of("leader", frozenset({"丙园"}))
    assert not metrics.value(version, narrow, "published_actual", NOW).value


# The traps of the five articles, in the table that carries them


@cache
def published() -> pd.DataFrame:
    return tables(5, 2)["published_figure"].set_index("figure_no").astype(object).fillna("")


def one(subject: str, name: str) -> pd.Series:
    """The figure of a subject and a metric; there is exactly one."""
    found = published()
    (row,) = [row for _, row in found[(found["figure_subject"] == subject) & (found["figure_name"] == name)].iterrows()]
    return row


def test_every_figure_has_its_words_its_document_and_its_date() -> None:
    assert len(published()) == 170
    assert published().index.is_unique
    assert (published()[["source_phrase", "source_title", "published_on"]] != "").all(axis=None)
    assert set(published()["figure_kind"]) == {"actual", "target", "forecast"}


def test_one_number_with_two_scopes_is_two_figures_that_say_so() -> None:
    project, tenants = one("联东U谷产业园项目", "计划总投资"), one("联东U谷签约企业", "协议总投资")
    assert (project["figure_value"], tenants["figure_value"]) == ("15", "15")
    assert (project["figure_qualifier"], tenants["figure_qualifier"]) == ("", "more_than")
    assert all("口径不同" in row["comparability_note"] for row in (project, tenants))
    assert {project["figure_kind"], tenants["figure_kind"]} == {"target"}


def test_overlapping_subsets_name_their_whole_and_are_not_to_be_added() -> None:
    whole = one("联东U谷", "签约企业")
    parts = [one("联东U谷", f"签约企业中{name}") for name in ("国家高新技术企业", "规上工业企业")]
    assert [row["figure_number"] for row in (whole, *parts)] == [18, 6, 10]
    assert {row["part_of"] for row in parts} == {whole.name}
    assert all("不可相加" in row["comparability_note"] for row in parts)


def test_an_unclosed_bracket_does_not_make_municipal_talent_provincial() -> None:
    provincial, municipal = one("省级以上人才称号", "人数"), one("市级人才", "人数")
    assert (provincial["figure_number"], municipal["figure_number"]) == (10, 3)
    assert municipal["part_of"] != provincial.name
    assert "括号未闭合" in provincial["comparability_note"]
    assert one("国家级领军人才", "人数")["part_of"] == provincial.name


def test_a_head_count_worked_out_from_a_share_is_marked_as_derived() -> None:
    everybody, share = one("各级人才", "累计汇集"), one("本科及以上人才", "占比")
    derived = one("本科及以上人才", "人数")
    assert derived["figure_number"] == round(everybody["figure_number"] * share["figure_number"] / 100) == 592
    assert everybody.name in derived["derived_from"]
    assert (published()["derived_from"] != "").sum() == 1


def test_six_to_date_and_five_five_three_of_the_year_differ_in_basis() -> None:
    names = ("累计落地", "2021年推荐项目", "2021年通过评审项目", "2021年第一批政策落地服务项目")
    found = [one("绿谷精英", name) for name in names]
    assert [row["figure_number"] for row in found] == [6, 5, 5, 3]
    assert [row["figure_basis"] for row in found] == ["cumulative", "year", "year", "year"]
    assert not found[1]["part_of"]


def test_expected_used_for_a_target_is_a_target_and_expected_output_a_forecast() -> None:
    aim = one("高层次人才", "全年预计新增")
    assert ("预计" in aim["source_phrase"], aim["figure_kind"]) == (True, "target")
    assert one("联东U谷签约企业", "预计年产值")["figure_kind"] == "forecast"


def test_a_target_without_a_number_of_things_has_its_date() -> None:
    aim = one("国家级科技企业孵化器", "再新增期限")
    assert (aim["figure_unit"], aim["figure_as_of"], aim["figure_kind"]) == ("年", "2025", "target")
    assert "没有数值" in aim["comparability_note"]


def test_all_paid_is_a_claim_that_is_compared_with_nothing() -> None:
    claim = one("扶持政策", "政策兑现率")
    assert (claim["figure_value"], claim["comparability"], claim["comparable_metric"]) == ("100", "none", "")


def test_tens_of_millions_is_no_number() -> None:
    vague = one("先进膜材料项目", "股权融资")
    assert (vague["figure_value"], vague["figure_number"]) == ("数千万", "")


def test_every_comparable_figure_names_a_metric_of_ours_and_why() -> None:
    near = published()[published()["comparability"] != "none"]
    assert set(near["comparable_metric"]) <= set(catalogue())
    assert (near["comparability_note"] != "").all()
    assert set(published().reset_index().columns) == {column.name for column in contracts()["published_figure"].columns}


def test_the_page_keeps_actual_target_and_forecast_in_columns_of_their_own(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(sample_home, monkeypatch, "benchmarks", q="潍坊蓝色智谷")
    assert not page.exception
    said = html(page)
    assert '<td>联东U谷签约企业 · 预计年产值</td><td class="pd-r"></td><td class="pd-r"></td><td class="pd-r">' in said
    assert '＞ 15<span lang="zh">亿元</span>' in said
    assert "推算" in said
