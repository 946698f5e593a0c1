"""What a reader may not see of a record: names and numbers of persons, figures of single firms."""

from __future__ import annotations

from functools import cache

from parkdash.access import Scope
from parkdash.contracts import contracts
from parkdash.metrics.catalogue import catalogue
from parkdash.metrics.model import Metric

MASK = "***"


def _private(privacy: str) -> set[str]:
    """Columns of that privacy, by the name that the contracts give them, with what is kept beside them."""
    return {
        name
        for contract in contracts().values()
        for column in contract.columns
        if column.privacy == privacy
        for name in (column.name, *column.beside)
    }


PERSONAL = frozenset(_private("person") | {"person", "person_no", "person_id", "payee_id"})
FIGURES = frozenset(_private("firm") | {"amount_yuan", "agreed_yuan", "owed_yuan", "received_yuan"})
# What tells by how much, and by which condition, one firm falls short of a tier.
FIGURES |= {"firm_figure", "tier_rule", "rule_outcome", "rules_met", "rules_unmet"}

# Which project it is: its name says whose it is.
PROJECT = frozenset({"project", "project_id", "project_no"})

FIRMS = frozenset({"enterprise", "enterprise_id"})

# What anybody may know of one firm: what the register says, where it is, what authorities publish that it holds.
PUBLIC = frozenset({"enterprise", "residency", "recognition", "platform"})


@cache
def _of_single_firms() -> frozenset[str]:
    """Facts behind private metrics. To be listed in one at all tells something of a firm: that it owes rent, that its
    request was answered late, that it falls short of a tier, how many people it has."""
    return frozenset(metric.source for metric in catalogue().values() if metric.privacy and metric.source)


def unnamed(scope: Scope, fact: str) -> bool:
    """True if this reader may not learn which firms the rows of a fact are about."""
    return not scope.firms and fact in _of_single_firms()


def apart_in(scope: Scope, fact: str, dimension: str) -> bool:
    """True if the dimension tells apart persons, or firms of such a fact, and this reader may not see them."""
    return personal(scope, dimension) or (dimension == "enterprise" and unnamed(scope, fact))


def apart(scope: Scope, metric: Metric, dimension: str) -> bool:
    """`apart_in` for the fact of a metric, or for one of the two of a ratio."""
    parts = [catalogue()[id] for id in metric.ratio] if metric.ratio else [metric]
    return any(apart_in(scope, part.source, dimension) for part in parts)


def personal(scope: Scope, name: str) -> bool:
    """True if the column or dimension tells persons apart and this reader may not see them."""
    return not scope.persons and name in PERSONAL


def hidden(scope: Scope, column: str) -> bool:
    """True if this reader may not see the column's values."""
    return personal(scope, column) or (not scope.firms and column in FIGURES | PROJECT)
