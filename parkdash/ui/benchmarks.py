"""Published figures of other parks: beside our own where definitions allow it, and all of them by park and kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics import Published
from parkdash.metrics.model import At
from parkdash.ui import cells, empty, format, plot
from parkdash.ui.markup import esc, link, quoted, span
from parkdash.ui.state import State
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

PATH = "benchmarks"
KINDS = ("actual", "target", "forecast")  # each has a column of its own; nothing adds them up


def everywhere(view: View) -> View:
    """The look without the filter bar: other parks' figures lie in none of ours."""
    return replace(view, state=replace(view.state.kept(), filters=()))


def figures(view: View) -> tuple[Published, ...]:
    """Every figure published by the as-of day, in the order of its number."""
    found: tuple[Published, ...] = view.ask(metrics.published, view.at)
    return found


def comparable(view: View) -> None:
    """Actual figures of the same or a close definition beside our own number, and targets beside our target."""
    found = [figure for figure in figures(view) if figure.stands_beside_ours]
    found.sort(key=_order)
    plot.heading(view.text("benchmarks.comparable"), view.text("benchmarks.comparable_note"))
    if not found:
        st.html(empty.box(esc(view.text("benchmarks.none"))))
        return
    names = ("metric", "park", "theirs", "as_of", "ours", "comparability", "source")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name in ("theirs", "ours")) for name in names]
    for kind in KINDS[:2]:
        rows = [_compared(view, figure) for figure in found if figure.kind == kind]
        if rows:
            title = view.text(f"benchmarks.compared_{kind}")
            st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def _order(figure: Published) -> int:
    """By the place of our metric in the catalogue."""
    return list(metrics.catalogue()).index(figure.metric or "")


def _compared(view: View, figure: Published) -> list[str]:
    metric = metrics.catalogue()[figure.metric or ""]
    return [
        span("pd-nowrap", link(view.here(PATH, metric=metric.id), esc(view.title(metric.title)))),
        span("pd-nowrap", esc(figure.park)) + f"<div>{span('pd-soft', esc(figure.named))}</div>",
        span("pd-nowrap", _value(view, figure)),
        span("pd-nowrap", esc(figure.as_of)),
        span("pd-nowrap", _ours(view, figure)),
        _why(view, figure),
        _source(view, figure),
    ]


def _ours(view: View, figure: Published) -> str:
    """Our own number of the as-of day; beside a target our target of the year."""
    metric = metrics.catalogue()[figure.metric or ""]
    if figure.kind == "target":
        aim = view.ask(metrics.target, metric.id, view.at, view.bar).target
        return esc(format.DASH if aim is None else view.amount(aim, metric.unit))
    found = view.ask(metrics.value, metric.id, At(view.at), view.bar)
    if found.reason == "suppressed":
        return format.MASK
    return link(view.number_href(metric.id), esc(view.amount(found.value, metric.unit)))


def _value(view: View, figure: Published) -> str:
    """As it was published, with its qualifier; marked where no document says it."""
    qualifier = figure.qualifier
    said = f"{cells.plain(view, 'figure_qualifier', qualifier)} " if qualifier else ""
    shown = esc(f"{said}{figure.value}") + quoted(str(figure.unit or ""))
    return f"{shown} {_derived(view)}" if figure.derived_from else shown


def _derived(view: View) -> str:
    return span("pd-badge", esc(view.text("benchmarks.derived")))


def _why(view: View, figure: Published) -> str:
    word = esc(cells.plain(view, "comparability", figure.comparability))
    note = figure.derived_from or figure.note
    return f"{word}<div>{span('pd-soft', esc(note))}</div>" if note else word


def _source(view: View, figure: Published) -> str:
    """The words of the document and its date, as a link to the workbook's row."""
    words = view.text("benchmarks.phrase", phrase=figure.phrase)
    return f"{esc(words)} {_row_link(view, figure)}"


def _row_link(view: View, figure: Published) -> str:
    href = view.href("source", source=f"{figure.source_id}:{figure.source_row}")
    return link(
        href,
        esc(figure.published),
        "pd-nowrap",
        view.text("benchmarks.cited", title=figure.document, day=figure.published),
    )


