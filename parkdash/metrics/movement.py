"""What moved in the pipeline between two days, in number and money: opening + in − out ± amounts changed = closing.

Of the whole pipeline (every stage before landing) or of one stage. A project is in one stage at a time, so each is told
in exactly one block, and the blocks add up to the cent. What adds nothing is told beside: projects that moved within,
that came and went again between the two days, and whose planned day passed or was put off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.model import Filters
from parkdash.rules import rules
from parkdash.sql import facts
from parkdash.warehouse import Version

ENTERING = ("new", "resumed", "advanced_in", "regressed_in")
LEAVING = ("landed", "advanced_out", "regressed_out", "shelved", "lost")
CHANGED = "amount_changed"
WITHIN = ("advanced_within", "regressed_within")
BESIDE = (*WITHIN, "came_and_went", "slipped")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Moved:
    """One project of a block. `amount` is what it adds to the block in yuan (a change may be below zero), None where it
    is not known or this reader may not see it; the stages are None where it had or has none."""

    project_id: str
    project: str
    amount: Decimal | None
    before: str | None
    after: str | None
    source_id: int
    source_row: int


@dataclass(frozen=True)
class Block:
    """Projects that moved for one cause. `sign`: 1 adds, −1 takes away, 0 is told beside; `count` and `amount` without
    sign. A changed amount counts no project. `amount` is None where single figures are withheld, `projects` empty for a
    reader who may not see single firms."""

    cause: str
    sign: int
    count: int
    amount: Decimal | None
    projects: tuple[Moved, ...]


@dataclass(frozen=True)
class Movement:
    """opening + Σ sign × block = closing, for counts and for amounts in yuan."""

    stage: str  # "" is the whole pipeline
    since: date
    at: date
    opening: tuple[int, Decimal | None]
    blocks: tuple[Block, ...]
    beside: tuple[Block, ...]
    closing: tuple[int, Decimal | None]


class _Pair(NamedTuple):
    """A project on both days."""

    project_id: str
    project: str
    before: str | None
    after: str | None
    amount_before: Decimal | None
    amount_after: Decimal | None
    passed: bool
    slipped: bool
    source_id: int
    source_row: int


def stages() -> dict[str, dict]:
    """The stages by code, in their order: place, phase, limit_days, silent_days."""
    return {row["code"]: row for row in rules("pipeline")["pipeline_stage"]}


def movement(version: Version, scope: Scope, since: date, at: date, filters: Filters = (), stage: str = "") -> Movement:
    """How the pipeline, or one of its stages, came from the end of `since` to the end of `at`.

    ValueError if there is no such stage or `since` does not lie before `at`. For a reader who may not see single firms
    the projects are withheld, and with a block of fewer than three all amounts.
    """
    if stage and stage not in stages():
        raise ValueError(f"no stage {stage!r}; stages are {', '.join(stages())}")
    if since >= at:
        raise ValueError(f"the day compared with, {since}, must lie before {at}")
    inside = {stage} if stage else {code for code, row in stages().items() if row["phase"] == "pipeline"}
    causes: dict[str, list[tuple[_Pair, Decimal]]] = {}
    pairs = [_Pair(*row) for row in _pairs(version, scope, since, at, filters)]
    for pair in pairs:
        for cause, amount in _causes(pair, inside):
            causes.setdefault(cause, []).append((pair, amount))
    signed = [(cause, 1) for cause in ENTERING] + [(cause, -1) for cause in LEAVING] + [(CHANGED, 1)]
    blocks = tuple(_block(cause, sign, causes[cause]) for cause, sign in signed if cause in causes)
    beside = tuple(_block(cause, 0, causes[cause]) for cause in BESIDE if cause in causes)
    opening = _stand((pair.before, pair.amount_before) for pair in pairs if pair.before in inside)
    closing = _stand((pair.after, pair.amount_after) for pair in pairs if pair.after in inside)
    found = Movement(stage, since, at, opening, blocks, beside, closing)
    return found if scope.firms else _withheld(found)


def _pairs(version: Version, scope: Scope, since: date, at: date, filters: Filters) -> list[tuple]:
    fact, bound = facts()["project_in_stage"], st.Bound()
    st.conditions(scope, filters, fact, bound)
    first, last = bound.bind(since), bound.bind(at)
    sql = f"""
        with seen as (select * from project_in_stage where {bound.where}),
        before as (select * from seen where starts_on <= {first} and ends_on > {first}),
        after as (select * from seen where starts_on <= {last} and ends_on > {last}),
        passing as (
            select distinct project_id from seen
            where is_in_pipeline and starts_on > {first} and starts_on <= {last}
        ),
        planned as (
            select project_id, project_stage,
                arg_max(planned_next_on, entered_on) filter (where entered_on <= {first}) as plan_before,
                arg_max(planned_next_on, entered_on) filter (where entered_on <= {last}) as plan_after
            from project_stage where planned_next_on is not null group by project_id, project_stage
        )
        select
            coalesce(a.project_id, b.project_id), coalesce(a.project, b.project), b.project_stage, a.project_stage,
            b.agreed_yuan, a.agreed_yuan, p.project_id is not null,
            coalesce(b.project_stage = a.project_stage and plan_before > {first}
                and (plan_before <= {last} or plan_after > plan_before), false),
            coalesce(a.source_id, b.source_id), coalesce(a.source_row, b.source_row)
        from before as b
        full join after as a on a.project_id = b.project_id
        left join passing as p on p.project_id = coalesce(a.project_id, b.project_id)
        left join planned as n on n.project_id = a.project_id and n.project_stage = a.project_stage
        order by 2, 1"""
    return version.rows(sql, bound.used_in(sql))


def _causes(pair: _Pair, inside: set[str]) -> Iterable[tuple[str, Decimal]]:
    """The blocks that a project belongs to, with its part in each."""
    before, after = pair.amount_before or NOTHING, pair.amount_after or NOTHING
    was, is_now = pair.before in inside, pair.after in inside
    if was and is_now:
        if before != after:
            yield CHANGED, after - before
        if pair.before != pair.after:
            yield WITHIN[_place(pair.after) < _place(pair.before)], after
        if pair.slipped:
            yield "slipped", after
    elif is_now:
        yield _way_in(pair), after
    elif was:
        yield _way_out(pair, inside), before
    elif pair.passed and pair.before is None and len(inside) > 1:
        yield "came_and_went", after


def _place(stage: str | None) -> int:
    return int(stages()[stage]["place"]) if stage else 0


def _way_in(pair: _Pair) -> str:
    if pair.before is None:
        return "new"
    if stages()[pair.before]["phase"] == "out":
        return "resumed"
    return "advanced_in" if _place(pair.after) > _place(pair.before) else "regressed_in"


def _way_out(pair: _Pair, inside: set[str]) -> str:
    if pair.after in ("lost", "shelved"):
        return pair.after
    if pair.after is None:
        return "lost"  # no history has an end but this one
    lands = all(stages()[code]["phase"] == "pipeline" for code in inside) and stages()[pair.after]["phase"] == "built"
    if lands:
        return "landed"
    return "advanced_out" if _place(pair.after) > _place(pair.before) else "regressed_out"


def _block(cause: str, sign: int, members: list[tuple[_Pair, Decimal]]) -> Block:
    projects = tuple(
        Moved(p.project_id, p.project, amount, p.before, p.after, p.source_id, p.source_row) for p, amount in members
    )
    count = 0 if cause == CHANGED else len(members)
    return Block(cause, sign, count, sum((amount for _, amount in members), NOTHING), projects)


def _stand(held: Iterable[tuple[str | None, Decimal | None]]) -> tuple[int, Decimal]:
    amounts = [amount or NOTHING for _, amount in held]
    return len(amounts), sum(amounts, NOTHING)


def _withheld(found: Movement) -> Movement:
    """Without single projects; and without any amount as soon as one sum speaks of too few."""
    counts = [found.opening[0], found.closing[0], *(len(block.projects) for block in (*found.blocks, *found.beside))]
    tell = not any(0 < count < SMALLEST_GROUP for count in counts)

    def hidden(block: Block) -> Block:
        return replace(block, amount=block.amount if tell else None, projects=())

    return replace(
        found,
        blocks=tuple(map(hidden, found.blocks)),
        beside=tuple(map(hidden, found.beside)),
        opening=(found.opening[0], found.opening[1] if tell else None),
        closing=(found.closing[0], found.closing[1] if tell else None),
    )
