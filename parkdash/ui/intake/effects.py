"""What taking the files would do, before it is done: rows by table, the rows themselves, what the numbers become."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from parkdash.batch import TableCount
from parkdash.contracts import contracts
from parkdash.intake.model import Draft, Effect, Preview, Study
from parkdash.metrics.catalogue import catalogue
from parkdash.metrics.model import Number
from parkdash.text import text
from parkdash.ui import empty, format, lights
from parkdash.ui.intake import accept, changes, ways, work
from parkdash.ui.intake.handed import dropping
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table

TITLES = {"left_out": "left_out_rows"}  # rows in error; "left_out" are rows that are no records
COUNTS = ("new", "changed", "unchanged", "missing", "left_out")


def show(draft: Draft, found: Study, lang: str) -> None:
    """Draw what would change beside the form that takes it."""
    left, right = st.columns((3, 1), gap="medium")
    with left:
        ways.choose(draft, found, lang)
        looked = work.previewed(draft, found, lang)
        if looked is not None:
            _told(draft, looked, lang)
    with right:
        if looked is not None and looked.is_new:
            accept.form(draft, found, looked.basis, lang)
        dropping(draft, lang)


def _told(draft: Draft, looked: Preview, lang: str) -> None:
    if not looked.is_new:
        st.html(empty.box(esc(text("import.nothing_new", lang))))
        return
    st.html(counts_table(looked.counts, lang))
    _effects(looked, lang)
    changes.show(draft, looked, lang)


def counts_table(counts: Mapping[str, TableCount], lang: str) -> str:
    """What the files would bring, table by table; kinds of change that no table has are left out."""
    shown = [name for name in COUNTS if name in COUNTS[:3] or any(getattr(count, name) for count in counts.values())]
    names = ("table", "rows", *shown)
    heads = [Head(text(f"import.{TITLES.get(name, name)}", lang), right=name != "table") for name in names]
    rows = [
        [esc(contracts()[name].title[lang]), f"{count.rows:,}", *(f"{getattr(count, one):,}" for one in shown)]
        for name, count in counts.items()
    ]
    title = text("import.counts", lang)
    return f'<h2 class="pd-h">{esc(title)}</h2><div class="pd-tight">{table(title, heads, rows)}</div>'


def _effects(looked: Preview, lang: str) -> None:
    """The numbers that move: all parks in sight, those of which a status flips first; park by park behind a fold."""
    title = text("import.effects", lang)
    day = text("import.effects_at", lang, day=format.day(looked.as_of)) if looked.as_of else ""
    heading = f'<h2 class="pd-h">{esc(title)}<small>{esc(day)}</small></h2>'
    if not looked.effects:
        st.html(heading + f'<p class="pd-soft">{esc(text("import.no_effects", lang))}</p>')
        return
    whole = [effect for effect in looked.effects if effect.park is None]
    parks = [effect for effect in looked.effects if effect.park is not None]
    html = heading + _effect_table(whole, lang, title) if whole else heading
    if parks:
        by_park = text("import.by_park", lang, n=len(parks))
        inner = _effect_table(parks, lang, by_park, with_park=True)
        opened = "" if whole else " open"
        html += f'<details class="pd-fold"{opened}><summary>{esc(by_park)}</summary>{inner}</details>'
    st.html(html)


def _effect_table(effects: list[Effect], lang: str, label: str, with_park: bool = False) -> str:
    names = ("metric", *(("park",) if with_park else ()), "before", "after", "difference", "status")
    heads = [Head(text(f"import.{name}", lang), right=name in ("before", "after", "difference")) for name in names]
    flips_first = sorted(effects, key=lambda effect: not flips(effect))
    return f'<div class="pd-tight">{table(label, heads, [_effect(one, lang, with_park) for one in flips_first])}</div>'


def flips(effect: Effect) -> bool:
    """True if the light changes."""
    return effect.status_before != effect.status_after


def _effect(effect: Effect, lang: str, with_park: bool) -> list[str]:
    metric = catalogue()[effect.metric]
    park = [esc(effect.park_label[lang])] if with_park else []
    after = f"<strong>{esc(_value(effect.after, lang))}</strong>"
    return [
        esc(metric.title[lang]), *park, esc(_value(effect.before, lang)), after, esc(_difference(effect, lang)),
        _status(effect, lang),
    ]  # fmt: skip


def _value(number: Number, lang: str) -> str:
    if number.value is None:
        return text(f"screen.reason.{number.reason or 'no_data'}", lang)
    return format.amount(number.value, number.unit, lang)


def _difference(effect: Effect, lang: str) -> str:
    """By how much, with an arrow; nothing where one of the two is not known."""
    before, after = effect.before.value, effect.after.value
    if before is None or after is None:
        return format.DASH
    by = float(after) - float(before)
    arrow = "↑" if by > 0 else "↓" if by < 0 else "→"
    return f"{arrow} {format.change(by, effect.after.unit, lang)}"


def _status(effect: Effect, lang: str) -> str:
    """The light; one that changes with both words and a mark, not by colour alone."""
    after = lights.word(effect.status_after, lang)
    if not flips(effect):
        return after
    said = f"{lights.word(effect.status_before, lang)} → {after}"
    return f'<mark class="pd-flip">{said}</mark>'
