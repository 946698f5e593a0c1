"""What is wrong with a file, as values. The sentences and severities are data: text/problems.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from parkdash.text import text

Severity = Literal["error", "warning"]
LISTED = 200  # problems of one kind in one column that are listed one by one


@cache
def severity_of(code: str) -> Severity:
    """The severity of a problem; KeyError if the catalogue has no such code."""
    entries = tomllib.loads((files("parkdash.text") / "problems.toml").read_text(encoding="utf-8"))
    severity: Severity = entries[code]["severity"]
    return severity


@dataclass(frozen=True)
class Issue:
    """One problem. `row` is the row as the spreadsheet numbers it (0: the whole sheet), `column` the file's header.

    `letter` is that column's letter where whoever found the problem knows it; else the header tells.
    """

    severity: Severity
    sheet: str
    row: int
    column: str
    code: str
    params: dict[str, object] = field(default_factory=dict)
    letter: str = ""

    def text(self, lang: str) -> str:
        """The sentence in `lang` (zh, en), with what to do. Parameters given per language are shown in that one."""
        known = {name: value.get(lang) if isinstance(value, dict) else value for name, value in self.params.items()}
        return text(f"problems.{self.code}", lang, sheet=self.sheet, row=self.row, column=self.column, **known)


def issue(code: str, sheet: str, row: int = 0, column: str = "", **params: object) -> Issue:
    """An issue with the severity that the catalogue gives its code."""
    return Issue(severity_of(code), sheet, row, column, code, params)


class Issues:
    """Collects issues; of one kind in one column at most `LISTED` are listed, the others are counted."""

    def __init__(self) -> None:
        self._listed: list[Issue] = []
        self._counts: dict[tuple[str, str, str], int] = {}

    def room(self, code: str, sheet: str, column: str) -> int:
        """How many more issues of this kind will be listed."""
        return max(0, LISTED - self._counts.get((sheet, column, code), 0))

    def add(self, found: Issue) -> None:
        """List one issue, or count it if there are enough of its kind."""
        if self.room(found.code, found.sheet, found.column):
            self._listed.append(found)
        self.count(found.code, found.sheet, found.column, 1)

    def count(self, code: str, sheet: str, column: str, more: int) -> None:
        """Count issues that are not worth building because there is no room for them."""
        place = (sheet, column, code)
        self._counts[place] = self._counts.get(place, 0) + more

    def all(self) -> list[Issue]:
        """Everything listed, in order of sheet and row, and for each kind cut short one issue that tells how many."""
        order = {name: number for number, name in reversed(list(enumerate(each.sheet for each in self._listed)))}
        listed = sorted(self._listed, key=lambda each: (order[each.sheet], each.row))
        return listed + [self._rest(*place, count - LISTED) for place, count in self._counts.items() if count > LISTED]

    @staticmethod
    def _rest(sheet: str, column: str, code: str, more: int) -> Issue:
        return Issue(severity_of(code), sheet, 0, column, "more_of_same", {"count": more})


class Unreadable(Exception):
    """The file or the mapping cannot be used at all. `code` names the reason; `text` tells it and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang` (zh, en)."""
        return text(f"problems.unreadable.{self.code}", lang, **self.params)
