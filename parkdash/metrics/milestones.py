"""Targets that have a date and no number, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.model import Filters, Status
from parkdash.sql import facts
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Milestone:
    """One milestone on a day. `park` is None for one of the whole, `reached_on` None for one that is open."""

    milestone: str
    park: str | None
    due_by: date
    owner: str | None
    document: str | None
    reached_on: date | None
    source_id: int
    source_row: int

    def days_late(self, at: date) -> int:
        """By how many days its date was missed, or has passed at `at`; less than 0 if it was early or has time."""
        return ((self.reached_on or at) - self.due_by).days

    def light(self, at: date) -> Status:
        """Behind while its date has passed, on warning if it was reached late; none as long as it has time."""
        late = self.days_late(at) > 0
        if self.reached_on is not None:
            return "warning" if late else "on_track"
        return "behind" if late else "none"


def milestones(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[Milestone, ...]:
    """What is open at the end of a day, the earliest date first, then what was reached in the year so far, the last
    first. Filters speak of the park."""
    here = {}
    bound = st.Bound()
    for name in ("milestone_open", "milestone_reached"):
        own = st.Bound(params=bound.params)
        st.conditions(scope, filters, facts()[name], own)
        here[name] = own.where
    first, day = bound.bind(at.replace(month=1, day=1)), bound.bind(at)
    sql = f"""
        select milestone, park, due_by, owner, document, null as reached_on, source_id, source_row from milestone_open
        where {here["milestone_open"]} and starts_on <= {day} and ends_on > {day}
        union all
        select milestone, park, due_by, owner, document, on_day, source_id, source_row from milestone_reached
        where {here["milestone_reached"]} and on_day between {first} and {day}
        order by reached_on is not null, reached_on desc, due_by, milestone, source_row"""
    return tuple(Milestone(*row) for row in version.rows(sql, bound.used_in(sql)))
