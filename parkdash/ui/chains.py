"""Industry chains: the map with strong, weak and missing links, who courts the gaps, what firms lack nearby."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from parkdash import metrics
from parkdash.metrics.labels import worded
from parkdash.metrics.model import At, Filters, Group
from parkdash.rules import rules
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

TIERS = ("upstream", "midstream", "downstream")
SHAPES = {"strong": "●", "weak": "◐", "missing": "○"}  # told apart without colour
MAPPED = ("chain", "chain_link", "link_tier", "link_order", "link_state", "is_courted")
COURTING = ("project_id", "project", "chain", "chain_link", "link_gain", "project_stage", "entered_on")
UNMET = ("enterprise_id", "enterprise", "chain_link", "needed_input", "yearly_purchase")
MOST, LISTED = 500, 10  # links on one map, rows of a list
Found = dict[str | None, Group]


class Link(NamedTuple):
    """One link as the map shows it."""

    name: str
    tier: str
    order: int
    state: str
    is_courted: bool


def whole(view: View) -> View:
    """The same look at all parks: a link is judged by the firms of all of them together."""
    return replace(view, state=replace(view.state, filters=()))


def chain_map(view: View) -> None:
    """Every chain with its links from upstream to downstream: state in a shape and a word, firms, candidates."""
    plot.heading(view.text("chains.map"), view.text("chains.map_note"))
    chains = _mapped(view)
    if not chains:
        st.html(empty.nothing(view))
        return
    st.html(f'<p class="pd-soft">{esc(_rule(view))}</p>')
    heads = [Head(view.text("chains.chain")), *(Head(cells.plain(view, "link_tier", tier)) for tier in TIERS)]
    rows = [_chain(view, name, links) for name, links in chains.items()]
    st.html(f'<div class="pd-chains">{table(view.text("chains.map"), heads, rows)}</div>')


def _mapped(view: View) -> dict[str, list[Link]]:
    """The links by chain, in the order of the map."""
    found = view.ask(metrics.records, "chain_links", At(view.at), (), MAPPED, "chain", 1, MOST)
    chains: dict[str, list[Link]] = {}
    for row in found.rows:
        told = dict(zip(found.columns, row, strict=True))
        order = told["link_order"] or 0
        chains.setdefault(told["chain"], []).append(
            Link(told["chain_link"], told["link_tier"], order, told["link_state"], told["is_courted"])
        )
    return {name: sorted(links, key=lambda one: (one.order, one.name)) for name, links in chains.items()}


def _state(view: View, state: str) -> str:
    return view.title(worded("link_state", state) or {"zh": state, "en": state})


def _rule(view: View) -> str:
    """The rule by which links are judged, from its data."""
    said = []
    for row in sorted(rules("chains")["link_state"], key=lambda row: int(row["rank"])):
        key = "reaches_large" if row["min_large"] else "reaches" if row["min_firms"] else "reaches_none"
        mark, state = SHAPES[row["code"]], _state(view, row["code"])
        said.append(view.text(f"chains.{key}", mark=mark, state=state, firms=row["min_firms"], large=row["min_large"]))
    return view.text("chains.rule", rules=view.text("chains.between").join(said))


def _chain(view: View, chain: str, links: list[Link]) -> list[str]:
    firms, candidates = (_by_link(view, id, chain) for id in ("chain_firms", "chain_candidates"))
    columns = [
        "".join(_link(view, chain, one, firms, candidates) for one in links if one.tier == tier) for tier in TIERS
    ]
    opened = link(view.number_href("chain_links", (("chain", chain),), view="records"), esc(chain))
    return [opened, *columns]


def _by_link(view: View, id: str, chain: str) -> Found:
    found = view.ask(metrics.breakdown, id, At(view.at), "chain_link", (("chain", chain),))
    return {group.key: group for group in found.groups}


def _count(found: Found, name: str) -> str:
    group = found.get(name)
    if group is None:
        return "0"
    return format.MASK if group.suppressed else f"{int(group.value or 0):,}"


def _link(view: View, chain: str, one: Link, firms: Found, candidates: Found) -> str:
    """One link of the map: it opens its firms, or the candidates for it where there are none."""
    here, coming = _count(firms, one.name), _count(candidates, one.name)
    told = [span("pd-soft", esc(view.text("chains.firms", n=here)))]
    if coming != "0":
        told.append(span("pd-courted", esc(view.text("chains.candidates", n=coming))))
    elif one.state != "strong":
        told.append(span("pd-uncourted", esc(view.text("chains.uncourted"))))
    state = f"{SHAPES[one.state]} {_state(view, one.state)}"
    parts = (("name", esc(one.name)), ("state", esc(state)), ("told", " ".join(told)))
    inner = "".join(span(f"pd-link-{part}", said) for part, said in parts)
    label = view.text(
        "chains.link_label", chain=chain, link=one.name, state=_state(view, one.state), firms=here, n=coming
    )
    id = "chain_firms" if here != "0" else "chain_candidates" if coming != "0" else "chain_links"
    href = view.number_href(id, _where(chain, one.name), view="records")
    return link(href, inner, f"pd-link pd-link-{one.state}", label)


def _where(chain: str, name: str) -> Filters:
    return (("chain", chain), ("chain_link", name))


def courting(view: View) -> None:
    """The projects that would fill a link, those in their stage longest first."""
    short.first_records(view, "chain_candidates", view.text("chains.courting"), COURTING, "entered_on", most=LISTED)


def unmet(view: View) -> None:
    """What firms lack nearby, the largest yearly purchase first."""
    title, note = view.text("chains.unmet"), view.text("chains.unmet_note")
    short.first_records(view, "chain_needs_unmet", title, UNMET, "-yearly_purchase", note=note, most=LISTED)


def supply(view: View) -> None:
    """The share that is bought nearby, chain by chain, with the amount bought in all."""
    ids = ("local_supply_share", "chain_purchases")
    share, bought = ({g.key: g for g in view.ask(metrics.breakdown, id, At(view.at), "chain").groups} for id in ids)
    plot.heading(view.text("chains.supply"))
    if not share:
        st.html(empty.nothing(view))
        return
    titles = [view.title(metrics.catalogue()[id].title) for id in ids]
    heads = [Head(view.text("chains.chain")), *(Head(name, right=True) for name in titles)]
    heads.append(Head(view.text("drill.bar"), wide=True))
    rows = [_supply(view, key, group, bought.get(key)) for key, group in share.items()]
    st.html(f'<div class="pd-tight">{table(view.text("chains.supply"), heads, rows)}</div>')


def _supply(view: View, key: str | None, share: Group, bought: Group | None) -> list[str]:
    opened = link(view.number_href("chain_needs", (("chain", key),), view="records"), esc(view.title(share.label)))
    if share.suppressed or bought is None or bought.suppressed:
        return [opened, format.MASK, format.MASK, ""]
    return [
        opened, esc(format.amount(share.value, "percent", view.lang)), esc(view.amount(bought.value, "yuan")),
        inline_bar(float(share.value or 0) / 100),
    ]  # fmt: skip
