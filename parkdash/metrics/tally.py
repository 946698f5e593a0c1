"""Tallies: what one statement says of metrics of one fact, and how many records, people or firms stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.model import Filters, Metric, Value, When
from parkdash.sql import Fact, column_of, facts
from parkdash.warehouse import Version


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum, the count of rows behind it, and how many people or firms it speaks of (None: anybody may see it)."""

    value: Value
    rows: int
    respondents: int | None = None

    def plus(self, other: Tally, disjoint: bool = True) -> Tally:
        """Both together. Unless the groups are disjoint their people or firms may be the same ones."""
        known = [value for value in (self.value, other.value) if value is not None]
        both = None
        if self.respondents is not None and other.respondents is not None:
            both = (sum if disjoint else max)((self.respondents, other.respondents))
        return Tally(sum(known) if known else None, self.rows + other.rows, both)


Key = str | date | bool | None
NOTHING = Tally(None, 0)


def tallies(
    version: Version, scope: Scope, metrics: Sequence[Metric], span: When, filters: Filters,
    by: str | None = None, largest: int | None = None,
) -> dict[str, dict[Key, Tally]]:  # fmt: skip
    """Metric id → group → tally for base metrics of one fact over one span; without `by` the only group is None.

    `largest` leaves all but the groups with the largest first measure to the caller, who knows the total.
    """
    fact = facts()[metrics[0].source]
    keys = () if by is None else (by,)
    guards = [st.respondents(metric, scope) for metric in metrics]
    cube = not any(guards) and all(st.in_cube(version, m, filters, st.span_days(span), keys) for m in metrics)
    bound = st.Bound()
    st.conditions(scope, filters, fact, bound)
    st.during(fact, span, bound, cube and fact.time == "interval")
    measures = [part for m, guard in zip(metrics, guards, strict=True) for part in (*st.sums(m, cube), guard or "null")]
    body = f"from {f'cube_{fact.name}' if cube else fact.name} where {bound.where}"
    sql = _grouped(fact, by, measures, body, None if any(guards) else largest)
    result: dict[str, dict[Key, Tally]] = {metric.id: {} for metric in metrics}
    for row in version.rows(sql, bound.used_in(sql)):
        for place, metric in enumerate(metrics):
            total, rows, firms = row[1 + 3 * place : 4 + 3 * place]
            if rows:
                result[metric.id][row[0]] = tally(metric, scope, total, rows, firms)
    return result


def tally(metric: Metric, scope: Scope, total: object, rows: int, firms: int | None) -> Tally:
    """One group as it came from the statement; people count themselves, firms are counted beside their figures."""
    return Tally(_plain(total), int(rows), firms if firms is not None else _people(metric, scope, total))


def _grouped(fact: Fact, by: str | None, measures: list[str], body: str, largest: int | None) -> str:
    """The statement: key, then the measures. Firms are grouped by number and keyed by id."""
    listed = ", ".join(f"{measure} as m{place}" for place, measure in enumerate(measures))
    if by is None:
        return f"select null as key, {listed} {body}"
    limit = f" order by m0 desc nulls last, key limit {largest}" if largest else ""
    sql = f"select {st.period_column(fact, by) or column_of(by)} as key, {listed} {body} group by 1{limit}"
    if by != "enterprise":
        return sql
    firms = "left join enterprise_dim as e on e.enterprise_no = g.key"
    return f"select e.enterprise_id, g.* exclude (key) from ({sql}) as g {firms}"


def _plain(total: object) -> Value:
    """Counts as int, money as Decimal."""
    if isinstance(total, Decimal):
        return int(total) if total.as_tuple().exponent == 0 else total
    return total if isinstance(total, int | float) or total is None else int(str(total))


def _people(metric: Metric, scope: Scope, total: object) -> int | None:
    return None if scope.persons or metric.privacy != "person" or total is None else int(str(total))
