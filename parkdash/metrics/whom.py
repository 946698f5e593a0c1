"""Whom a row speaks of: a person, a project, else a firm. SQL over a fact `f` joined with `enterprise_dim` as `e`."""

from __future__ import annotations

from collections.abc import Sequence

PROJECT = "project:"  # before the id of a project where ids of firms stand as well
PROJECT_IDS = ("#", "name:")  # how ids of projects begin (warehouse/projects.py), as no firm's does


# What is called otherwise than by what tells it apart: an agreement by with whom it is.
CALLED = {"agreement_no": ("person", "partner")}


def id_and_name(told_by: Sequence[str], named: bool) -> tuple[str, str]:
    """The id and the name, as aggregates of one member's rows, of what these columns tell apart; "" where unknown.

    `named` is whether its reader may see names of persons and firms wherever they stand.
    """
    firm = "coalesce(any_value(e.enterprise_id), '')"
    if "person_id" in told_by:
        return firm, "coalesce(any_value(f.person), '')"
    if "project_id" in told_by:
        return f"'{PROJECT}' || any_value(f.project_id)", "coalesce(any_value(f.project), '')"
    return firm, f"coalesce(any_value(e.enterprise), {called(told_by, named)})"


def called(told_by: Sequence[str], named: bool) -> str:
    """What has no firm, an application of a team, a question: called by what tells it apart."""
    names = (*CALLED.get(told_by[0], ()), told_by[0]) if named else told_by[:1]
    return ", ".join(f"any_value(cast(f.{name} as varchar))" for name in names).join(("coalesce(", ", '')"))


def firm_column(told_by: Sequence[str]) -> str:
    """The column that counts whose figures stand behind a number: of projects each is one investor's, and public money
    goes to persons as well."""
    return next((name for name in ("project_id", "payee_id") if name in told_by), "enterprise_no")
