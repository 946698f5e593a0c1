"""Every system of the mission has its part in each of the five files of an edition; what is cut there says so."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest

from parkdash.packs.pack import WRITERS, written
from parkdash.review import load
from parkdash.telling.model import Story
from parkdash.telling.story import story
from parkdash.text import text
from tests.packs import parsed

MISSION = Path(__file__).parents[2] / "docs" / "mission.md"
WORDS = {"xlsx": r"xl/sharedStrings\.xml", "pptx": r"ppt/slides/slide\d+\.xml", "docx": r"word/document\.xml"}
PARTS = {
    row[1]: re.findall(r"`(\w+)`", row[2])
    for row in re.finditer(r"^\| (S\d+) .*\| ([^|]*) \| [^|]* \|$", MISSION.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.fixture(scope="module")
def told(weeks_home: Path) -> Story:
    """What the edition of the sample's third week says."""
    return story(*load(weeks_home, 3), {}, "zh")


@pytest.fixture(scope="module")
def said(told: Story) -> dict[str, str]:
    """All that each form says, without white space; of slides what stands on them, not the notes."""
    files = {form: written(told, form) for form in WRITERS}
    read = {form: in_parts(files[form], pattern) for form, pattern in WORDS.items()}
    read |= {"pdf": parsed.of_report(files["pdf"]), "html": "".join(parsed.of_page(files["html"]).text)}
    return {form: "".join(read[form].split()) for form in WRITERS}


def in_parts(file: bytes, pattern: str) -> str:
    """The texts of an office file's parts of such names."""
    with ZipFile(io.BytesIO(file)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(pattern, name)]
        return "".join("".join(fromstring(parts.read(name)).itertext()) for name in names)


def parts_of(told: Story) -> dict[str, tuple[str, list[str]]]:
    """Section or list → its title or sentence, and how each of its figures or rows begins."""
    found = {section.id: (section.title, [each.title for each in section.told]) for section in told.sections}
    return found | {each.name: (each.said, [row[0] for row in each.texts[: each.brief]]) for each in told.listings}


def test_the_mission_names_sixteen_systems() -> None:
    assert list(PARTS) == [f"S{number}" for number in range(1, 17)]


@pytest.mark.parametrize("form", WRITERS)
def test_every_system_has_its_part_in_the_file(told: Story, said: dict[str, str], form: str) -> None:
    known = parts_of(told)
    lacking = [
        (system, part, wanted)
        for system, parts in PARTS.items()
        for part in parts
        for wanted in (known[part][0], *known[part][1])
        if "".join(wanted.split()) not in said[form]
    ]
    assert lacking == []
    assert all(known[part][1] for parts in PARTS.values() for part in parts)


def test_what_slides_and_briefing_leave_out_is_said(told: Story, said: dict[str, str]) -> None:
    published = next(each for each in told.listings if each.name == "published")
    assert published.brief is not None
    assert 0 < published.brief < len(published.rows)
    cut = text("pack.listing.cut", "zh", title=published.title, listed=published.brief, total=len(published.rows))
    assert [form for form in WRITERS if cut in said[form]] == ["pptx", "docx"]
    for form, listed in (("pptx", 9), ("docx", 6)):
        assert text("pack.opening.more", "zh", count=len(told.amended) - listed) in said[form]
    assert text("pack.summary.more", "zh", count=len(told.exceptions) - 8) in said["docx"]
