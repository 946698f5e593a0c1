"""The pages of admission and of carriers: a guest reads how many, never who."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.test_pages import html, opened


@pytest.mark.parametrize("page", ["lifecycle", "space"])
def test_a_guest_sees_numbers_but_no_firms(sample_home: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    leader, guest = (opened(sample_home, monkeypatch, page, role=role) for role in ("leader", "guest"))
    assert not leader.exception
    assert not guest.exception
    assert "有限公司</a>" in html(leader) or "有限公司</td>" in html(leader)
    assert "***" in html(guest)
    assert "有限公司</td>" not in html(guest).replace("运营有限公司", "")


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
