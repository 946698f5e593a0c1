"""Values that stand beside a table rather than in it: in the title, the sheet's name, the file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkdash.contracts import Column
from parkdash.ingest.codes import choice_names, plain
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess.words import simple, spans_months, spoken
from parkdash.ingest.mapped import text_beside
from parkdash.ingest.mapping import ColumnMap, Place
from parkdash.ingest.outcomes import How
from parkdash.ingest.sheets import Sheet

PLACES: tuple[Place, ...] = ("title", "sheet", "file")
_SHAPE = {
    "month": "month_in_text",
    "year": "year_in_text",
    "date": "date_in_text",
    "enterprise": "firm_in_text",
    "park": "park_in_text",
}

Found = tuple[str, str, tuple[tuple[str, str], ...]]  # the value, the pattern that finds it, a code book


@dataclass(frozen=True)
class Beside:
    """What was found where, and the rule that finds it again. `sure`: taken without asking."""

    place: Place
    value: str
    rule: ColumnMap
    sure: bool


def beside(sheet: Sheet, column: Column, file: str) -> Beside | None:
    """The value of a column as a text beside the table gives it, the title first."""
    for place in PLACES:
        text = text_beside(sheet, place, file)
        found = _choice(text, column) if column.kind == "choice" else _shaped(text, column)
        if not found and column.kind == "month" and place == "sheet":
            found = _month_of_a_year(text, sheet, file)
        if found:
            value, pattern, codes = found
            rule = ColumnMap(found_in=place, pattern=pattern, codes=codes)
            return Beside(place, value, rule, column.kind not in ("park", "date"))
    return None


def _month_of_a_year(name: str, sheet: Sheet, file: str) -> Found | None:
    """A sheet called 9月 in a file or below a title that names the year."""
    month = re.search(spoken()["shapes"]["month_alone"], name)
    texts = (text_beside(sheet, place, file) for place in ("title", "file"))
    year = next((found[1] for text in texts if (found := re.search(spoken()["shapes"]["year_in_text"], text))), None)
    if not month or not year:
        return None
    codes = tuple(
        (written, f"{year}-{int(written):02d}")
        for written in (*map(str, range(1, 13)), *(f"0{n}" for n in range(1, 10)))
    )
    return f"{year}-{int(month[1]):02d}", spoken()["shapes"]["month_alone"], codes


def _choice(text: str, column: Column) -> Found | None:
    """The longest name of a choice in a text, if no other choice is named there."""
    found = _named(text, column)
    if len(found) != 1:
        return None
    ((code, name),) = found.items()
    written = _as_written(text, name)
    return (code, f"({re.escape(written)})", ((written, code),)) if written else None


def _named(text: str, column: Column) -> dict[str, str]:
    """The choices that a text names, by the longest name of each; a name inside a longer one does not count."""
    known = sorted(
        ((name, code) for name, code in choice_names(column).items() if _is_telling(name)), key=lambda one: -len(one[0])
    )
    rest = plain(simple(text))
    found: dict[str, str] = {}
    for name, code in known:
        if re.search(_bounded(name), rest):
            found[code] = name
            rest = re.sub(_bounded(name), " ", rest)
    return found


def choice_in(text: str, column: Column) -> str | None:
    """The one choice that a text names, if it names one."""
    found = _named(text, column)
    return next(iter(found)) if len(found) == 1 else None


def _is_telling(name: str) -> bool:
    return len(name) >= (3 if name.isascii() else 2)


def _bounded(name: str) -> str:
    return rf"(?<![a-z]){re.escape(name)}(?:s(?![a-z])|(?![a-z]))" if name.isascii() else re.escape(name)


def _as_written(text: str, name: str) -> str:
    """The part of a text that reads as the name once width, case, script and spaces are put aside."""
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 2 * len(name) + 4) + 1):
            if plain(simple(text[start:end])) == name and not text[start].isspace():
                return text[start:end]
    return ""


def _shaped(text: str, column: Column) -> Found | None:
    name = _SHAPE.get(column.kind)
    if name is None:
        return None
    pattern: str = spoken()["shapes"][name]
    found = re.search(pattern, text)
    if (
        not found
        or (column.kind in ("month", "year") and spans_months(text))
        or len(set(re.findall(pattern, text))) > 1
        or (column.kind in READERS and READERS[column.kind](found[1], column, How())[0] is None)
    ):
        return None
    return found[1], pattern, ()