def beside(view: View) -> None:
    """Our parks and the published figures of one metric as bars; each park leads to its number."""
    found = [
        figure for figure in figures(view)
        if figure.stands_beside_ours and figure.kind == "actual" and figure.base is not None
    ]  # fmt: skip
    offered = [figure.metric or "" for figure in found]
    if not offered:
        return
    offered.sort(key=list(metrics.catalogue()).index)
    id = view.state.metric if view.state.metric in offered else offered[0]
    metric = metrics.catalogue()[id]
    ours = view.ask(metrics.breakdown, id, At(view.at), "park", view.bar)
    theirs = [figure for figure in found if figure.metric == id]
    labels = [view.text("benchmarks.bar", park=figure.park) for figure in theirs]
    labels += [view.title(group.label) for group in ours.groups]
    values = [float(figure.base or 0) for figure in theirs] + [float(group.value or 0) for group in ours.groups]
    texts = [view.amount(figure.base, metric.unit) for figure in theirs]
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
    found = [figure for figure in figures(view) if figure.comparability == "differs"]
    if not found:
        return
    names = ("park", "theirs", "metric", "why_not", "source")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name == "theirs") for name in names]
    rows = [
        [
            f"{esc(figure.park)}<div>{span('pd-soft', esc(figure.named))}</div>",
            span("pd-nowrap", _value(view, figure)), esc(_metric_title(view, figure)),
            esc(figure.note), _source(view, figure),
        ]
        for figure in found
    ]  # fmt: skip
    title = view.text("benchmarks.differing")
    plot.heading(title, view.text("benchmarks.differing_note"))
    st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def _metric_title(view: View, figure: Published) -> str:
    known = metrics.catalogue().get(figure.metric or "")
    return view.title(known.title) if known else format.DASH


def published(view: View) -> None:
    """All figures of one park: actual, target and forecast each in a column of its own, words and date beside."""
    every = figures(view)
    if not every:
        return
    counted = Counter(figure.park for figure in every)
    park = view.state.query if view.state.query in counted else next(iter(counted))
    plot.heading(view.text("benchmarks.all", n=len(every)), view.text("benchmarks.all_note"))
    st.html(f'<div class="pd-chips">{"".join(_chip(view, name, n, name == park) for name, n in counted.items())}</div>')
    titles = view.text("card.comma").join(dict.fromkeys(f.document for f in every if f.park == park))
    st.html(f'<p class="pd-soft">{esc(view.text("benchmarks.documents", titles=titles))}</p>')
    names = ("figure", *KINDS, "as_of", "basis", "phrase_said", "document")
    heads = [Head(view.text(f"benchmarks.{name}"), right=name in KINDS) for name in names]
    known = {figure.no: figure for figure in every}
    rows = [_row(view, figure, known) for figure in every if figure.park == park]
    st.html(f'<div class="pd-tight">{table(view.text("benchmarks.of_park", park=park), heads, rows)}</div>')


def _chip(view: View, park: str, count: int, chosen: bool) -> str:
    return link(view.here(PATH, query=park), f"{esc(park)} {count}", "pd-chip", current=chosen)


def _row(view: View, figure: Published, known: dict[str, Published]) -> list[str]:
    value = _value(view, figure)
    own = {kind: span("pd-nowrap", value) if figure.kind == kind else "" for kind in KINDS}
    return [
        esc(figure.named), *own.values(), span("pd-nowrap", esc(figure.as_of)), _basis(view, figure, known),
        esc(figure.phrase), _row_link(view, figure),
    ]  # fmt: skip


def _basis(view: View, figure: Published, known: dict[str, Published]) -> str:
    """Stock, year or cumulative; of what it is a part; how it was derived; what else to mind."""
    said = [esc(cells.plain(view, "figure_basis", figure.basis))]
    whole = known.get(figure.part_of or "")
    if whole is not None:
        said.append(esc(view.text("benchmarks.part_of", whole=whole.named)))
    said += [esc(each) for each in (figure.derived_from, figure.note) if each]
    return said[0] + "".join(f"<div>{span('pd-soft', each)}</div>" for each in said[1:])
