"""The technology market: needs by side and age, contracts as the only matches, experts, and proposals with reasons."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from parkdash import metrics
from parkdash.matching import Listing, Proposal, proposals
from parkdash.metrics.model import At, Between
from parkdash.rules import rules
from parkdash.sample import tables
from parkdash.warehouse import Version
from tests.pages.test_pages import html, opened
from tests.world import GUEST, LEADER, day, version_of

JUNE = day("2026-06-30")


def listing(no: str, side: str, posted: str, field: str = "新材料", **more: Any) -> dict[str, Any]:
    return {
        "listing_no": no, "listing_side": side, "listing_title": f"标题{no}", "tech_field": field, "park": "甲园",
        "posted_on": posted,
    } | more  # fmt: skip


def contract(no: str, need: str | None, signed: str, amount: str | None = "100") -> dict[str, Any]:
    return {"contract_no": no, "need_no": need, "park": "甲园", "contract_signed_on": signed, "contract_amount": amount}


def expert(no: str, joined: str = "2025-01-01", left: str | None = None) -> dict[str, Any]:
    return {
        "expert_no": no,
        "expert": f"专家{no}",
        "tech_field": "新材料",
        "park": "甲园",
        "joined_on": joined,
        "left_on": left,
    }


def service(no: str, on: str) -> dict[str, Any]:
    return {"expert_no": no, "active_on": on, "expert_service": "consulting"}


WORLD = {
    "park": [{"name": "甲园"}],
    "market_listing": [
        listing("N1", "need", "2026-01-01"),
        listing("N2", "need", "2026-04-01"),  # 90 days before the end of June
        listing("N3", "need", "2026-06-20", "新能源"),
        listing("N4", "need", "2025-06-01", withdrawn_on="2026-02-01"),
        listing("R1", "result", "2026-02-01"),
        listing("K1", "capital", "2026-02-01"),
        listing("R2", "result", "2025-02-01", closes_on="2026-06-29"),
        listing("N5", "need", "2026-03-02"),
    ],
    "tech_contract": [
        contract("C1", "N5", "2026-03-12"),
        contract("C2", "N5", "2026-05-01", "50"),
        contract("C3", None, "2026-05-01", None),
    ],
    "tech_expert": [expert("1"), expert("2"), expert("3"), expert("4", left="2026-01-31")],
    "expert_activity": [service("1", "2026-02-01"), service("1", "2026-03-01"), service("2", "2025-12-31")],
}


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return version_of(tmp_path, WORLD)


def value(version: Version, id: str) -> object:
    return metrics.value(version, LEADER, id, At(JUNE)).value


def test_open_is_what_is_neither_contracted_nor_withdrawn_nor_past_its_last_day(version: Version) -> None:
    found = [value(version, name) for name in ("needs_open", "results_open", "capital_open")]
    assert found == [3, 1, 1]


def test_a_need_is_old_from_its_91st_day_on(version: Version) -> None:
    assert value(version, "needs_aging") == 1
    assert metrics.value(version, LEADER, "needs_aging", At(day("2026-07-01"))).value == 2
    assert value(version, "needs_age_median") == 90


def test_a_need_counts_as_matched_once_and_by_a_contract_only(version: Version) -> None:
    assert (value(version, "needs_matched_total"), value(version, "needs_posted_total")) == (1, 5)
    assert value(version, "match_rate") == 20
    assert value(version, "match_days_median") == 10


def test_contracts_add_up_and_an_unknown_amount_is_no_zero(version: Version) -> None:
    assert (value(version, "tech_contracts"), value(version, "tech_contract_amount")) == (3, 150)
    found = metrics.breakdown(version, LEADER, "tech_contracts", At(JUNE), "tech_field")
    assert sorted((group.key or "", group.value) for group in found.groups) == [("", 1), ("新材料", 2)]
    assert metrics.receipt(version, LEADER, "tech_contract_amount", At(JUNE)).proven


def test_the_bridge_of_open_needs_tells_contracted_from_withdrawn(version: Version) -> None:
    bridge = metrics.bridge(version, LEADER, "needs_open", day("2026-01-31"), JUNE)
    assert (bridge.opening, bridge.closing) == (2, 3)
    assert {move.cause: move.count for move in bridge.left} == {"delisted": 1}
    short = metrics.bridge(version, LEADER, "needs_open", day("2026-03-05"), JUNE)
    assert {move.cause: move.count for move in short.left} == {"contracted": 1}


def test_an_expert_is_active_who_gave_a_service_this_year(version: Version) -> None:
    assert [value(version, name) for name in ("experts_pool", "experts_active", "expert_activities")] == [3, 1, 2]
    assert value(version, "expert_active_share") == pytest.approx(100 / 3)
    year = metrics.value(version, LEADER, "experts_active", Between(day("2025-01-01"), JUNE))
    assert year.value == 2


def test_services_of_a_year_add_up_by_expert_and_by_nobody_else_for_a_guest(version: Version) -> None:
    when = Between(day("2025-07-01"), JUNE)
    found = metrics.breakdown(version, LEADER, "expert_activities", when, "expert")
    assert [(group.key, group.value) for group in found.groups] == [("专家1（1）", 2), ("专家2（2）", 1)]
    assert found.total.value == 3
    assert metrics.personal(GUEST, "expert")


def test_names_of_experts_are_for_those_who_may_see_persons(version: Version) -> None:
    columns = ("expert_no", "expert", "tech_field")
    assert metrics.records(version, LEADER, "experts_pool", At(JUNE), (), columns).rows[0][1] == "专家1"
    seen = metrics.records(version, GUEST, "experts_pool", At(JUNE), (), columns).rows
    assert {cell for row in seen for cell in row[:2]} <= {"***"}


# Proposals

NEEDS = [Listing("n", "新材料", "求过滤膜制备技术")]
OTHERS = [
    Listing(f"x{word}", "新材料", word)
    for word in ("压铸铝合金", "余热发电", "焊缝检测", "细胞培养", "电池均衡", "污泥干化")
]


def test_the_nearest_text_of_the_same_field_comes_first_with_the_words_of_both() -> None:
    offers = [
        Listing("a", "新材料", "过滤膜制备工艺"),
        Listing("b", "生物医药", "过滤膜制药"),
        *OTHERS,
    ]
    found = proposals(NEEDS, offers)
    assert [(each.offer, each.same_field) for each in found] == [("a", True), ("b", False)]
    assert found[0].shared == ("过滤膜制备",)


def test_general_words_are_no_reason_and_a_word_within_a_longer_one_is_told_once() -> None:
    needs = [Listing("n", "人工智能", "仓库盘点差错多，求无人机自动盘点技术许可")]
    offers = [Listing("a", "人工智能", "无人机自动盘点与仓库盘点，技术可许可"), *OTHERS]
    assert "许可" in proposals(needs, offers)[0].shared
    told = proposals(needs, offers, general=("技术", "许可"))[0].shared
    assert not any("技术" in word or "许可" in word for word in told)
    assert not any(word != other and word in other for word in told for other in told)
    assert proposals(needs, [Listing("b", "人工智能", "技术许可"), *OTHERS], general=("技术", "许可")) == ()


def test_the_same_field_alone_is_no_reason() -> None:
    assert proposals(NEEDS, [Listing("c", "新材料", "压铸铝合金")]) == ()


def test_proposals_do_not_depend_on_the_order_of_offers_and_are_limited() -> None:
    offers = [Listing(str(place), "新材料", f"过滤膜制备{place}") for place in range(5)] + OTHERS
    first = proposals(NEEDS, offers, 2)
    assert first == proposals(NEEDS, offers[::-1], 2)
    assert [each.offer for each in first] == ["0", "1"]


def test_nothing_to_compare_gives_no_proposal() -> None:
    assert proposals([], []) == proposals(NEEDS, []) == ()
    assert proposals([Listing("n", None, "")], [Listing("r", None, "—")]) == ()


@cache
def sample() -> dict[str, pd.DataFrame]:
    return tables(600, 12)


def test_most_first_proposals_are_of_what_the_known_contracts_were_about() -> None:
    listed = sample()["market_listing"]
    title = dict(zip(listed["listing_no"], listed["listing_title"], strict=True))
    sides = {
        side: [Listing(r.listing_no, r.tech_field, f"{r.listing_title} {r.listing_text}") for r in rows.itertuples()]
        for side, rows in listed.groupby("listing_side")
    }
    best: dict[str, list[Proposal]] = {}
    for each in proposals(sides["need"], sides["result"], general=rules("market")["general"]):
        best.setdefault(each.need, []).append(each)
    known = sample()["tech_contract"].dropna(subset=["result_no"])
    right = [title[best[r.need_no][0].offer] == title[r.result_no] for r in known.itertuples() if r.need_no in best]
    exact = [r.result_no in [each.offer for each in best.get(r.need_no, [])] for r in known.itertuples()]
    assert len(known) >= 10
    assert sum(right) / len(known) >= 0.75
    assert sum(exact) / len(known) >= 0.5


def test_the_page_tells_proposals_with_reasons_and_shows_a_guest_none(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(sample_home, monkeypatch, "market")
    assert not page.exception
    assert "同一领域、共有“" in html(page)
    hidden = opened(sample_home, monkeypatch, "market", role="guest")
    assert not hidden.exception
    assert "当前权限不含单个企业的挂牌内容" in html(hidden)


def test_the_page_lists_capital_and_the_busiest_experts_and_names_them_to_those_who_may_see(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, analyst, guest = (
        html(opened(sample_home, monkeypatch, "market", role=role)) for role in ("leader", "analyst", "guest")
    )
    assert "产业投资意向" in leader
    assert "（ZJ0" in leader
    assert "产业投资意向" in analyst
    assert "（ZJ0" not in analyst
    assert "近12个月服务最多的专家" in guest
    assert "产业投资意向" not in guest
    assert "（ZJ0" not in guest
