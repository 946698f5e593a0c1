"""The rule by which exceptions are chosen, in words, and the marks that say why one was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parkdash.metrics.amounts import SHAPES
from parkdash.review import Content
from parkdash.review.importance import Why
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc

SIGNS: Mapping[str, str] = {"signal": "◆", "restated": "≠"}


def brief(content: Content, lang: str) -> str:
    """The rule of an edition in one sentence."""
    if content.attention is None:
        return text("attention.before_rule", lang)
    return text("attention.brief", lang, **_numbers(content.attention["rule"]))


def sentences(rule: Mapping[str, Any], lang: str) -> list[str]:
    """A rule sentence by sentence, with its numbers."""
    warning, signal, restated = rule["warning"], rule["signal"], rule["restated"]
    return [
        text("attention.targets", lang, gap=f"{-warning['gap'] * 100:g}"),
        text("attention.signal", lang, of_usual=f"{signal['of_usual']:g}", of_figure=format.share(signal["of_figure"])),
        text(
            "attention.restated", lang, of_usual=f"{restated['of_usual']:g}",
            of_figure=format.share(restated["of_figure"]),
        ),
        text("attention.points", lang, **rule["points"]),
        text("attention.brief", lang, **_numbers(rule)),
    ]  # fmt: skip


def folded(content: Content, lang: str) -> str:
    """The rule of an edition behind one line, as markup."""
    said = sentences(content.attention["rule"], lang) if content.attention else [brief(content, lang)]
    title = esc(text("attention.title", lang))
    lines = "".join(f"<li>{esc(each)}</li>" for each in said)
    return f'<details class="pd-fold"><summary>{title}</summary><ul class="pd-list">{lines}</ul></details>'


def marks(why: Iterable[Why], lang: str) -> str:
    """■ ◆ ≠: why a metric is an exception, as markup."""
    return "".join(_mark(each, lang) for each in why)


def _mark(why: Why, lang: str) -> str:
    sign, css = (SHAPES[why], why) if why in SHAPES else (SIGNS[why], "signal")
    word = text(f"screen.status.{why}", lang) if why in SHAPES else text(f"attention.sign.{why}", lang)
    return f'<i class="pd-{css}" role="img" aria-label="{esc(word)}">{sign}</i>'


def _numbers(rule: Mapping[str, Any]) -> dict[str, int]:
    return {name: rule[name] for name in ("in_all", "in_section")}
