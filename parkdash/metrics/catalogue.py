"""The catalogue with what the fact tables add to it."""

from __future__ import annotations

from functools import cache

from parkdash.catalogue import groups
from parkdash.metrics.model import Metric
from parkdash.sql import facts

GROUPS = tuple(groups())

# Periods are dimensions of everything that happens in time.
PERIODS = ("month", "year")


class UnknownMetric(KeyError):
    """No metric of that id; `str()` names it."""

    def __str__(self) -> str:
        return f"no metric {self.args[0]!r}"


@cache
def catalogue() -> dict[str, Metric]:
    """All metrics by id, in the catalogue's order."""
    entries = {
        name: {"group": group.name, **entry} for group in groups().values() for name, entry in group.entries.items()
    }
    found: dict[str, Metric] = {}
    for metric_id, entry in entries.items():
        for name in ("overlapping", "ratio"):
            if name in entry:
                entry[name] = tuple(entry[name])
        if entry["kind"] == "ratio":
            parts = [entries[part] for part in entry["ratio"]]
            shared = [set(facts()[part["source"]].dimensions) for part in parts]
            dimensions = tuple(d for d in facts()[parts[0]["source"]].dimensions if all(d in names for names in shared))
            entry["privacy"] = entry.get("privacy") or max(groups()[part["group"]].privacy for part in parts)
        else:
            fact = facts()[entry["source"]]
            dimensions = (*fact.dimensions, *(PERIODS if fact.time in ("event", "period") else ()))
        entry.setdefault("privacy", groups()[entry["group"]].privacy)
        found[metric_id] = Metric(id=metric_id, dimensions=dimensions, **entry)
    return found


def metric(metric_id: str) -> Metric:
    """The metric of that id. Raises UnknownMetric."""
    try:
        return catalogue()[metric_id]
    except KeyError:
        raise UnknownMetric(metric_id) from None


def group_title(group: str, lang: str) -> str:
    """What a group of metrics is called; its name itself where an old edition speaks of one that is no more."""
    known = groups().get(group)
    return known.title[lang] if known else group
