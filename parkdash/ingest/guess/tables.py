"""Which of our tables a sheet feeds: by its columns, by what names and titles say, by what a table needs."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from parkdash.contracts import Column
from parkdash.ingest.guess.fit import Fitted

ENTITIES = ("enterprise", "carrier", "park")  # what other tables speak of; they may stand beside any of them
TAKE = 1.0  # evidence from which a table is taken without asking
ASK = 0.6  # evidence from which a table is worth a question
WORTH = 0.4  # of what speaks for a firm's or a park's own table: an event of less is a chance likeness
NEAR = 0.25  # tables nearer to each other than this are asked
_HINT = 0.6
_COST = {
    "enterprise": 0.9,
    "person": 0.9,
    "text": 0.8,
    "money": 0.6,
    "date": 0.4,
    "metric": 0.9,
    "number": 0.6,
    "list": 0.8,
}
_CHEAP = 0.25  # a required column whose one value for all rows can be asked: a park, a month, a tier


@dataclass(frozen=True)
class Choice:
    """`tables`: those that the sheet feeds, the main one first. `rivals`: tables to choose from, where it is open."""

    tables: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


def chosen(views: Dict[str, Fitted], hints: Dict[str, float], found: Dict[str, frozenset[str]]) -> Choice:
    """The tables of one sheet. `hints`: what names and titles say; `found`: columns whose value stands beside it."""
    scores = {table: score(view, hints.get(table, 0.0), found.get(table, frozenset())) for table, view in views.items()}
    ranked = sorted(scores, key=lambda table: -scores[table])
    main = _main(ranked, scores, views)
    if scores[main] < ASK:
        return Choice()
    near = [table for table in ranked if table != main and _is_near(table, main, scores, views)]
    if scores[main] < TAKE or near:
        return Choice(_with_companions(main, views, scores), (main, *near))
    return Choice(_with_companions(main, views, scores))


def score(view: Fitted, hint: float, found: frozenset[str]) -> float:
    """How much speaks for a table, less what it would need and has not."""
    if not view.fits:
        return 0.0
    needs = sum(_cost(column) for column in view.lacking if column.name not in found)
    weak = sum(0.3 for name, fits in view.ties.items() if view.contract.column(name).required and len(fits) == 1)
    return view.evidence + _HINT * hint - needs - weak


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
    if table == "enterprise":
        return (
            "enterprise" in main.fits and main.fits["enterprise"].source == view.fits["enterprise"].source and bool(own)
        )
    return table not in ENTITIES and points >= TAKE and sum(fit.weight * fit.sureness for fit in own) >= TAKE
