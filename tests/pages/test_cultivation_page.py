"""The page of cultivation: what is missing to whom, with the rules used; no single firm for a guest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import html, opened


def test_a_leader_sees_what_is_missing_by_which_rules(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "cultivation")
    assert not page.exception
    said = html(page)
    assert "差一两项达标企业清单" in said
    assert "（现为 " in said
    assert "（转录件）" in said
    assert "3 月 31 日" in said


def test_a_guest_sees_no_firm_that_falls_short(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "cultivation", role="guest")
    assert not page.exception
    assert "（现为 " not in html(page)
    assert "有限公司" not in html(page)
