"""The page of investment promotion: its stages add up to its cards, and names are for those who may see them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from parkdash import metrics, warehouse
from parkdash.access import scope_of
from parkdash.metrics.model import At
from tests.pages.test_pages import html, opened

LEADER = scope_of("leader")


def test_the_stages_add_up_to_the_cards(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = html(opened(sample_home, monkeypatch, "pipeline"))
    shown = re.search(r'aria-label="各阶段存量与停留天数">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert shown
    counts = [int(row) for row in re.findall(r'<tr><td>.*?</td><td class="pd-r">(\d+)</td>', shown[1])]
    version = warehouse.current(sample_home)
    cards = metrics.values(version, LEADER, ("projects_pipeline", "projects_built"), At(version.cut_off))
    assert sum(counts) == sum(int(number.value or 0) for number in cards.values()) > 0


def test_single_projects_and_officers_are_not_told_to_a_guest(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = warehouse.current(sample_home)
    stuck = metrics.stuck(version, LEADER, version.cut_off)[0]
    assert stuck.officer
    assert stuck.officer in html(opened(sample_home, monkeypatch, "pipeline"))
    day = warehouse.current(sample_home).cut_off
    names = {name for (name,) in version.rows("select distinct project from project_in_stage", {})}
    moved = metrics.movement(version, LEADER, date(day.year, 1, 1), day)
    for cause in ("", *(block.cause for block in (*moved.blocks, *moved.beside))):
        told = html(opened(sample_home, monkeypatch, "pipeline", role="guest", since=f"{day.year}-01-01", cause=cause))
        assert not [name for name in names if name in told]
        assert stuck.officer not in told
        assert "各人得分仅对可查看人员信息的岗位开放" in told
    assert "您无权查看" in html(opened(sample_home, monkeypatch, "project", role="guest", project=stuck.project_id))


def test_a_project_that_is_not_there_says_so(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "project", project="#none")
    assert not page.exception
    assert "没有这个项目" in html(page)


def test_projects_being_assessed_count_as_not_yet_signed_and_the_box_says_so(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html(opened(sample_home, monkeypatch, "pipeline"))
    box = re.search(r"在谈未签约</span> <b>(\d+)", page)
    assert box
    assert "计入阶段：在谈、研判" in page
    version = warehouse.current(sample_home)
    both = (("project_stage", "negotiating"), ("project_stage", "assessing"))
    found = metrics.value(version, LEADER, "projects_pipeline", At(version.cut_off), both)
    assert int(box[1]) == found.value > 0
