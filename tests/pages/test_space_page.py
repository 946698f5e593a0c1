"""The pages of carriers and of all that is private of firms: a guest reads how many, never who."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from parkdash import warehouse
from tests.pages.test_pages import html, opened

PRIVATE = (
    "lifecycle", "space", "services", "policy", "talent", "financing", "economy", "enclaves", "chains", "cultivation",
    "market", "platforms",
)  # fmt: skip


@pytest.fixture(scope="module")
def firms(sample_home: Path) -> frozenset[str]:
    """Every enterprise of the sample by its name, and who applied for admission."""
    known = "select enterprise from enterprise_dim union select applicant from admission"
    return frozenset(name for (name,) in warehouse.current(sample_home).rows(known))


@pytest.mark.parametrize("page", PRIVATE)
def test_a_guest_reads_how_many_and_never_which_firm(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, page: str, firms: frozenset[str]
) -> None:
    leader, guest = (opened(sample_home, monkeypatch, page, role=role) for role in ("leader", "guest"))
    assert not leader.exception
    assert not guest.exception
    assert [name for name in firms if name in html(leader)]
    assert not [name for name in firms if name in html(guest)]


def test_a_park_narrows_the_operators(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "space", park="澜汀数字大厦")
    assert not page.exception
    assert "霁禾孵化器管理有限公司" in html(page)
    assert "青梧园区建设运营有限公司" not in html(page)


def test_the_incubation_chain_tells_flows_stayers_and_graduates_and_each_opens(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = html(opened(sample_home, monkeypatch, "space"))
    assert "→孵化器" in said
    assert "留下满一年" in said
    flow = re.search(r'href="([^"]*carrier_kind=makerspace[^"]*next_kind=incubator[^"]*)"[^>]*>(\d+)<', said)
    assert flow
    asked = dict(parse_qsl(urlsplit(unescape(flow[1])).query))
    shown = html(opened(sample_home, monkeypatch, "number", **asked))
    assert f"{flow[2]}<small>" in shown
