"""Moves between tiers: on which rung of a ladder each firm stood on two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.model import At, Filters, Member
from parkdash.rules import rules
from parkdash.sql import facts
from parkdash.warehouse import Version

LadderName = Literal["cultivation", "growth", "listing"]
NO_TIER, OUTSIDE = "no_tier", "outside"
MEMBERS_NAMED = 500  # of one move; the count is always whole


@dataclass(frozen=True)
class Move:
    """Firms that stood on one rung and now stand on another. Rungs are tier codes, `no_tier` or `outside`."""

    before: str
    after: str
    count: int
    members: tuple[Member, ...]


def flows(
    version: Version, scope: Scope, since: date, at: date, filters: Filters = (), ladder: LadderName = "cultivation"
) -> tuple[Move, ...]:
    """Every move between two rungs from `since` to `at`, most first; those who stayed are counted, not named."""
    bound = st.Bound()
    bound.bind(list(rules("ladders")[ladder]))  # $p0
    before, after = (_standing(scope, filters, day, bound) for day in (since, at))
    sql = f"""
        with before as ({before}), after as ({after}),
        moved as (
            select
                coalesce(b.rung, '{OUTSIDE}') as came, coalesce(a.rung, '{OUTSIDE}') as went, enterprise_no,
                coalesce(a.source_id, b.source_id) as source_id, coalesce(a.source_row, b.source_row) as source_row
            from before as b full join after as a using (enterprise_no)
        ),
        counted as (select came, went, count(*) as firms from moved group by came, went),
        named as (
            select m.*, e.enterprise_id, e.enterprise, e.name_order,
                row_number() over (partition by came, went order by e.name_order) as place
            from moved as m join enterprise_dim as e using (enterprise_no) where came <> went
        )
        select came, went, c.firms, n.enterprise_id, n.enterprise, n.source_id, n.source_row
        from counted as c left join named as n using (came, went)
        where n.place is null or n.place <= {MEMBERS_NAMED} order by n.name_order"""
    counted: dict[tuple[str, str], int] = {}
    members: dict[tuple[str, str], list[Member]] = {}
    for came, went, firms, *member in version.rows(sql, bound.used_in(sql)):
        counted[came, went] = firms
        if member[0] is not None:
            members.setdefault((came, went), []).append(Member(*member))
    moves = [Move(*rungs, count, tuple(members.get(rungs, ()))) for rungs, count in counted.items()]
    return tuple(sorted(moves, key=lambda move: (move.before == move.after, -move.count, move.before, move.after)))


def _standing(scope: Scope, filters: Filters, day: date, bound: st.Bound) -> str:
    """Each firm in the park on a day with its highest rung. Firms without a residency count if they hold a tier."""
    in_park, holding = st.Bound(params=bound.params), st.Bound(params=bound.params)
    for fact, here in ((facts()["stay"], in_park), (facts()["tier_membership"], holding)):
        st.conditions(scope, filters, fact, here)
        st.during(fact, At(day), here)
    holding.add("list_contains($p0, tier)")
    return f"""
        select enterprise_no, coalesce(arg_max(rung, height), '{NO_TIER}') as rung,
            arg_max(source_id, height) as source_id, arg_max(source_row, height) as source_row
        from (
            select enterprise_no, null as rung, 0 as height, source_id, source_row from stay where {in_park.where}
            union all
            select enterprise_no, tier, list_position($p0, tier), source_id, source_row
            from tier_membership where {holding.where}
        ) as standing group by enterprise_no"""
