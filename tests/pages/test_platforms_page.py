"""The page of platforms and titles: what was won by level, what waits, and who has not done what was planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import html, opened


def test_the_page_tells_levels_plans_and_who_is_waited_for(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "platforms")
    assert not page.exception
    for said in (
        "各级平台和名片申报",
        "国家级",
        "平台服务计划完成情况",
        "在评时间最长的申报",
        "久未服务的平台",
        "国家级科技企业孵化器",
    ):
        assert said in html(page)


def test_a_park_narrows_platforms_and_titles(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "platforms", park="澜汀数字大厦")
    assert not page.exception
    assert "国家级广告产业园" in html(page)
    assert "云岫孵化器" not in html(page)


def test_a_number_of_a_level_opens_its_records(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "number", metric="titles_won", view="records", level="national")
    assert not page.exception
    assert "国家级文化创意孵化器" in html(page)


def test_a_guest_reads_services_by_kind_but_not_what_firms_paid(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not opened(sample_home, monkeypatch, "platforms", role="guest").exception
    fees = opened(
        sample_home, monkeypatch, "number", role="guest", metric="platform_fees", view="records", cols="service_fee"
    )
    assert not fees.exception
    assert "***" in html(fees)
