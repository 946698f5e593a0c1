"""What a question is and what an answer is. Values only; nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from parkdash.batch import SourceRef as SourceRef

Value = int | float | Decimal | None
Status = Literal["on_track", "warning", "behind", "unreported", "none"]
Period = Literal["week", "month", "quarter", "year"]

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
    """Who or what came into or went out of a stock: a person (with the firm's id), a project, else a firm."""

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
    `needed_per_month` and `needed_per_week` are what each month and each week left in the year must bring, in the
    metric's unit; `expected` is what the year comes to if it goes on as the plan's curve shaped it so far (None as long
    as the plan expects next to nothing yet); `planned` is the value that the plan has for this day.
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
    needed_per_week: float | None = None
    expected: float | None = None
    planned: float | None = None


@dataclass(frozen=True)
class Point:
    """One period of a trend, both days included; the last one of a row may be unfinished.

    A stock has its value at `last`, a flow its sum from `first` to `last`, a ratio is worked out anew. `last_year` is
    the same of the period a year before, cut like this one; None where nothing was known yet. `reason` as in Number.
    """

    first: date
    last: date
    value: Value
    last_year: Value = None
    reason: str = ""


@dataclass(frozen=True)
class ToDate:
    """A period up to now, beside the same days a year before. `change`, `share` and `reason` as in Comparison.

    Of a stock `value` and `then` hold at the last day, `added` is by how much it has grown since the period began and
    `then_added` the same a year before; both are None for what adds up by itself and for ratios.
    """

    period: Period
    first: date
    last: date
    value: Value
    then_first: date
    then_last: date
    then: Value
    change: Value
    share: float | None
    reason: str = ""
    added: Value = None
    then_added: Value = None


@dataclass(frozen=True)
class Trend:
    """The standard trend of one metric, each row oldest first: six ISO weeks and twelve months.

    Monthly figures have no weeks and only whole months; yearly ones only `years` (six), which nothing else has.
    `targets` are the planned values at the ends of this year's months, the last of them the target itself.
    """

    metric: str
    weeks: tuple[Point, ...] = ()
    months: tuple[Point, ...] = ()
    years: tuple[Point, ...] = ()
    targets: tuple[tuple[date, float], ...] = ()
    to_date: tuple[ToDate, ...] = ()


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
