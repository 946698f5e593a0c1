"""What reading one cell gives: a value, a problem, or a value with a warning."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Problem:
    """A code of the problem catalogue and what its sentence needs beyond row, column and value."""

    code: str
    params: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class How:
    """How the cells of one column are to be read.

    `unit` is what a bare number counts in the stored unit (money: yuan; a share: 1/100 for percentages, 1 for
    fractions, 0 if nothing tells, so that a bare number is asked about), `forms` are those of dates.
    """

    unit: int | Fraction = 1
    forms: tuple[str, ...] = ()
    clocks: bool = False  # cells of the column have the hour, so that one without it is midnight
    currencies: bool = False  # the table says in which currency an amount is; else only renminbi can be taken
    names: dict[str, str] = field(default_factory=dict, hash=False)  # of choices and metrics: plain name → code


# A value (None: blank) and what there is to say about it.
Outcome = tuple[object, Problem | None]
