"""The pack as one page that opens without a network: cards, charts and drill tables, no script at all."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from parkdash.metrics import amounts
from parkdash.packs.charted import charted
from parkdash.packs.drawn import Drawing, Panel, drawn, panelled
from parkdash.packs.trendlines import trend_lines
from parkdash.review.lines import KeptLine
from parkdash.telling.model import Moved, Story, Told
from parkdash.telling.words import clean, listed, signed
from parkdash.text import text

TEMPLATE = "page.html"
LINES_LISTED = 200  # of one figure; the workbook lists more


def to_page(story: Story) -> bytes:
    """The whole pack as one HTML file. Every text is escaped; nothing is fetched and nothing runs."""
    return _template().render(story=story, **_words(story)).encode()


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files("parkdash.packs").joinpath(TEMPLATE).read_text(encoding="utf-8"))


def _words(story: Story) -> dict[str, Any]:
    """What the template may ask for."""
    return _texts(story) | _of_figures(story)


def _texts(story: Story) -> dict[str, Any]:
    """Texts by name, values as they are read."""
    lang = story.lang
    return {
        "column": lambda name: text(f"pack.column.{name}", lang, day=story.since_short),
        "part": lambda name: text(f"pack.part.{name}", lang),
        "summary": lambda name: text(f"pack.summary.{name}", lang),
        "opening": lambda name: text(f"pack.opening.{name}", lang),
        "trend": lambda name: text(f"pack.trend.{name}", lang),
        "colon": text("screen.mark.pair", lang, name="", value=""),
        "unit": lambda told: amounts.unit_word(told.figure.unit, lang),
        "part_of": lambda share: round(min(max(share or 0.0, 0.0), 1.0) * 100, 1),
        "exact": amounts.exact,
        "amount": lambda value, unit: amounts.amount(value, unit, lang),
        "signed": lambda value, unit: signed(value, unit, lang),
        "clean": clean,
    }


def _of_figures(story: Story) -> dict[str, Any]:
    """What is drawn and listed of one figure."""
    lang = story.lang

    def draw(told: Told) -> Drawing | None:
        chart = charted(told, story.since_short, lang)
        return drawn(chart) if chart else None

    def panels(told: Told) -> list[Panel]:
        return [panelled(lines) for lines in trend_lines(told, lang)]

    def truncated(told: Told) -> str:
        return text("pack.part.truncated", lang, title=told.title, listed=len(_lines(told)), total=_total(told))

    return {
        "draw": draw,
        "panels": panels,
        "names": lambda move: _names(move, lang),
        "lines": _lines,
        "truncated": truncated,
        "lines_behind": lambda told: text("pack.part.lines_behind", lang, total=_total(told)),
    }


def _names(move: Moved, lang: str) -> str:
    """Who moved, and how many are not named."""
    said = listed(move.names, lang)
    if len(move.names) == move.total:
        return said
    cut = text("pack.part.names_cut", lang, listed=len(move.names), total=move.total)
    return said + text("screen.mark.brackets", lang, inner=cut)


def _lines(told: Told) -> tuple[KeptLine, ...]:
    return told.lines.rows[:LINES_LISTED] if told.lines else ()


def _total(told: Told) -> int:
    return told.lines.total if told.lines else 0
