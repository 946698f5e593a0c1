"""What other parks have published of themselves, figure by figure. Nothing here adds any of it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import catalogue
from parkdash.sql import facts
from parkdash.warehouse import Version

NEAR = ("same", "close")  # definitions that allow our own number beside it
COLUMNS = (
    "figure_no", "published_park", "figure_subject", "figure_name", "figure_kind", "figure_basis", "figure_qualifier",
    "figure_value", "figure_number", "figure_unit", "figure_base", "figure_as_of", "part_of", "derived_from",
    "comparable_metric", "comparability", "comparability_note", "source_title", "published_on",
    "published_on_precision", "source_phrase", "source_id", "source_row",
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """One published figure. `kind` is actual, target or forecast; `value` is written as in the document, `number` what
    of it is a number, in `unit`, and `base` the same in whole units (yuan), None where it is none. `derived_from` says
    how it was worked out if no document states it; `metric` is ours, as far as `comparability` allows it."""

    no: str
    park: str
    subject: str | None
    name: str
    kind: str
    basis: str | None
    qualifier: str | None
    value: str
    number: float | None
    unit: str | None
    base: Decimal | float | None
    as_of: str | None
    part_of: str | None
    derived_from: str | None
    metric: str | None
    comparability: str
    note: str | None
    document: str
    published_on: date
    precision: str | None
    phrase: str
    source_id: int
    source_row: int

    @property
    def named(self) -> str:
        """What it is about and what it says of it."""
        return f"{self.subject} · {self.name}" if self.subject and self.subject != self.name else self.name

    @property
    def published(self) -> str:
        """The day of publication, as exactly as it is known."""
        return self.published_on.isoformat()[: {"year": 4, "month": 7}.get(self.precision or "", 10)]

    @property
    def stands_beside_ours(self) -> bool:
        """True if its definition is near enough to that of a metric which the catalogue has."""
        return self.comparability in NEAR and self.metric in catalogue()


def published(version: Version, scope: Scope, at: date) -> tuple[Published, ...]:
    """Every figure that was published by a day, in the order of its number; none for a reader of single parks: they
    lie in none of ours."""
    bound = st.Bound()
    st.conditions(scope, (), facts()["benchmark_figure"], bound)
    day = bound.bind(at)
    sql = f"""
        select {", ".join(COLUMNS)} from benchmark_figure
        where {bound.where} and starts_on <= {day} and ends_on > {day} order by figure_no"""
    return tuple(Published(*row) for row in version.rows(sql, bound.used_in(sql)))
