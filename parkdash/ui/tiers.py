"""The ladder of tiers: rungs, net change with its causes and members, moves between rungs, certificates that end."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.ladder import NO_TIER, OUTSIDE, Move
from parkdash.metrics.model import At, Bridge, Member
from parkdash.metrics.whom import PROJECT
from parkdash.rules import rules
from parkdash.text import text
from parkdash.ui import cells, empty, format, plot
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

MOVES = 8  # kinds of moves listed
NAMED = 30  # members named at once; the others are a click away
EXPIRING_COLUMNS = ("enterprise_id", "enterprise", "park", "tier", "level", "certificate_no", "ends_on")


def tier_name(view: View, tier: str) -> str:
    """A rung in words; the two places off the ladder included."""
    known = cells.text_or_none(f"metrics.values.{tier}", view.lang)
    return known or cells.plain(view, "tier", tier)


def ladder(view: View) -> None:
    """All rungs with firms now and the change since, distinct firms beside the sum of tags."""
    distinct = view.ask(metrics.value, "tiered", At(view.at), view.bar)
    tags = view.ask(metrics.value, "tier_tags", At(view.at), view.bar)
    note = view.text("tiers.distinct", firms=distinct.value or 0, tags=tags.value or 0)
    plot.heading(view.text("tiers.ladder"), note)
    order = tuple(rung for name in rules("ladders") for rung in reversed(rules("ladders")[name]))
    _rungs(view, order, whole=True)


def rungs(view: View, name: str) -> None:
    """One of the ladders alone."""
    plot.heading(view.text(f"tiers.{name}"), view.text("tiers.overlap"))
    _rungs(view, tuple(reversed(rules("ladders")[name])))


def _rungs(view: View, order: tuple[str, ...], whole: bool = False) -> None:
    """The rungs in this order; the whole with those of no ladder, so that they add up to the total below."""
    now, then = (_counts(view, day) for day in (view.at, view.since))
    if whole:
        order += tuple(sorted(str(tier) for tier in {*now, *then} if tier not in order))
    shown = [tier for tier in order if now.get(tier) or then.get(tier)]
    if not shown:
        st.html(empty.nothing(view))
        return
    largest = max(now.get(tier, 0) for tier in shown) or 1
    heads = [
        Head(view.text("dimension.tier")),
        Head(view.text("tiers.firms"), right=True),
        Head(view.text("tiers.change", day=format.day(view.since)), right=True),
        Head(view.text("drill.bar"), wide=True),
    ]
    rows = [
        [
            link(view.number_href("tier_tags", (("tier", tier),), view="records"), esc(tier_name(view, tier))),
            f"{now.get(tier, 0):,}",
            esc(signed(now.get(tier, 0) - then.get(tier, 0))),
            inline_bar(now.get(tier, 0) / largest),
        ]
        for tier in shown
    ]
    total, before = sum(now.values()), sum(then.values())
    foot = [esc(view.text("drill.total")), f"{total:,}", esc(signed(total - before)), ""] if whole else ()
    st.html(table(view.text("tiers.ladder"), heads, rows, foot))


def _counts(view: View, day: object) -> dict[str | None, int]:
    found = view.ask(metrics.breakdown, "tier_tags", At(day), "tier", view.bar)  # type: ignore[arg-type]
    return {group.key: int(group.value or 0) for group in found.groups}


def signed(change: int) -> str:
    """+3, −2, 0."""
    return f"+{change:,}" if change > 0 else f"−{-change:,}" if change < 0 else "0"


def net_change(view: View, id: str) -> None:
    """Opening + in − out = closing as a waterfall, and who they are."""
    metric = metrics.catalogue()[id]
    try:
        found = view.ask(metrics.bridge, id, view.since, view.at, view.bar)
    except metrics.Withheld:
        plot.heading(view.text("tiers.bridge", title=view.title(metric.title)))
        st.html(empty.box(esc(view.text("reason.suppressed"))))
        return
    said = view.text("tiers.net", day=format.day(view.since), net=signed(found.closing - found.opening))
    plot.heading(view.text("tiers.bridge", title=view.title(metric.title)), said)
    steps = _steps(view, found)
    if len(steps) > 2:
        alt = view.text("tiers.bridge_alt", opening=found.opening, closing=found.closing)
        plot.draw(charts.bridge(steps, 230), f"bridge_{id}", alt, _opener(view, id, [step[2] for step in steps]))
        _members(view, found)
    else:
        now = view.amount(found.closing, metric.unit)
        st.html(empty.box(esc(view.text("tiers.unchanged", day=format.day(view.since), n=now))))


def _opener(view: View, id: str, kinds: list[str]) -> plot.Opens:
    """A bar opens the records it speaks of: those of the day before for what was and went, the last to come first."""

    def opens(key: str, series: int) -> State:
        place = int(key)
        before = place == 0 or kinds[place] == "down"
        sort = {"up": "-starts_on", "down": "ends_on"}.get(kinds[place], "")
        day = view.since if before else view.at
        kept = replace(view.state.kept(), at=day, since=None, version=view.version.number, lang=view.lang)
        return replace(kept, metric=id, view="records", sort=sort)

    return opens


def _steps(view: View, found: Bridge) -> list[tuple[str, float, str, str]]:
    steps = [(in_lines(format.day_near(found.since, found.at)), float(found.opening), "total", f"{found.opening:,}")]
    for movements, kind, sign in ((found.entered, "up", 1), (found.left, "down", -1)):
        for movement in movements:
            cause = text(f"metrics.causes.{movement.cause}", view.lang)
            steps.append((in_lines(cause), float(sign * movement.count), kind, signed(sign * movement.count)))
    return [*steps, (format.day_near(found.at, found.at), float(found.closing), "total", f"{found.closing:,}")]


def in_lines(label: str) -> str:
    """A label for below a column: words, or in Chinese the halves, on lines of their own."""
    if label[0].isdigit():
        return label.replace("-", "<br>", 1) if label.count("-") > 1 else label
    if " " in label:
        return label.replace(" ", "<br>")
    half = (len(label) + 1) // 2
    return label if len(label) <= 3 or label.isascii() else f"{label[:half]}<br>{label[half:]}"


def _members(view: View, found: Bridge) -> None:
    with st.expander(view.text("tiers.members")):
        lines = []
        for movements, sign in ((found.entered, "+"), (found.left, "−")):
            for movement in movements:
                cause = text(f"metrics.causes.{movement.cause}", view.lang)
                said = esc(f"{sign}{movement.count:,} {cause}")
                names = named(view, movement.members)
                lines.append(f"<li>{view.text('mark.pair', name=said, value=names)}</li>")
        st.html(f'<ul class="pd-list">{"".join(lines)}</ul>')


def member_href(view: View, member: Member) -> str:
    """Where a member of a stock is shown: a project, else a firm."""
    if not member.id:  # a question, an application of a team: it has its row
        return view.href("source", source=f"{member.source_id}:{member.source_row}")
    if member.id.startswith(PROJECT):
        return view.href("project", project=member.id.removeprefix(PROJECT))
    return view.href("enterprise", firm=member.id)


def named(view: View, members: tuple[Member, ...]) -> str:
    """Names as links to their firms; how many more there are."""
    shown = view.text("card.comma").join(link(member_href(view, m), esc(m.name)) for m in members[:NAMED])
    more = len(members) - NAMED
    return shown + (esc(view.text("tiers.more", n=more)) if more > 0 else "")


def flows(view: View) -> None:
    """Moves between the rungs of one ladder over the chosen period; the ladder is chosen by a link (`by`)."""
    plot.heading(
        view.text("tiers.flows"), view.text("tiers.flows_note", first=format.day(view.since), last=format.day(view.at))
    )
    ladder = view.state.by if view.state.by in rules("ladders") else next(iter(rules("ladders")))
    links = []
    for name in rules("ladders"):
        href = view.here("tiers", by=name)
        links.append(link(href, esc(view.text(f"tiers.{name}")), "pd-chip", current=name == ladder))
    st.html(f'<nav class="pd-chips" aria-label="{esc(view.text("tiers.ladders"))}">{"".join(links)}</nav>')
    moves = [move for move in view.ask(metrics.flows, view.since, view.at, view.bar, ladder) if _is_move(move)]
    if not moves:
        st.html(empty.box(esc(view.text("tiers.no_moves")), esc(view.text("tiers.longer"))))
        return
    heads = [
        Head(view.text("tiers.move")),
        Head(view.text("tiers.firms"), right=True),
        Head(view.text("tiers.who")),
    ]
    st.html(table(view.text("tiers.flows"), heads, [_move(view, move) for move in moves[:MOVES]]))


def _is_move(move: Move) -> bool:
    """From one rung to another; coming and going without any tier is no move of the ladder."""
    return move.before != move.after and not {move.before, move.after} <= {NO_TIER, OUTSIDE}


def _move(view: View, move: Move) -> list[str]:
    names = view.text("card.comma").join(
        link(view.href("enterprise", firm=m.id), esc(m.name)) for m in move.members[:2]
    )
    more = esc(view.text("tiers.more", n=move.count - 2)) if move.count > 2 else ""
    way = f"{tier_name(view, move.before)} → {tier_name(view, move.after)}"
    return [esc(way), f"{move.count:,}", names + more]


def expiring(view: View) -> None:
    """Certificates that end within 180 days and have no successor, the first to end first."""
    found = view.ask(
        metrics.records, "certificates_expiring", At(view.at), view.bar, EXPIRING_COLUMNS, "ends_on", 1, 15
    )
    everything = link(
        view.number_href("certificates_expiring", view="records", sort="ends_on"),
        esc(view.text("tiers.all", n=found.total)),
    )
    plot.heading(view.text("tiers.expiring"), view.text("tiers.expiring_note"))
    if not found.total:
        st.html(empty.nothing(view, "no_expiring"))
        return
    names = [name for name in EXPIRING_COLUMNS if name not in cells.HIDDEN]
    heads = [Head(cells.heading(view, name)) for name in names] + [
        Head(view.text("tiers.days"), right=True),
        Head(view.text("source.title")),
    ]
    rows = []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        shown = [cells.cell(view, name, values[name], values["enterprise_id"]) for name in names]
        left = (values["ends_on"] - view.at).days - 1
        rows.append([*shown, str(left), cells.origin(view, values["source_id"], values["source_row"])])
    st.html(table(view.text("tiers.expiring"), heads, rows) + f'<div class="pd-pager">{everything}</div>')
