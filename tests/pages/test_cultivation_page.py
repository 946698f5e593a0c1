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


def test_certificates_of_the_year_stand_by_level_and_by_batch(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(sample_home, monkeypatch, "cultivation")
    said = html(page)
    assert "新认定（入库）证书（按级别）" in said
    assert "本年认定批次" in said
    assert any("国家级" in str(chart.proto) for chart in page.get("plotly_chart"))
