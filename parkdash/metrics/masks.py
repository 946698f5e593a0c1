"""What a reader may not see of a record: names and numbers of persons, figures of single firms."""

from __future__ import annotations

from parkdash.access import Scope
from parkdash.contracts import contracts

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

# Facts whose rows are what is found of firms: to be listed at all tells that one falls short of a tier, or does not.
FOUND_OF_FIRMS = frozenset({"tier_candidate", "tier_condition"})
FIRMS = frozenset({"enterprise", "enterprise_id"})


def unnamed(scope: Scope, fact: str) -> bool:
    """True if this reader may not learn which firms the rows of a fact are about."""
    return not scope.firms and fact in FOUND_OF_FIRMS


def apart(scope: Scope, fact: str, dimension: str) -> bool:
    """True if the dimension tells apart persons, or firms of such a fact, and this reader may not see them."""
    return personal(scope, dimension) or (dimension == "enterprise" and unnamed(scope, fact))


def personal(scope: Scope, name: str) -> bool:
    """True if the column or dimension tells persons apart and this reader may not see them."""
    return not scope.persons and name in PERSONAL


def hidden(scope: Scope, column: str) -> bool:
    """True if this reader may not see the column's values."""
    return personal(scope, column) or (not scope.firms and column in FIGURES | PROJECT)
