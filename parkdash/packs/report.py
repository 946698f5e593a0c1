"""The pack as a PDF: text that can be searched and copied, edition and hash on every page."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from parkdash.telling.model import Story, Told
from parkdash.telling.words import clean, listed
from parkdash.text import text

TEMPLATE = "report.typ"
LATIN = "Libertinus Serif"  # comes with the typesetter
CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "SimHei",
    "WenQuanYi Micro Hei", "Noto Serif CJK SC", "SimSun", "STSong",
)  # fmt: skip
FACTS = ("metric", "shown", "span", "change", "last_year", "goal", "status", "coverage")
MOVES = ("direction", "cause", "count", "name")
RECEIPT = ("metric", "explains", "formula", "days", "rows", "newest")


class NoChineseTypeface(LookupError):
    """This machine has none of the typefaces that can write Chinese; the message names them."""


def to_report(story: Story) -> bytes:
    """The whole pack as PDF. NoChineseTypeface where names would come out as boxes."""
    fonts = [face for face in CHINESE if face in installed()][:1]
    if not fonts:
        raise NoChineseTypeface(", ".join(CHINESE))
    template = files("parkdash.packs").joinpath(TEMPLATE).read_bytes()
    pack = json.dumps({**_data(story), "fonts": [*fonts, LATIN]}, ensure_ascii=False)
    made = typst.compile(template, format="pdf", sys_inputs={"pack": pack}, timestamp=int(story.moment.timestamp()))
    assert isinstance(made, bytes)
    return made


@cache
def installed() -> frozenset[str]:
    """The typefaces of this machine."""
    return frozenset(typst.Fonts().families())


def _data(story: Story) -> dict[str, Any]:
    """The story as plain JSON for the template."""
    lang = story.lang
    return {
        "lang": lang,
        "title": story.title,
        "issue": story.issue,
        "footer": story.footer,
        "cover": story.cover,
        "summary": story.summary,
        "slide": story.slide,
        "counts": [(status, word, str(count)) for status, word, count in story.counts if count],
        "changes_said": story.changes_said,
        "exceptions": [_said(told) for told in story.exceptions],
        "changes": [_said(told) for told in story.changes],
        "sections": [
            {"title": section.title, "message": section.message, "rows": [_row(told) for told in section.told]}
            for section in story.sections
        ],
        "moves": [_moves(told, lang) for told in story.all_told if told.movement and told.movement.moves],
        "receipts": [_receipt(told) for told in story.all_told],
        "heads": _heads(story),
    }


def _heads(story: Story) -> dict[str, Any]:
    def column(name: str) -> str:
        return text(f"pack.column.{name}", story.lang, day=story.since_short)

    heads: dict[str, Any] = {
        name: text(f"pack.summary.{key}", story.lang)
        for name, key in (("summary", "title"), ("exceptions", "exceptions"), ("changes", "changes"))
    }
    heads |= {name: text(f"pack.part.{name}", story.lang) for name in ("bridges", "receipts")}
    columns = (("facts", FACTS), ("moves", MOVES), ("receipt", RECEIPT))
    return heads | {name: [column(each) for each in wanted] for name, wanted in columns}


def _said(told: Told) -> dict[str, Any]:
    return {"message": told.message, "briefly": told.briefly}


def _row(told: Told) -> dict[str, Any]:
    goal = told.goal
    return {
        "title": told.title,
        "value": told.value if not told.why else told.why,
        "days": told.days,
        "since": told.since,
        "last_year": told.last_year,
        "goal": goal.said if goal else "",
        "done": goal.done if goal else None,
        "pace": (goal.pace or 0.0) if goal else None,
        "status": told.status,
        "said": told.status_said,
        "coverage": told.coverage,
    }


def _moves(told: Told, lang: str) -> dict[str, Any]:
    movement = told.movement
    assert movement is not None
    rows = []
    for move in movement.moves:
        names = listed(move.names, lang)
        if len(move.names) < move.total:
            cut = text("pack.part.names_cut", lang, listed=len(move.names), total=move.total)
            names += text("screen.mark.brackets", lang, inner=cut)
        side = text(f"pack.part.{'in' if move.entering else 'out'}", lang)
        rows.append((side, move.cause, f"{move.total:,}", names))
    return {"title": told.title, "said": told.bridge_said, "rows": rows}


def _receipt(told: Told) -> tuple[str, ...]:
    figure = told.figure
    return (told.title, told.explains, clean(figure.formula), told.days, f"{figure.rows:,}", figure.newest or "")
