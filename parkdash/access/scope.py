"""The scope of one reader: which parks, and whether persons and single firms may be shown.

Personal Information Protection Law (个人信息保护法) art. 6: only what the purpose needs;
Statistics Law (统计法) art. 28: data that identify one respondent are confidential.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

SMALLEST_GROUP = 3  # smaller groups of people are suppressed for readers who may not see persons


@dataclass(frozen=True)
class Scope:
    """`parks` and `carriers` hold normalised names; None means all of them."""

    role: str
    parks: frozenset[str] | None = None
    carriers: frozenset[str] | None = None
    persons: bool = False
    firms: bool = False

    @property
    def sees_everything(self) -> bool:
        """True for one who may read whole workbooks as they came: every park, persons and firms."""
        return self.persons and self.firms and self.parks is None and self.carriers is None


# Roles as data: what each may see. A park's own leaders see firms and persons; a guest sees totals.
ROLES: dict[str, Scope] = {
    "leader": Scope("leader", persons=True, firms=True),
    "analyst": Scope("analyst", persons=False, firms=True),
    "guest": Scope("guest", persons=False, firms=False),
}


def own_scope() -> Scope:
    """The scope of this process: PARKDASH_ROLE (default leader), PARKDASH_PARKS (names between commas; none: all)."""
    names = os.environ.get("PARKDASH_PARKS", "").split(",")
    parks = frozenset(name.strip() for name in names if name.strip())
    return scope_of(os.environ.get("PARKDASH_ROLE", "leader"), parks or None)


def scope_of(role: str, parks: frozenset[str] | None = None, carriers: frozenset[str] | None = None) -> Scope:
    """The scope of a role, narrowed to parks or carriers. ValueError names the roles if there is no such role."""
    if role not in ROLES:
        raise ValueError(f"no role {role!r}; roles are {', '.join(ROLES)}")
    known = ROLES[role]
    return Scope(role, parks, carriers, known.persons, known.firms)
