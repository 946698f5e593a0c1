"""Which of our tables a sheet feeds: by its columns, by what names and titles say, by what a table needs."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Literal

from parkdash.contracts import Column
from parkdash.ingest.guess.fit import Fitted

_AGAINST = 0.6
_THIN = 0.4  # less for a table of which hardly a column of its own is there, and no name speaks for it
_NAMED = {"choice": 0.5, "month": 0.3, "year": 0.2}  # more for a value of the table in title or name
ENTITIES = ("enterprise", "carrier", "park", "project")  # what other tables speak of; they may stand beside any of them
TAKE = 1.0  # evidence from which a table is taken without asking
ASK = 0.6  # evidence from which a table is worth a question
OWN = 0.9  # one column that no other table has
WORTH = 0.4  # of what speaks for a firm's or a park's own table: an event of less is a chance likeness
NEAR = 0.25  # tables nearer to each other than this are asked
_HINT = 0.6
_COST = {
    "enterprise": 0.9,
    "person": 0.9,
    "text": 0.8,
    "money": 0.6,
    "date": 0.3,
    "moment": 0.3,
    "metric": 0.9,
    "number": 0.6,
    "list": 0.8,
}
_CHEAP = 0.25  # a required column whose one value for all rows can be asked: a park, a month, a tier


@dataclass(frozen=True)
class Choice:
    """`tables`: those that the sheet feeds, the main one first. `rivals`: tables to choose from, where it is open.

    `doubt`: why it should perhaps not be taken at all, as names and title say (`months`: figures of several months,
    which are neither a month's nor a year's; `undecided`: proposals, forecasts, revocations).
    """

    tables: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    doubt: Literal["", "months", "undecided"] = ""


def chosen(
    views: Dict[str, Fitted], hints: Dict[str, float], found: Dict[str, frozenset[str]], against: bool = False
) -> Choice:
    """The tables of one sheet. `hints`: what names and titles say; `found`: columns whose value stands beside it;
    `against`: a word says that it is none of ours.
    """
    scores = {
        table: score(view, hints.get(table, 0.0), found.get(table, frozenset())) - _AGAINST * against
        for table, view in views.items()
    }
    ranked = sorted(scores, key=lambda table: -scores[table])
    main = _main(ranked, scores, views)
    if scores[main] < ASK:
        return Choice()
    near = [table for table in ranked if table != main and _is_near(table, main, scores, views)]
    near += [table for table in ranked if table not in near and _is_named(table, main, scores, hints)]
    companions = _with_companions(main, views, scores)
    if main in ENTITIES:
        others = (table for table in ranked if table not in (*near, *companions))
        near += [table for table in others if _has_its_own(views[table], views[main], found)]
    if scores[main] < TAKE or near or _is_doubtful(views[main], found.get(main, frozenset())):
        return Choice(companions, (main, *near))
    return Choice(companions)


def score(view: Fitted, hint: float, found: frozenset[str]) -> float:
    """How much speaks for a table, less what it would need and has not."""
    if not view.fits:
        return 0.0
    needs = sum(_cost(column) for column in view.lacking if column.name not in found)
    named = sum(_NAMED.get(view.contract.column(name).kind, 0.0) for name in found)
    is_event = view.contract.table not in ENTITIES
    thin = _THIN * (is_event and len(_own_sources(view)) < 2 and not hint and not named)
    return view.evidence + _HINT * hint + named - needs - 0.3 * len(_weak(view)) - thin


def _weak(view: Fitted) -> list[str]:
    """Required columns for which only a faint likeness speaks."""
    required = [name for name in view.ties if view.contract.column(name).required]
    return [name for name in required if len(view.ties[name]) == 1 and view.fits[name].ground != "content"]


def _is_doubtful(view: Fitted, found: frozenset[str]) -> bool:
    """True for a table that lacks what it needs and has but a faint likeness of the rest."""
    return bool(_weak(view)) and any(column.name not in found for column in view.lacking)


def _cost(column: Column) -> float:
    return _COST.get(column.kind, _CHEAP)


def _main(ranked: list[str], scores: Dict[str, float], views: Dict[str, Fitted]) -> str:
    """The likeliest table; an event goes before the firms and places that it speaks of."""
    best = ranked[0]
    for table in ranked:
        if table in ENTITIES or scores[table] < TAKE:
            continue
        if best not in ENTITIES or scores[table] >= WORTH * scores[best]:
            return table
    return best


def _is_named(table: str, main: str, scores: Dict[str, float], hints: Dict[str, float]) -> bool:
    """True for a likely table of which names and titles speak while they do not speak of the likeliest."""
    speaks = hints.get(table, 0.0) >= 1 > hints.get(main, 0.0)
    return speaks and table not in (*ENTITIES, main) and scores[table] >= ASK


def _has_its_own(view: Fitted, main: Fitted, found: Dict[str, frozenset[str]]) -> bool:
    """True for an event of which a telling column is there that the firms' or parks' own table would not take."""
    table = view.contract.table
    needs = [column for column in view.lacking if column.name not in found.get(table, ())]
    if table in ENTITIES or any(_cost(column) > _CHEAP for column in needs):
        return False
    taken = {fit.source.headers for fit in main.fits.values()}
    own = (fit for fit in view.fits.values() if fit.source.headers not in taken)
    return sum(fit.sureness * fit.weight for fit in own) >= OWN


def _is_near(table: str, main: str, scores: Dict[str, float], views: Dict[str, Fitted]) -> bool:
    if scores[table] < ASK or scores[main] - scores[table] >= NEAR:
        return False
    return not (table in ENTITIES and main not in ENTITIES) and _shared(views[table], views[main]) > 0


def _shared(view: Fitted, other: Fitted) -> int:
    return len(_own_sources(view) & _own_sources(other))


def _own_sources(view: Fitted) -> set[tuple[str, ...]]:
    return {fit.source.headers for name, fit in view.fits.items() if name not in ("enterprise", "credit_code", "park")}


def _with_companions(main: str, views: Dict[str, Fitted], scores: Dict[str, float]) -> tuple[str, ...]:
    return (
        main,
        *(
            table
            for table in views
            if table != main and stands_beside(views[table], views[main], scores.get(table, 0.0))
        ),
    )


def stands_beside(view: Fitted, main: Fitted, points: float) -> bool:
    """True if a table can be filled from the same sheet with what the main one does not take."""
    if view.lacking or any(view.contract.column(name).required for name in view.ties if name not in main.ties):
        return False
    table = view.contract.table
    if table == "park":
        return (
            main.contract.table != "enterprise"
            and "park" in main.fits
            and main.fits["park"].source == view.fits["name"].source
        )
    own = [
        fit
        for fit in view.fits.values()
        if fit.source.headers not in {each.source.headers for each in main.fits.values()}
    ]
    if table in ("enterprise", "project"):
        return table in main.fits and main.fits[table].source == view.fits[table].source and bool(own)
    return table not in ENTITIES and points >= TAKE and sum(fit.weight * fit.sureness for fit in own) >= TAKE
