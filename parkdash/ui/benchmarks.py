"""Published figures of other parks: beside our own where definitions allow it, and all of them by park and kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.model import At
from parkdash.ui import cells, empty, format, plot
from parkdash.ui.markup import esc, link, quoted, span
from parkdash.ui.state import State
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

PATH = "benchmarks"
MOST = 1000  # figures read at a time
KINDS = ("actual", "target", "forecast")  # each has a column of its own; nothing adds them up
NEAR = ("same", "close")
COLUMNS = (
    "figure_no", "published_park", "figure_subject", "figure_name", "figure_kind", "figure_basis", "figure_qualifier",
    "figure_value", "figure_unit", "figure_base", "figure_as_of", "part_of", "derived_from", "comparable_metric",
    "comparability", "comparability_note", "source_title", "published_on", "published_on_precision", "source_phrase",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One published figure, column by column, with the workbook's row that it came from."""

    of: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.of[name]

    @property
    def named(self) -> str:
        """What it is about and what it says of it."""
        subject, name = self["figure_subject"], self["figure_name"]
        return f"{subject} · {name}" if subject and subject != name else str(name)


def everywhere(view: View) -> View:
    """The look without the filter bar: other parks' figures lie in none of ours."""
    return replace(view, state=replace(view.state.kept(), filters=()))


def figures(view: View) -> list[Figure]:
    """Every figure published by the as-of day, in the order of its number."""
    found = []
    for id in ("published_derived", *(f"published_{kind}" for kind in KINDS)):
        rows = view.ask(metrics.records, id, At(view.at), (), COLUMNS, "figure_no", 1, MOST)
        found += [Figure(dict(zip(rows.columns, row, strict=True))) for row in rows.rows]
    return sorted(found, key=lambda figure: str(figure["figure_no"]))


def comparable(view: View) -> None:
    """Actual figures of the same or a close definition beside our own number, and targets beside our target."""
    found = [figure for figure in figures(view) if figure["comparability"] in NEAR and _known(figure)]
    found.sort(key=_order)
    plot.heading(view.text("benchmarks.comparable"), view.text("benchmarks.comparable_note"))
    if not found:
        st.html(empty.box(esc(view.text("benchmarks.none"))))
        return
    names = ("metric", "park", "theirs", "as_of", "ours", "comparability", "source")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name in ("theirs", "ours")) for name in names]
    for kind in KINDS[:2]:
        rows = [_compared(view, figure) for figure in found if figure["figure_kind"] == kind]
        if rows:
            title = view.text(f"benchmarks.compared_{kind}")
            st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def _known(figure: Figure) -> bool:
    return figure["comparable_metric"] in metrics.catalogue()


def _order(figure: Figure) -> int:
    """By the place of our metric in the catalogue."""
    return list(metrics.catalogue()).index(figure["comparable_metric"])


def _compared(view: View, figure: Figure) -> list[str]:
    metric = metrics.catalogue()[figure["comparable_metric"]]
    return [
        span("pd-nowrap", link(view.here(PATH, metric=metric.id), esc(view.title(metric.title)))),
        span("pd-nowrap", esc(figure["published_park"])) + f"<div>{span('pd-soft', esc(figure.named))}</div>",
        span("pd-nowrap", _value(view, figure)),
        span("pd-nowrap", esc(figure["figure_as_of"])),
        span("pd-nowrap", _ours(view, figure)),
        _why(view, figure),
        _source(view, figure),
    ]


def _ours(view: View, figure: Figure) -> str:
    """Our own number of the as-of day; beside a target our target of the year."""
    metric = metrics.catalogue()[figure["comparable_metric"]]
    if figure["figure_kind"] == "target":
        aim = view.ask(metrics.target, metric.id, view.at, view.bar).target
        return esc(format.DASH if aim is None else view.amount(aim, metric.unit))
    found = view.ask(metrics.value, metric.id, At(view.at), view.bar)
    if found.reason == "suppressed":
        return format.MASK
    return link(view.number_href(metric.id), esc(view.amount(found.value, metric.unit)))


def _value(view: View, figure: Figure) -> str:
    """As it was published, with its qualifier; marked where no document says it."""
    qualifier = figure["figure_qualifier"]
    said = f"{cells.plain(view, 'figure_qualifier', qualifier)} " if qualifier else ""
    shown = esc(f"{said}{figure['figure_value']}") + quoted(str(figure["figure_unit"] or ""))
    return f"{shown} {_derived(view)}" if figure["derived_from"] else shown


def _derived(view: View) -> str:
    return span("pd-badge", esc(view.text("benchmarks.derived")))


def _why(view: View, figure: Figure) -> str:
    word = esc(cells.plain(view, "comparability", figure["comparability"]))
    note = figure["derived_from"] or figure["comparability_note"]
    return f"{word}<div>{span('pd-soft', esc(note))}</div>" if note else word


def _source(view: View, figure: Figure) -> str:
    """The words of the document and its date, as a link to the workbook's row."""
    words = view.text("benchmarks.phrase", phrase=figure["source_phrase"])
    return f"{esc(words)} {_row_link(view, figure)}"


def _row_link(view: View, figure: Figure) -> str:
    href = view.href("source", source=f"{figure['source_id']}:{figure['source_row']}")
    return link(
        href,
        esc(_day(figure)),
        "pd-nowrap",
        view.text("benchmarks.cited", title=figure["source_title"], day=_day(figure)),
    )


