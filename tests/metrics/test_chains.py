"""Industry chains: links strong, weak or missing by the rule, candidates for the gaps, what firms lack nearby."""

from __future__ import annotations

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from parkdash.rules import rules
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-03-31")
FIRMS = ("一号", "二号", "三号", "四号", "五号", "六号")


def link(name: str, tier: str, order: int) -> dict:
    return {"chain": "装备", "chain_link": name, "link_tier": tier, "link_order": order, "mapped_from": "2026-01-01"}


def member(firm: str, name: str, since: str = "2026-01-10", **more: object) -> dict:
    return {"enterprise": firm, "chain": "装备", "chain_link": name, "in_link_from": since, **more}


def need(firm: str, what: str, amount: int, local: bool, since: str | None = None) -> dict:
    known = {"enterprise": firm, "chain": "装备", "chain_link": "轴承", "needed_input": what, "yearly_purchase": amount}
    return {**known, "found_locally": local, "found_locally_from": since, "need_told_on": "2026-02-01"}


ROWS = {
    "park": [{"name": "甲园"}],
    "residency": [{"enterprise": firm, "park": "甲园", "starts_on": "2025-10-01"} for firm in FIRMS],
    "recognition": [
        {"enterprise": "三号", "tier": "above_scale", "valid_from": "2026-03-01", "valid_until": "2027-12-31"}
    ],
    "chain_link": [link("轴承", "upstream", 1), link("控制", "midstream", 2), link("整机", "downstream", 3),
                   link("服务", "downstream", 4)],
    # 整机: three firms, the third joins in February and is above scale from March; 控制: three, none above scale; 服务: one,
    # until February; 轴承: none.
    "link_firm": [
        member("一号", "整机"), member("二号", "整机"), member("三号", "整机", "2026-02-01"), member("四号", "控制"),
        member("五号", "控制"), member("六号", "控制"), member("一号", "服务", in_link_until="2026-02-28"),
    ],
    "link_need": [
        need("一号", "滚珠", 100, False), need("二号", "滚珠", 300, True), need("三号", "保持架", 400, True, "2026-03-11")
    ],
    "project": [{"project_no": "P1", "project": "轴承厂", "park": "甲园", "chain": "装备"},
                {"project_no": "P2", "project": "总装厂", "park": "甲园", "chain": "装备"}],
    "project_stage": [
        {"project_no": "P1", "project": "轴承厂", "project_stage": "negotiating", "entered_on": "2026-02-10"},
        {"project_no": "P2", "project": "总装厂", "project_stage": "lost", "entered_on": "2026-02-10"},
    ],
    "link_candidate": [
        {"project_no": "P1", "project": "轴承厂", "chain": "装备", "chain_link": "轴承", "proposed_on": "2026-03-05"},
        {"project_no": "P2", "project": "总装厂", "chain": "装备", "chain_link": "服务", "proposed_on": "2026-02-05"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("chains"), ROWS)


def value(version, id, at=TODAY, filters=()):
    return metrics.value(version, LEADER, id, At(at), filters).value


def parts(version, id, by, at=TODAY):
    return {group.key: group.value for group in metrics.breakdown(version, LEADER, id, At(at), by).groups}


def states(version, at):
    found = metrics.records(version, LEADER, "chain_links", At(at), columns=("chain_link", "link_state"))
    return {row[0]: row[1] for row in found.rows}


def test_the_rule_is_data_and_its_last_state_takes_every_link():
    ranked = sorted(rules("chains")["link_state"], key=lambda row: row["rank"])
    assert [row["code"] for row in ranked] == ["strong", "weak", "missing"]
    assert (ranked[-1]["min_firms"], ranked[-1]["min_large"]) == (0, 0)


def test_three_firms_are_strong_only_with_one_above_scale_among_them(version):
    assert states(version, day("2026-01-31")) == {"轴承": "missing", "控制": "weak", "整机": "weak", "服务": "weak"}
    assert states(version, day("2026-02-28"))["整机"] == "weak"
    assert states(version, day("2026-03-01")) == {
        "轴承": "missing",
        "控制": "weak",
        "整机": "strong",
        "服务": "missing",
    }


def test_links_add_up_over_their_states(version):
    assert parts(version, "chain_links", "link_state") == {"strong": 1, "weak": 1, "missing": 2}
    assert value(version, "chain_strong_share") == 25


def test_a_link_grows_and_shrinks_across_the_bridge(version):
    moved = metrics.bridge(version, LEADER, "chain_links_missing", day("2026-01-31"), TODAY)
    assert (moved.opening, [(m.cause, m.count) for m in moved.entered], moved.closing) == (1, [("link_shrank", 1)], 2)
    grown = metrics.bridge(version, LEADER, "chain_links_weak", day("2026-01-31"), TODAY)
    assert {m.cause: m.count for m in grown.left} == {"link_grew": 1, "link_shrank": 1}
    assert grown.opening - 2 == grown.closing == 1


def test_a_gap_is_courted_only_by_a_project_still_in_the_pipeline(version):
    assert value(version, "chain_candidates") == 1
    assert value(version, "chain_gaps_uncourted", day("2026-03-04")) == 3  # 轴承, 控制, 服务
    assert value(version, "chain_gaps_uncourted") == 2


def test_a_firm_in_two_links_counts_once(version):
    assert value(version, "chain_firms", day("2026-02-28")) == 6
    assert sum(parts(version, "chain_firms", "chain_link", day("2026-02-28")).values()) == 7
    assert parts(version, "chain_firms", "chain_link") == {"整机": 3, "控制": 3}


def test_what_is_found_nearby_counts_from_its_day_on(version):
    assert value(version, "chain_needs_unmet", day("2026-03-10")) == 2
    assert value(version, "local_supply_share", day("2026-03-10")) == 37.5  # 300 of 800
    assert value(version, "local_supply_share") == 87.5
    moved = metrics.bridge(version, LEADER, "chain_needs_unmet", day("2026-03-10"), TODAY)
    assert [(m.cause, m.count) for m in moved.left] == [("found_near", 1)]


def test_without_firms_every_link_is_missing(tmp_path):
    bare = version_of(tmp_path, {"chain_link": ROWS["chain_link"]})
    assert value(bare, "chain_links_missing") == 4


@pytest.mark.parametrize("id", [id for id, metric in metrics.catalogue().items() if metric.group == "chains"])
def test_every_number_is_proven_by_its_records(version, id):
    receipt = metrics.receipt(version, LEADER, id, At(TODAY))
    assert receipt.proven
    if receipt.metric.ratio is None:
        assert metrics.records(version, LEADER, id, At(TODAY)).total == receipt.number.rows


def test_a_guest_sees_the_map_but_no_firm_and_no_group_under_three(version):
    assert metrics.value(version, GUEST, "chain_links_missing", At(TODAY)).value == 2
    assert metrics.value(version, GUEST, "chain_needs_unmet", At(TODAY)).reason == "suppressed"
    early = metrics.breakdown(version, GUEST, "chain_firms", At(day("2026-01-31")), "chain_link")
    assert {group.key: group.suppressed for group in early.groups}["整机"]
    needs = metrics.records(version, GUEST, "chain_needs", At(TODAY), columns=("yearly_purchase",)).rows
    assert {row[0] for row in needs} == {"***"}
