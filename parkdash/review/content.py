"""What an edition says: every figure of one day with all that was known of it, in one canonical form.

The form is part of the promise: what was frozen years ago must still be read. `FORM` is raised when it changes, and the
reading of older forms stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.model import At, Between, Comparison, Filters, Metric, Value, When
from parkdash.warehouse import Version

FORM = 4
MEMBERS = 500  # of what came are named, as in a bridge; value and count are always whole
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Figure:
    """One metric of an edition. Values are int, Decimal or float as the metric layer gave them, None with a `reason`.

    `since` and `last_year` hold then, change, share, reason and the days; `target`, `coverage` and `bridge` the fields
    of the metric layer's types, None where there is none. `parts` names what a ratio is made of.
    """

    metric: str
    title: dict[str, str]
    explains: dict[str, str]
    group: str
    kind: str
    unit: str
    better: str
    owner: str
    formula: str
    definition: int
    value: Value
    reason: str
    rows: int
    days: tuple[str, ...]  # one day of a stock, first and last day of a flow
    newest: str | None
    since: dict[str, Any]
    last_year: dict[str, Any]
    target: dict[str, Any] | None
    coverage: dict[str, Any] | None
    bridge: dict[str, Any] | None
    parts: tuple[str, ...] = ()
    # Since form 2; None in older ones. `trend` holds the fields of metrics.Trend, `signal` those of metrics.Signal and
    # whether it speaks; `came` what a flow has added after `since`: value, count, and the first MEMBERS by day.
    trend: dict[str, Any] | None = None
    signal: dict[str, Any] | None = None
    came: dict[str, Any] | None = None

    @property
    def when(self) -> When:
        """The span the figure speaks of, as the metric layer takes it."""
        days = tuple(date.fromisoformat(day) for day in self.days)
        return At(days[0]) if len(days) == 1 else Between(days[0], days[1])


@dataclass(frozen=True)
class Content:
    """A whole edition: `as_of` and `since` are its two days, `version` the data it was made from."""

    as_of: date
    since: date
    version: int
    version_hash: str
    role: str
    parks: tuple[str, ...] | None
    figures: dict[str, Figure]
    form: int = field(default=FORM)
    notes: tuple[dict[str, Any], ...] = ()  # what was said while it was prepared: kind, id, text, who, moment
    # What review/opening.py has made of the edition before; None and () in those that had none, and before form 2.
    restated: dict[str, Any] | None = None
    promises: tuple[dict[str, Any], ...] = ()
    # Since form 3, None in older ones: the exceptions with the rule that chose them (review/importance.py), and the
    # projects that are stuck (review/opening.py).
    attention: dict[str, Any] | None = None
    stuck: tuple[dict[str, Any], ...] | None = None
    # Since form 4: targets with a date and no number, and what other parks have published (review/opening.py).
    milestones: tuple[dict[str, Any], ...] | None = None
    published: tuple[dict[str, Any], ...] | None = None

    def to_bytes(self) -> bytes:
        """Canonical JSON: keys sorted, no white space, decimals as texts. The same content gives the same bytes."""
        return json.dumps(self, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode()


def content_from(stored: bytes) -> Content:
    """The reverse of `to_bytes`."""
    entry: dict[str, Any] = json.loads(stored)
    figures = {id: _figure(each) for id, each in entry["figures"].items()}
    return Content(
        date.fromisoformat(entry["as_of"]), date.fromisoformat(entry["since"]), entry["version"], entry["version_hash"],
        entry["role"], None if entry["parks"] is None else tuple(entry["parks"]), figures, entry["form"],
        tuple(entry.get("notes", ())), entry.get("restated"), tuple(entry.get("promises", ())),
        entry.get("attention"), *(_listed(entry.get(name)) for name in ("stuck", "milestones", "published")),
    )  # fmt: skip


def _listed(entries: list[dict[str, Any]] | None) -> tuple[dict[str, Any], ...] | None:
    """A list as it was kept; None in a form that does not know it."""
    return None if entries is None else tuple(entries)


def contents(
    version: Version, scope: Scope, as_of: date, since: date, progress: Progress = lambda step, done: None
) -> Content:
    """Every metric of the catalogue at the end of `as_of`, against `since`. ValueError unless since < as_of."""
    ids = tuple(metrics.catalogue())
    every = {}
    for place, found in enumerate(figures(version, scope, ids, as_of, since)):
        every[found.metric] = found
        progress("figures", (place + 1) / len(ids))
    parks = None if scope.parks is None else tuple(sorted(scope.parks))
    return Content(as_of, since, version.number, version.content_hash, scope.role, parks, every)


def figures(
    version: Version, scope: Scope, ids: Sequence[str], as_of: date, since: date, filters: Filters = (),
    trend: bool = True,
) -> Iterator[Figure]:  # fmt: skip
    """These metrics, each as `figure` tells it; what all of them need is read first, with few statements."""
    metrics.read_ahead(version, scope, ids, as_of, since, filters, trend)
    for id in ids:
        yield figure(version, scope, metrics.catalogue()[id], as_of, since, filters, trend)


def figure(
    version: Version, scope: Scope, metric: Metric, as_of: date, since: date, filters: Filters = (), trend: bool = True
) -> Figure:
    """One metric with its comparisons, target, coverage, trend and signal; of stocks of members the bridge, of flows
    the new events.

    Editions speak of the whole; `filters` are for the same telling of a part of it on the screen, which may leave out
    the `trend`.
    """
    number = metrics.value(version, scope, metric.id, At(as_of), filters)
    before, last_year = metrics.compare(version, scope, metric.id, as_of, since, filters)
    target = metrics.target(version, scope, metric.id, as_of, filters)
    handed_in = metrics.coverage(version, scope, metric, number.when, filters)
    return Figure(
        metric.id, metric.title, metric.explains, metric.group, metric.kind, metric.unit, metric.better, metric.owner,
        metrics.formula(metric), metric.version, number.value, number.reason, number.rows, _days(number.when),
        number.newest.isoformat() if number.newest else None, _compared(before), _compared(last_year),
        None if target.status == "none" else _fields(target),
        _fields(handed_in) if handed_in.expected else None, _bridge(version, scope, metric, since, as_of, filters),
        tuple(part for part in (*(metric.ratio or ()), metric.minus) if part),
        _fields(metrics.trend(version, scope, metric.id, as_of, filters)) if trend else None,
        _signal(metrics.signal_of(version, scope, metric.id, as_of, filters)),
        _came(version, scope, metric, since, as_of, filters),
    )  # fmt: skip


def _signal(found: metrics.Signal) -> dict[str, Any]:
    return {**_fields(found), "speaks": found.speaks}


def _came(
    version: Version, scope: Scope, metric: Metric, since: date, as_of: date, filters: Filters
) -> dict[str, Any] | None:
    """The events of a flow after `since`. None for other metrics, and for a reader who may not see single ones."""
    if metric.kind != "flow" or metric.cumulative or not (scope.persons and scope.firms):
        return None
    span = metrics.after(since, as_of)
    events = sorted(metrics.lines(version, scope, metric.id, span, filters), key=lambda e: (e.day or span.first, e.key))
    return {
        "days": list(_days(span)),
        "value": stored(metrics.value(version, scope, metric.id, span, filters).value),
        "count": len(events),
        "members": [_event(version, event) for event in events[:MEMBERS]],
    }


def _event(version: Version, event: metrics.Line) -> dict[str, Any]:
    source = version.source(event.source_id)
    return {
        "key": event.key, "name": event.name, "amount": stored(event.amount),
        "day": event.day.isoformat() if event.day else None,
        "batch": source.batch, "file": source.file, "sheet": source.sheet, "row": event.source_row,
    }  # fmt: skip


def _bridge(
    version: Version, scope: Scope, metric: Metric, since: date, as_of: date, filters: Filters
) -> dict[str, Any] | None:
    if not metrics.has_bridge(metric):
        return None
    try:
        return _fields(metrics.bridge(version, scope, metric.id, since, as_of, filters))
    except metrics.Withheld:
        return None


def _compared(comparison: Comparison) -> dict[str, Any]:
    then = comparison.then
    return {
        "then": stored(then.value),
        "days": list(_days(then.when)),
        "change": stored(comparison.change),
        "share": comparison.share,
        "reason": comparison.reason,
    }


def _fields(found: Any) -> dict[str, Any]:
    """A dataclass of the metric layer as plain JSON values."""
    plain: dict[str, Any] = json.loads(json.dumps(found, default=_plain))
    return plain


def _days(when: When) -> tuple[str, ...]:
    days = (when.day,) if isinstance(when, At) else (when.first, when.last)
    return tuple(day.isoformat() for day in days)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return vars(value)
    raise TypeError(f"{type(value)} has no canonical form")


def stored(value: Value) -> int | float | str | None:
    """A value as JSON keeps it: decimals as texts, so that nothing of them is lost."""
    return str(value) if isinstance(value, Decimal) else value


def number_from(stored: int | float | str | None) -> Value:
    """A stored value: texts are decimals."""
    return Decimal(stored) if isinstance(stored, str) else stored


def _figure(entry: Mapping[str, Any]) -> Figure:
    given = dict(entry)
    given |= {"value": number_from(given["value"]), "days": tuple(given["days"]), "parts": tuple(given["parts"])}
    return Figure(**given)


__all__ = ["Content", "Figure", "content_from", "contents", "figures", "number_from"]