def _day(figure: Figure) -> str:
    """The day of publication, as exactly as it is known."""
    day: date = figure["published_on"]
    return format.day(day)[: {"year": 4, "month": 7}.get(figure["published_on_precision"], 10)]


def beside(view: View) -> None:
    """Our parks and the published figures of one metric as bars; each park leads to its number."""
    found = [
        figure for figure in figures(view)
        if figure["comparability"] in NEAR and figure["figure_kind"] == "actual" and _known(figure)
        and figure["figure_base"] is not None
    ]  # fmt: skip
    offered = [figure["comparable_metric"] for figure in found]
    if not offered:
        return
    offered.sort(key=list(metrics.catalogue()).index)
    id = view.state.metric if view.state.metric in offered else offered[0]
    metric = metrics.catalogue()[id]
    ours = view.ask(metrics.breakdown, id, At(view.at), "park", view.bar)
    theirs = [figure for figure in found if figure["comparable_metric"] == id]
    labels = [view.text("benchmarks.bar", park=figure["published_park"]) for figure in theirs]
    labels += [view.title(group.label) for group in ours.groups]
    values = [float(figure["figure_base"]) for figure in theirs] + [float(group.value or 0) for group in ours.groups]
    texts = [view.amount(figure["figure_base"], metric.unit) for figure in theirs]
    texts += [format.MASK if group.suppressed else view.amount(group.value, metric.unit) for group in ours.groups]
    keys = ["" for _ in theirs] + ["~" if group.key is None else group.key for group in ours.groups]
    title = view.title(metric.title)
    plot.heading(title, view.text("benchmarks.beside_note"))

    def opens(key: str, series: int) -> State | None:
        if not key:
            return None
        narrowed = view.state.kept().with_only("park", [None if key == "~" else key])
        return replace(narrowed, metric=id, version=view.version.number, lang=view.lang)

    alt = f"{title}: {'; '.join(f'{a} {b}' for a, b in zip(labels, texts, strict=True))}"
    plot.draw(charts.bars(labels, values, texts, keys), "beside", alt, opens)


def differing(view: View) -> None:
    """What looks comparable and is not, with why: no number of ours stands beside it."""
    found = [figure for figure in figures(view) if figure["comparability"] == "differs"]
    if not found:
        return
    names = ("park", "theirs", "metric", "why_not", "source")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name == "theirs") for name in names]
    rows = [
        [
            f"{esc(figure['published_park'])}<div>{span('pd-soft', esc(figure.named))}</div>",
            span("pd-nowrap", _value(view, figure)), esc(_metric_title(view, figure)),
            esc(figure["comparability_note"]), _source(view, figure),
        ]
        for figure in found
    ]  # fmt: skip
    title = view.text("benchmarks.differing")
    plot.heading(title, view.text("benchmarks.differing_note"))
    st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def _metric_title(view: View, figure: Figure) -> str:
    known = metrics.catalogue().get(figure["comparable_metric"] or "")
    return view.title(known.title) if known else format.DASH


def published(view: View) -> None:
    """All figures of one park: actual, target and forecast each in a column of its own, words and date beside."""
    every = figures(view)
    if not every:
        return
    counted = Counter(figure["published_park"] for figure in every)
    park = view.state.query if view.state.query in counted else next(iter(counted))
    plot.heading(view.text("benchmarks.all", n=len(every)), view.text("benchmarks.all_note"))
    st.html(f'<div class="pd-chips">{"".join(_chip(view, name, n, name == park) for name, n in counted.items())}</div>')
    titles = view.text("card.comma").join(
        dict.fromkeys(f["source_title"] for f in every if f["published_park"] == park)
    )
    st.html(f'<p class="pd-soft">{esc(view.text("benchmarks.documents", titles=titles))}</p>')
    names = ("figure", *KINDS, "as_of", "basis", "phrase_said", "document")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name in KINDS) for name in names]
    known = {figure["figure_no"]: figure for figure in every}
    rows = [_row(view, figure, known) for figure in every if figure["published_park"] == park]
    st.html(f'<div class="pd-tight">{table(view.text("benchmarks.of_park", park=park), heads, rows)}</div>')


def _chip(view: View, park: str, count: int, chosen: bool) -> str:
    return link(view.here(PATH, query=park), f"{esc(park)} {count}", "pd-chip", current=chosen)


def _row(view: View, figure: Figure, known: dict[str, Figure]) -> list[str]:
    value = _value(view, figure)
    own = {kind: span("pd-nowrap", value) if figure["figure_kind"] == kind else "" for kind in KINDS}
    return [
        esc(figure.named), *own.values(), span("pd-nowrap", esc(figure["figure_as_of"])), _basis(view, figure, known),
        esc(figure["source_phrase"]), _row_link(view, figure),
    ]  # fmt: skip


def _basis(view: View, figure: Figure, known: dict[str, Figure]) -> str:
    """Stock, year or cumulative; of what it is a part; how it was derived; what else to mind."""
    said = [esc(cells.plain(view, "figure_basis", figure["figure_basis"]))]
    whole = known.get(figure["part_of"] or "")
    if whole is not None:
        said.append(esc(view.text("benchmarks.part_of", whole=whole.named)))
    said += [esc(figure[name]) for name in ("derived_from", "comparability_note") if figure[name]]
    return said[0] + "".join(f"<div>{span('pd-soft', each)}</div>" for each in said[1:])
