"""`review pack`: which formats, where the files go, what a draft is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash.packs.pack import FORMATS

CERTIFICATES = "企业名称,资质类型,证书编号,有效期起,有效期止\n甲公司,高企,GR1,2025-01-01,2027-12-31\n"


@pytest.fixture
def drafted(ask, tmp_path):
    path = tmp_path / "recognition.csv"
    path.write_text(CERTIFICATES, encoding="utf-8")
    ask("import", path)
    ask("review", "draft")
    return ask


def test_a_draft_needs_a_folder(drafted):
    code, _, err = drafted("review", "pack", 1)
    assert code
    assert "--out" in err


def test_the_formats_asked_for_are_made_and_named(drafted):
    drafted("review", "freeze", 1)
    code, answer, _ = drafted("review", "pack", 1, "--format", "html,xlsx", "--json")
    assert (code, answer["edition"], [file["format"] for file in answer["files"]]) == (0, 1, ["html", "xlsx"])
    assert all(Path(file["file"]).stat().st_size == file["bytes"] for file in answer["files"])


def test_a_format_that_is_none_is_named_with_those_there_are(drafted):
    code, _, err = drafted("review", "pack", 1, "--format", "doc")
    assert code
    assert ", ".join(FORMATS) in err
