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


def personal(scope: Scope, name: str) -> bool:
    """True if the column or dimension tells persons apart and this reader may not see them."""
    return not scope.persons and name in PERSONAL


def hidden(scope: Scope, column: str) -> bool:
    """True if this reader may not see the column's values."""
    return personal(scope, column) or (not scope.firms and column in FIGURES)
