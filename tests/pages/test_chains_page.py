"""The page of industry chains: the map of all parks, its rule in words, and no firm's figures for guests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import html, opened


def test_the_map_tells_state_and_rule_in_words(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "chains")
    assert not page.exception
    said = html(page)
    assert "● 强：在园企业不少于 3 家，其中规上不少于 1 家" in said
    for mark in ("pd-link-strong", "pd-link-weak", "pd-link-missing"):
        assert mark in said


def test_a_park_in_the_address_does_not_change_the_map(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere = html(opened(sample_home, monkeypatch, "chains"))
    narrowed = html(opened(sample_home, monkeypatch, "chains", park="澜汀数字大厦"))
    assert everywhere.count("pd-link-missing") == narrowed.count("pd-link-missing") > 0


def test_a_guest_sees_links_but_no_purchases(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "chains", role="guest")
    assert not page.exception
    assert "pd-link-missing" in html(page)
    assert "***" in html(page)
