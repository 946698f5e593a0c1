"""The headings of a briefing are numbered as an office does it, however many there are."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from parkdash.packs.numerals import numeral
from parkdash.packs.pack import pack
from tests.packs import made


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_a_number_is_written_in_chinese(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.parametrize("number", [0, 100])
def test_a_number_that_no_heading_has_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


def test_no_two_sections_have_the_same_number() -> None:
    groups = [f"group {letter}" for letter in "abcdefghijkl"]
    figures = {group: replace(made.HIGH_TECH, metric=group, group=group) for group in groups}
    file = pack(made.EDITION, replace(made.CONTENT, figures=figures), {}, "zh", ["docx"])["docx"]
    told = [paragraph.text for paragraph in Document(io.BytesIO(file)).paragraphs]
    numbers = [found.group(1) for each in told if (found := re.match(r"（(\w+)）", each))]
    assert numbers == ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
