"""数出处: what stands behind one number, and the proof that its records add up to it."""

from __future__ import annotations

import re

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import Filters, Metric, Receipt, When
from parkdash.ui import cells, format
from parkdash.ui import filters as bar
from parkdash.ui.cards import owner_of, reported
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

SOURCES_SHOWN = 30
IDS = re.compile(r"[a-z_]+")


def draw(view: View, metric: Metric, when: When, filters: Filters) -> None:
    """Draw the receipt of one number; of a ratio also those of its parts."""
    found = view.ask(metrics.receipt, metric.id, when, filters)
    st.html(markup(view, found) + "".join(markup(view, part) for part in found.parts))


def markup(view: View, found: Receipt) -> str:
    """The receipt as a list of facts, and the sheets it rests on."""
    title = f'<h2 class="pd-h">{esc(view.title(found.metric.title))}</h2>'
    facts = "".join(
        f"<dt>{esc(view.text(f'receipt.{name}'))}</dt><dd>{value}</dd>" for name, value in _facts(view, found)
    )
    return f'{title}<dl class="pd-facts">{facts}</dl>{_sources(view, found)}'


def _facts(view: View, found: Receipt) -> list[tuple[str, str]]:
    number, metric = found.number, found.metric
    facts = [
        ("value", f"{esc(format.exact(number.value))} {esc(format.unit_word(number.unit, view.lang))}"),
        ("definition", esc(view.title(metric.explains))),
        ("formula", _formula(view, found)),
        ("period", esc(format.period(number.when, view.lang))),
        ("filters", esc(_conditions(view, found.filters))),
        ("rows", f"{number.rows:,}"),
        ("proof", _proof(view, found)),
        ("owner", esc(owner_of(view, metric))),
        ("newest", esc(format.day(number.newest))),
        ("version", esc(view.text("receipt.version_of", version=found.version, hash=found.content_hash[:16]))),
    ]
    if found.coverage:
        facts.insert(-1, ("coverage", esc(reported(view, found.coverage))))
    return facts


def _formula(view: View, found: Receipt) -> str:
    """How it is worked out; the parts of a ratio by their titles, as they follow below."""
    if not found.metric.ratio:
        return f"<code>{esc(found.formula)}</code>"
    known = metrics.catalogue()
    return esc(IDS.sub(lambda id: view.title(known[id[0]].title) if id[0] in known else id[0], found.formula))


def _conditions(view: View, filters: Filters) -> str:
    named = [f"{cells.dimension(view, name)} = {bar.label(view, name, value)}" for name, value in filters]
    return view.text("card.comma").join(named) or view.text("receipt.no_filter")


def _proof(view: View, found: Receipt) -> str:
    if found.metric.ratio:
        key = "parts_proven" if found.proven else "parts_unproven"
        return f'<span class="pd-proof">{esc(view.text(f"receipt.{key}"))}</span>'
    shown = format.number(found.number.value, found.number.unit, view.lang)
    again = format.number(found.records_value, found.number.unit, view.lang)
    key = "proven" if found.proven else "unproven"
    line = view.text(f"receipt.{key}", records=format.joined(again, view.lang), card=format.joined(shown, view.lang))
    return f'<span class="pd-proof {"" if found.proven else "pd-behind"}">{esc(line)}</span>'


def _sources(view: View, found: Receipt) -> str:
    if not found.sources:
        return ""
    heads = [Head(view.text(f"source.{name}")) for name in ("file", "sheet", "batch", "hash")]
    rows = [
        [esc(ref.file), esc(ref.sheet), esc(ref.batch), f"<code>{esc(ref.sha256[:12])}</code>", f"{count:,}"]
        for ref, count in found.sources[:SOURCES_SHOWN]
    ]
    label = view.text("receipt.sources", n=len(found.sources))
    title = f'<h3 class="pd-h">{esc(label)}</h3>'
    return title + table(label, [*heads, Head(view.text("receipt.rows_from"), right=True)], rows)
