"""Which Chromium the browser tests take."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import ensure_browser


@pytest.fixture
def chromium(tmp_path: Path) -> Path:
    """A stand-in that answers to --version like the real one."""
    path = tmp_path / "bin" / "chromium"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\necho Chromium 1.2.3\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_named_browser_comes_before_those_on_path(chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKDASH_CHROMIUM", str(chromium))
    assert ensure_browser.find() == str(chromium)


def test_a_named_browser_that_does_not_start_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARKDASH_CHROMIUM", str(tmp_path / "none"))
    assert ensure_browser.main() == 1
    assert "does not start" in capsys.readouterr().err


def test_a_browser_on_path_is_taken(chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARKDASH_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{chromium.parent}:/bin:/usr/sbin")
    assert ensure_browser.find() == str(chromium)


def test_a_program_that_is_no_browser_is_passed_over(chromium: Path) -> None:
    chromium.write_text("#!/bin/sh\necho please install the snap >&2; exit 1\n", encoding="utf-8")
    assert not ensure_browser.starts(str(chromium))
