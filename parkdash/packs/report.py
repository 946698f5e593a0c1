"""The pack as a PDF: text that can be searched and copied, edition and hash on every page."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from parkdash.metrics import amounts
from parkdash.packs.trendlines import span, trend_lines
from parkdash.telling.listing import Listing
from parkdash.telling.model import Story, Told
from parkdash.telling.words import clean, listed, signed
from parkdash.text import text

TEMPLATE = "report.typ"
LATIN = "Libertinus Serif"  # comes with the typesetter
CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", "SimHei",
    "WenQuanYi Micro Hei", "Noto Serif CJK SC", "SimSun", "STSong",
)  # fmt: skip
FACTS = ("metric", "shown", "span", "change", "last_year", "goal", "status", "coverage")
MOVES = ("direction", "cause", "count", "name")
PROMISE = ("title", "action_owner", "due", "stands", "moved", "said")
AMENDED = ("metric", "was_shown", "reads_now", "gap", "cause", "target")
TO_DATE = ("span", "value", "trend_then", "gap")
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
            {
                "title": section.title,
                "message": section.message,
                "rows": [_row(told) for told in section.told],
                "lists": [_list(listing) for listing in story.lists(section.id)],
            }
            for section in story.sections
        ],
        "promises_said": story.promises_said,
        "promises": [
            {"late": p.late, "cells": (p.title, p.owner, p.due, p.stands, f"{p.about} {p.moved}".strip(), p.said)}
            for p in story.promised
        ],
        "amended_said": story.amended_said,
        "amended": [
            (
                each.title,
                amounts.amount(each.shown, each.unit, lang),
                amounts.amount(each.now, each.unit, lang),
                signed(each.gap, each.unit, lang),
                each.why,
                each.target,
            )
            for each in story.amended
        ],
        "lists": [_list(listing) for listing in story.lists()],
        "noted": [(note.title, note.told) for note in story.noted],
        "trends": [_trend(told, lang) for told in story.exceptions if told.trend],
        "trend_words": {name: text(f"pack.trend.{name}", lang) for name in ("title", "now", "then", "target")},
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
    heads |= {name: text(f"pack.opening.{name}", story.lang) for name in ("promises", "amended_title", "notes")}
    columns = (
        ("facts", FACTS), ("moves", MOVES), ("receipt", RECEIPT), ("promise", PROMISE), ("amended", AMENDED),
        ("to_date", TO_DATE),
    )  # fmt: skip
    return heads | {name: [column(each) for each in wanted] for name, wanted in columns}


def _said(told: Told) -> dict[str, Any]:
    return {"message": told.message, "briefly": told.briefly}


def _list(listing: Listing) -> dict[str, Any]:
    shares = [column.share for column in listing.columns]
    return {
        "title": listing.title, "said": listing.said, "heads": listing.heads, "shares": shares, "rows": listing.texts,
    }  # fmt: skip


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


def _trend(told: Told, lang: str) -> dict[str, Any]:
    """The rows of a trend with every value as a share of its axis, from 0 at its foot to 1 at its top."""
    rows = []
    for lines in trend_lines(told, lang):
        low, high = span(lines)
        scaled = {
            name: [None if value is None else (value - low) / (high - low) for value in values]
            for name, values in (("now", lines.now), ("then", lines.then), ("planned", lines.planned))
        }
        head = f"{lines.title} {lines.unit}".strip()
        rows.append({"title": head, "narrow": lines.id == "weeks", "labels": lines.labels, "said": lines.said} | scaled)
    to_date = [(each.title, each.value, each.then, each.change) for each in told.trend.to_date] if told.trend else []
    return {"title": told.title, "status": told.status, "said": told.status_said, "rows": rows, "to_date": to_date}


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
