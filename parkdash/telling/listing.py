"""Lists that an edition keeps beside its figures, as tables in words: every form of a pack draws them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from parkdash.metrics.model import Value
from parkdash.text import text


class Column(NamedTuple):
    """A column of a list: its head, and how wide it is beside the others."""

    head: str
    share: float


class Measured(NamedTuple):
    """A cell that holds a number: `said` is how it reads, `before` and `after` what of that stands around the digits.
    `unit` is that of a metric; of what others have published "", as the digits are theirs."""

    said: str
    number: Value
    unit: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return self.said


Cell = str | Measured


@dataclass(frozen=True)
class Listing:
    """One list. `said` tells it in one sentence; `group` is the part of the catalogue below which it stands, "" in
    front of all. The first `brief` rows are for forms that have no room for all of them, which then say so."""

    name: str
    title: str
    said: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    group: str = ""
    brief: int | None = None

    @property
    def heads(self) -> list[str]:
        return [column.head for column in self.columns]

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """All rows as they read."""
        return [tuple(str(cell) for cell in row) for row in self.rows]

    def first(self, most: int, lang: str) -> tuple[list[tuple[str, ...]], str]:
        """The rows for a form that has room for `most` at best, and what is to be said of the others, "" if none."""
        shown = self.texts[: min(most, len(self.rows) if self.brief is None else self.brief)]
        if len(shown) == len(self.rows):
            return shown, ""
        return shown, text("pack.listing.cut", lang, title=self.title, listed=len(shown), total=len(self.rows))

    def widths(self, whole: float) -> list[float]:
        """How wide the columns are, which together are as wide as `whole`."""
        shares = sum(column.share for column in self.columns)
        return [column.share * whole / shares for column in self.columns]
