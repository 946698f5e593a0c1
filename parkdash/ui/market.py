"""The technology market on the screen: open needs by age and field, and what might fit them with the reasons."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.access import Scope
from parkdash.matching import Listing, Proposal, proposals
from parkdash.metrics.model import At, Filters
from parkdash.rules import rules
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, quoted, span
from parkdash.ui.tables import Head, folded, table
from parkdash.ui.view import View
from parkdash.warehouse import Version

MOST = 2000  # listings read at a time
BY_FIELD = ("needs_open", "needs_aging", "needs_age_median")
COLUMNS = (
    "listing_no", "listing_title", "tech_field", "listing_text", "enterprise", "enterprise_id", "institute",
    "starts_on",
)  # fmt: skip


@dataclass(frozen=True)
class _Open:
    """A listing that is open on the as-of day."""

    of: dict[str, Any]
    days: int

    def __getitem__(self, name: str) -> Any:
        return self.of[name]

    @property
    def words(self) -> Listing:
        """What is compared."""
        text = " ".join(str(self[name]) for name in ("listing_title", "listing_text") if self[name])
        return Listing(self["listing_no"], self["tech_field"], text)


def _listed(view: View, id: str) -> tuple[_Open, ...]:
    """The listings behind a number, the oldest first."""
    return view.ask(_open, id, view.at, view.bar)


def _open(version: Version, scope: Scope, id: str, at: date, filters: Filters) -> tuple[_Open, ...]:
    found = metrics.records(version, scope, id, At(at), filters, COLUMNS, "starts_on", 1, MOST)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return tuple(_Open(row, (at - row["starts_on"]).days) for row in rows)


def _proposals(version: Version, scope: Scope, at: date, filters: Filters) -> tuple[Proposal, ...]:
    """What might fit the open needs; kept as an answer, for hundreds of them take a second to compare."""
    ids, rule = ("needs_open", "results_open"), rules("market")
    wanted, held = ([one.words for one in _open(version, scope, id, at, filters)] for id in ids)
    return proposals(wanted, held, rule["proposals"], rule["general"])


def unmatched(view: View) -> None:
    """Open needs by field and days since posting; each number leads to its needs."""
    if not view.scope.firms:  # who may not read single listings is told the same of each field
        short.by_parts(view, view.text("market.unmatched"), "tech_field", BY_FIELD)
        return
    plot.heading(view.text("market.unmatched"), view.text("market.unmatched_note"))
    found = _listed(view, "needs_open")
    if not found:
        st.html(empty.nothing(view))
        return
    ages: list[int] = rules("market")["ages"]
    counted = Counter((one["tech_field"], bisect_left(ages, one.days)) for one in found)
    fields = Counter(one["tech_field"] for one in found)
    heads = [Head(view.text("dimension.tech_field")), *(Head(name, right=True) for name in _ages(view, ages))]
    heads.append(Head(view.text("drill.total"), right=True))
    rows = [
        [
            link(_needs_href(view, field), esc(cells.plain(view, "tech_field", field))),
            *(_count(counted[field, age]) for age in range(len(ages) + 1)), f"{whole:,}",
        ]
        for field, whole in fields.most_common()
    ]  # fmt: skip
    total = [sum(counted[field, age] for field in fields) for age in range(len(ages) + 1)]
    foot = [esc(view.text("drill.total")), *(f"{each:,}" for each in total), f"{len(found):,}"]
    st.html(f'<div class="pd-tight">{table(view.text("market.unmatched"), heads, rows, foot)}</div>')


def _needs_href(view: View, field: str | None) -> str:
    return view.number_href("needs_open", (("tech_field", field),), view="records", sort="starts_on")


def _ages(view: View, ages: list[int]) -> list[str]:
    spans = zip([0, *(age + 1 for age in ages[:-1])], ages, strict=True)
    return [
        *(view.text("market.days", first=first, last=last) for first, last in spans),
        view.text("market.older", days=ages[-1]),
    ]


def _count(count: int) -> str:
    return f"{count:,}" if count else ""


def proposed(view: View) -> None:
    """Open needs with the results that might fit, and results with capital, each with its reasons; no matches yet."""
    plot.heading(view.text("market.proposed"), view.text("market.proposed_note"))
    if not view.scope.firms:
        st.html(empty.box(esc(view.text("market.not_for_you"))))
        return
    rule = rules("market")
    found = view.ask(_proposals, view.at, view.bar)
    if not found:
        st.html(empty.box(esc(view.text("market.none_proposed"))))
        return
    of_need: dict[str, list[Proposal]] = {}
    for proposal in found:
        of_need.setdefault(proposal.need, []).append(proposal)
    order = sorted(of_need, key=lambda no: -of_need[no][0].score)
    sought, offered = (_by_no(_listed(view, id)) for id in ("needs_open", "results_open"))
    told = order[: rule["listed"]]
    rows = [_proposal(view, alike, sought, offered) for no in told for alike in _alike(of_need[no], offered)]
    if len(told) < len(order):
        st.html(f'<p class="pd-soft">{esc(view.text("market.nearest", n=len(told), all=f"{len(order):,}"))}</p>')
    names = ("need", "field", "age", "offer", "near", "why")
    heads = [Head(view.text(f"market.{name}"), right=name in ("age", "near")) for name in names]
    title, shown = view.text("market.proposed"), rule["shown"]
    html = folded(title, heads, rows, shown, lambda n: view.text("market.more", n=n))
    st.html(f'<div class="pd-tight">{html}</div>')


def _by_no(listed: Iterable[_Open]) -> dict[str, _Open]:
    return {one["listing_no"]: one for one in listed}


def _alike(found: Sequence[Proposal], offers: dict[str, _Open]) -> list[list[Proposal]]:
    """The proposals for a need, those of offers with the same title together; the nearest first."""
    grouped: dict[str, list[Proposal]] = {}
    for each in found:
        grouped.setdefault(offers[each.offer]["listing_title"], []).append(each)
    return list(grouped.values())


def _proposal(view: View, alike: list[Proposal], needs: dict[str, _Open], results: dict[str, _Open]) -> list[str]:
    found, need = alike[0], needs[alike[0].need]
    others = "".join(f"<div>{_numbered(view, results[each.offer])}</div>" for each in alike[1:])
    return [
        _named(view, need), esc(need["tech_field"]), f"{need.days:,}", _named(view, results[found.offer]) + others,
        esc(format.share(found.score)), _reasons(view, found),
    ]  # fmt: skip


def _row(view: View, one: _Open, said: str) -> str:
    return link(view.href("source", source=f"{one['source_id']}:{one['source_row']}"), esc(said))


def _whose(view: View, one: _Open) -> str:
    whose = cells.cell(view, "enterprise", one["enterprise"], one["enterprise_id"]) if one["enterprise"] else None
    return span("pd-soft", whose or esc(one["institute"]))


def _named(view: View, one: _Open) -> str:
    """The listing as a link to its row, and whose it is."""
    return f"{_row(view, one, one['listing_title'])}<div>{_whose(view, one)}</div>"


def _numbered(view: View, one: _Open) -> str:
    """A listing of a title that was just told: its number as a link to its row, and whose it is."""
    return f"{_whose(view, one)} {_row(view, one, one['listing_no'])}"


def _reasons(view: View, found: Proposal) -> str:
    """The field, and the words that both texts have, in the language in which they were written."""
    said, comma = [esc(view.text("market.same_field"))] if found.same_field else [], esc(view.text("card.comma"))
    if found.shared:
        words = comma.join(map(quoted, found.shared))
        said.append(esc(view.text("market.shared", words="{words}")).replace("{words}", words))
    return comma.join(said)
