"""What reading one cell gives: a value, a problem, or a value with a warning."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """A code of the problem catalogue and what its sentence needs beyond row, column and value."""

    code: str
    params: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class How:
    """How the cells of one column are to be read: `unit` in yuan (or square metres), `forms` of dates."""

    unit: int = 1
    forms: tuple[str, ...] = ()
    currencies: bool = False  # the table says in which currency an amount is; else only renminbi can be taken
    names: dict[str, str] = field(default_factory=dict, hash=False)  # of choices and metrics: plain name → code


# A value (None: blank) and what there is to say about it.
Outcome = tuple[object, Problem | None]
