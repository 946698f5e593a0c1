"""What a question is and what an answer is. Values only; nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from parkdash.batch import SourceRef as SourceRef

Value = int | float | Decimal | None
Status = Literal["on_track", "warning", "behind", "unreported", "none"]

# One condition: a dimension and one of its values; several of one dimension mean "any of them".
# The value None is the group without a value (shown as 未登记).
Filters = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class At:
    """At the end of a day. A stock counts what holds on it; a monthly figure takes the last whole month up to it;
    a flow counts from 1 January of its year; a cumulative metric counts everything up to it."""

    day: date


@dataclass(frozen=True)
class Between:
    """From a first to a last day, both included. A stock takes its value at the last day."""

    first: date
    last: date


When = At | Between


@dataclass(frozen=True, eq=False)
class Metric:
    """One entry of the catalogue. Either `source` and `measure`, or `ratio` of two other metrics."""

    id: str
    title: dict[str, str]
    explains: dict[str, str]
    group: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    owner: str
    kind: Literal["stock", "flow", "month_flow", "month_stock", "year_flow", "ratio"]
    source: str = ""
    measure: str = ""
    where: str = ""
    ratio: tuple[str, str] | None = None
    scale: int = 1
    cumulative: bool = False
    dimensions: tuple[str, ...] = ()
    overlapping: tuple[str, ...] = ()  # dimensions whose groups share members, so that parts exceed the whole
    minus: str = ""  # for a ratio: this metric is taken off the numerator first
    privacy: Literal["", "person", "firm"] = ""
    version: int = 1
    since: str = ""


@dataclass(frozen=True)
class Number:
    """A value and what it stands for. `value` is None exactly when `reason` says why.

    `rows` is the count of records behind it (for a ratio: of its denominator); `when` is the span really used
    (a month for monthly figures); `newest` the newest fact it rests on.
    """

    metric: str
    value: Value
    unit: str
    when: When
    rows: int
    reason: str = ""  # no_data | zero_base | suppressed | ""
    newest: date | None = None


@dataclass(frozen=True)
class Comparison:
    """A number beside an earlier one. `kind`: since (a chosen earlier day) or last_year (the same days last year).

    For stocks: value now − value then. For flows: since = what was added after that day; last_year = like for like.
    `change` is in the metric's unit (percentage points for a ratio in %), `share` is change / |then|.
    `reason` (zero_base, no_previous, definition_changed, incomplete) stands where change or share are None.
    """

    kind: Literal["since", "last_year"]
    now: Number
    then: Number
    change: Value
    share: float | None
    reason: str = ""


@dataclass(frozen=True)
class Group:
    """One part of a breakdown. `key` is the stored value (None: not registered), `label` in zh and en."""

    key: str | None
    label: dict[str, str]
    value: Value
    rows: int
    suppressed: bool = False


@dataclass(frozen=True)
class Breakdown:
    """A number by one dimension. Parts and `rest` add up to `total.value` unless `overlapping`."""

    total: Number
    by: str
    groups: tuple[Group, ...]
    rest: Group | None  # what is beyond the top n
    overlapping: bool


@dataclass(frozen=True)
class Records:
    """The rows behind a number. `rows` are tuples in the order of `columns`; masked values are '***'.

    Every row ends with lineage: columns `source_id`, `source_row` (see warehouse.Version.source).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True)
class Member:
    """One enterprise or person that came into or went out of a stock. `name` is masked by scope."""

    id: str
    name: str
    source_id: int
    source_row: int


@dataclass(frozen=True)
class Movement:
    """Members that moved for one cause (awarded, moved_in, expired, revoked, left …)."""

    cause: str
    count: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Bridge:
    """opening + Σ entered − Σ left = closing."""

    metric: str
    since: date
    at: date
    opening: int
    entered: tuple[Movement, ...]
    left: tuple[Movement, ...]
    closing: int


@dataclass(frozen=True)
class TargetStatus:
    """How a metric stands against its target. Shares are fractions of 1.

    `status`: on_track (正常), warning (预警), behind (滞后), unreported (未报), none (no target).
    `needed_per_month` is what each month left in the year must bring, in the metric's unit.
    """

    metric: str
    status: Status
    target: Value = None
    base: Value = None
    value: Value = None
    completion: float | None = None
    pace: float | None = None
    gap: float | None = None
    remaining: Value = None
    needed_per_month: float | None = None
    owner: str = ""
    document: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Coverage:
    """Who has handed in. `missing` names what is not in, `late_days` how late the oldest of it is."""

    reported: int
    expected: int
    missing: tuple[str, ...] = ()
    late_days: int = 0


@dataclass(frozen=True)
class Receipt:
    """Everything that stands behind one number; `proven` tells that the records add up to the card."""

    number: Number
    metric: Metric
    formula: str
    filters: Filters
    records_value: Value
    proven: bool
    sources: tuple[tuple[SourceRef, int], ...]  # with the count of rows from each
    version: int
    content_hash: str
    coverage: Coverage | None = None
    parts: tuple[Receipt, ...] = field(default=())  # of a ratio: numerator and denominator
