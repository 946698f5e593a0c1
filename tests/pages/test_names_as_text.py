"""Names out of the data are text wherever they stand: in HTML, in the labels of widgets, in charts."""

from __future__ import annotations

import json
import re

import pytest

from parkdash.charts import figures
from parkdash.ui.markup import esc, label, link

NAME = "<img src=x onerror=alert(1)>**b**[x](http://e)"


def test_html_shows_a_name_letter_by_letter() -> None:
    assert "<img" not in esc(NAME)
    assert "<img" not in link(f"/enterprise?firm={NAME}", esc(NAME), label=NAME)


def test_a_label_shows_markdown_letter_by_letter() -> None:
    assert label("**b**[x](y)") == r"\*\*b\*\*\[x\](y)"
    assert label("营业收入(万元)") == "营业收入(万元)"


@pytest.mark.parametrize(
    "words", [":smile:", ":material/home:", ":+1:", "http://e.com", "www.e.com", "WWW.e.com", "a@e.com"]
)
def test_a_label_makes_no_emoji_and_no_link_of_plain_words(words: str) -> None:
    assert label(words) != words
    assert label(words).replace("\u2060", "") == words
    assert not re.search(r":[\w+\-]+:|://|www\.|\w@\w", label(words), re.IGNORECASE)


@pytest.mark.parametrize(
    "figure",
    [
        figures.bars([NAME, "b"], [1, 2], ["1", "2"], [NAME, "b"]),
        figures.stacked(["2026-01"], {NAME: [1], "b": [2]}),
        figures.lines(["2026-01", "2026-02"], {NAME: [1, 2], "b": [2, 3]}),
    ],
    ids=["bars", "stacked", "lines"],
)
def test_a_chart_shows_no_name_as_markup_and_gives_back_the_name_itself(figure: dict) -> None:
    told = json.dumps([{k: v for k, v in trace.items() if k != "customdata"} for trace in figure["data"]])
    assert "<img" not in told + json.dumps(figure["layout"])
    assert "&lt;img" in told
    assert all(key in (NAME, "b", "2026-01", "2026-02") for trace in figure["data"] for key in trace["customdata"])
