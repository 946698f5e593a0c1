"""The page of targets: an adjusted one says what it was and is, and names the document of each decision."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parkdash.metrics.amounts import goal_form
from tests.pages.test_pages import html, opened


def test_an_adjusted_target_says_from_what_to_what_with_the_document_of_each_version(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html(opened(sample_home, monkeypatch, "targets"))
    found = re.search(r"<summary>调整 ([^ ]+) → ([^<]+)</summary>(.*?)</details>", page)
    assert found
    old, new, versions = found.groups()
    assert versions.count("<div>") == 2
    assert re.search(rf"定为 {re.escape(old)} <a [^>]*>霁园发〔2026〕3号</a>", versions)
    assert re.search(rf"定为 {re.escape(new)} <a [^>]*>霁园发〔2026〕17号</a>", versions)


def test_a_share_is_told_by_its_growth_since_its_base_as_a_stock_is(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert goal_form("ratio", "higher", False, 76.0, 86.0) == "target_growth"
    assert goal_form("ratio", "higher", False, 0.0, 86.0) == "target"
    page = html(opened(sample_home, monkeypatch, "space"))
    assert re.search(r"增量完成 [\d.]+%", page)
    assert re.search(r"目标 86\.0% ", page)
