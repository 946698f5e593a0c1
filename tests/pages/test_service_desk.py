"""The page of services: specialists by name only for those who may see persons, small figures for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import html, opened


def test_a_leader_sees_specialists_hours_and_broken_promises(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(sample_home, monkeypatch, "services")
    assert not page.exception
    said = html(page)
    assert "（FW0" in said
    assert "pd-hour" in said
    assert "最近逾时响应的诉求" in said


def test_the_catalogue_stands_by_module_and_severities_with_p50_and_p90(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = html(opened(sample_home, monkeypatch, "services"))
    assert "13 个模块、688 个在册事项" in said
    assert said.count("metric=service_items") == 13
    assert "按紧急程度" in said
    for title in ("首次响应时长 P50", "首次响应时长 P90", "办结时长 P50", "办结时长 P90"):
        assert f">{title}</th>" in said


@pytest.mark.parametrize("role", ["analyst", "guest"])
def test_others_see_roles_instead_of_names(sample_home: Path, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    page = opened(sample_home, monkeypatch, "services", role=role)
    assert not page.exception
    assert "FW0" not in html(page)
    assert "初创项目保育员" in html(page)


def test_a_link_by_specialist_is_of_no_use_to_them(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"metric": "service_assigned", "by": "specialist", "specialist": "某人"}
    page = opened(sample_home, monkeypatch, "number", role="analyst", **asked)
    assert not page.exception
    assert "FW0" not in html(page)
