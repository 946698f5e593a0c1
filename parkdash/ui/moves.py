"""What moved in the pipeline or in one stage: a waterfall of the money, and each part of it with its projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.model import Value
from parkdash.metrics.movement import Block, Moved, Movement, stages
from parkdash.ui import cells, format, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.pipeline import AT_WORK, money, named, stage_name
from parkdash.ui.tables import Head, table
from parkdash.ui.tiers import in_lines, signed
from parkdash.ui.view import View

PATH = "pipeline"
NAMED = 4  # projects of one part in sight


def movement(view: View) -> None:
    """The bridge from the day compared with to the as-of day, of the whole or of one stage (`by`)."""
    stage = view.state.by if view.state.by in AT_WORK else ""
    found: Movement = view.ask(metrics.movement, view.since, view.at, view.bar, stage)
    day = format.day(view.since)
    plot.heading(view.text("pipeline.movement", day=day), view.text("pipeline.movement_note"))
    chosen = [("", view.text("pipeline.whole")), *((code, stage_name(view, code)) for code in AT_WORK)]
    links = []
    for code, name in chosen:
        links.append(link(view.here(PATH, by=code), esc(name), "pd-chip", current=code == stage))
    st.html(f'<nav class="pd-chips" aria-label="{esc(view.text("pipeline.stages"))}">{"".join(links)}</nav>')
    if found.opening[1] is not None and found.blocks:
        _waterfall(view, found)
    parts = (*found.blocks, *found.beside) if view.scope.firms else ()  # of single projects
    chosen_block = next((block for block in parts if block.cause == view.state.cause), None)
    st.html(_blocks(view, found) if chosen_block is None else _members(view, chosen_block))


def _waterfall(view: View, found: Movement) -> None:
    amounts = [float(amount or 0) for amount in (found.opening[1], found.closing[1])]
    steps = [_step(view, format.day_near(found.since, found.at), found.opening[1], "total", f"{found.opening[0]:,}")]
    for block in found.blocks:
        kind = "up" if block.sign * (block.amount or 0) >= 0 else "down"
        count = signed(block.sign * block.count) if block.count else ""
        steps.append(_step(view, cause(view, block), block.sign * (block.amount or 0), kind, count))
    steps.append(_step(view, format.day_near(found.at, found.at), found.closing[1], "total", f"{found.closing[0]:,}"))
    opening, closing = (view.amount(amount, "yuan") for amount in amounts)
    alt = view.text("pipeline.bridge_alt", opening=opening, closing=closing)
    key = f"pipeline_bridge_{view.state.cause}"  # drawn anew after a click: nothing stays greyed
    plot.draw(charts.bridge(steps, 210), key, alt, _opener(view, found))


def _opener(view: View, found: Movement) -> plot.Opens:
    """A block opens its projects here; the opening and the closing column those of their day."""
    stage = (("project_stage", found.stage),) if found.stage else ()
    built = bool(found.stage) and stages()[found.stage]["phase"] == "built"
    id = "projects_built" if built else "projects_pipeline"
    ends = [view.number_href(id, stage, view="records", at=day, since=None) for day in (found.since, found.at)]
    order = [ends[0], *(_href(view, block) for block in found.blocks), ends[1]]
    return lambda key, _: order[int(key)]


def _href(view: View, block: Block) -> str:
    return view.here(PATH, cause=block.cause)


def _step(view: View, label: str, amount: Value, kind: str, count: str) -> tuple[str, float, str, str]:
    shown = view.amount(amount, "yuan") if kind == "total" else format.change(amount, "yuan", view.lang)
    sign = "" if kind == "total" else "+" if kind == "up" else "−"
    counted = view.text("pipeline.counted", n=count) if count else ""
    return in_lines(label), float(amount or 0), kind, f"{sign}{shown}<br>{counted}" if counted else f"{sign}{shown}"


def cause(view: View, block: Block) -> str:
    """Why projects moved, in words."""
    return view.text(f"pipeline.cause.{block.cause}")


def _blocks(view: View, found: Movement) -> str:
    heads = [
        Head(view.text("pipeline.block")), Head(view.text("pipeline.number"), right=True),
        Head(view.text("pipeline.money"), right=True), Head(view.text("pipeline.projects")),
    ]  # fmt: skip
    rows = [_stand(view, found.since, found.opening)]
    rows += [_block(view, block) for block in found.blocks]
    foot = _stand(view, found.at, found.closing)
    html = f'<div class="pd-tight">{table(view.text("pipeline.blocks"), heads, rows, foot)}</div>'
    if found.beside:
        aside = table(view.text("pipeline.beside"), heads, [_block(view, block) for block in found.beside])
        summary = esc(view.text("pipeline.beside"))
        html += f'<div class="pd-tight"><details><summary>{summary}</summary>{aside}</details></div>'
    return html


def _stand(view: View, day: date, stand: tuple[int, Decimal | None]) -> list[str]:
    shown = format.MASK if stand[1] is None else view.amount(stand[1], "yuan")
    return [span("pd-nowrap", esc(format.day(day))), f"{stand[0]:,}", esc(shown), ""]


def _block(view: View, block: Block) -> list[str]:
    count = (
        signed(block.sign * block.count) if block.sign and block.count else f"{block.count:,}" if block.count else ""
    )
    if block.amount is None:
        amount = format.MASK
    else:
        size = (block.sign or 1) * block.amount
        mark = ("+" if size > 0 else "−" if size < 0 else "") if block.sign else ""
        amount = mark + view.amount(abs(size), "yuan")
    said = esc(cause(view, block))
    if not view.scope.firms:
        return [said, count, esc(amount), format.MASK]
    return [link(_href(view, block), said), count, esc(amount), _projects(view, block.projects)]


def _members(view: View, block: Block) -> str:
    """Every project of one part with what it adds, its sum below, and the way back to all parts."""
    names = ("project", "from_stage", "to_stage", "money")
    heads = [Head(view.text(f"pipeline.{name}"), right=name == "money") for name in names]
    heads.append(Head(view.text("source.title")))
    rows = [
        [
            named(view, one),
            *(esc(stage_name(view, stage) if stage else format.DASH) for stage in (one.before, one.after)),
            esc(money(view, one.amount)),
            cells.origin(view, one.source_id, one.source_row, "projects_pipeline"),
        ]
        for one in block.projects
    ]
    foot = [esc(view.text("drill.total")), "", "", esc(money(view, block.amount)), ""]
    named_so = view.text("pipeline.of_block", block=cause(view, block), n=f"{len(block.projects):,}")
    chip = link(view.here(PATH, cause=""), f"{esc(named_so)} ✕", "pd-chip", current=True)
    return f'<div class="pd-chips">{chip}</div><div class="pd-tight">{table(named_so, heads, rows, foot)}</div>'


def _projects(view: View, moved: Sequence[Moved]) -> str:
    """Names with their stages; many of them behind a fold."""
    each = [f"{named(view, one)} {span('pd-soft', esc(_way(view, one)))}" for one in moved]
    comma = view.text("card.comma")
    if len(each) <= NAMED:
        return comma.join(each)
    summary = esc(view.text("pipeline.more", n=len(each) - NAMED))
    rest = f"<details><summary>{summary}</summary>{comma.join(each[NAMED:])}</details>"
    return comma.join(each[:NAMED]) + rest


def _way(view: View, one: Moved) -> str:
    way = " → ".join(stage_name(view, stage) for stage in dict.fromkeys((one.before, one.after)) if stage)
    return view.text("mark.brackets", inner=way)
