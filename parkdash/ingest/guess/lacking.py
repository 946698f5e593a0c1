"""Required columns that no header speaks for: found beside the table, remembered, answered, or asked."""

from __future__ import annotations

from collections.abc import Sequence

from parkdash.contracts import Column, Contract
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess import asking
from parkdash.ingest.guess.beside import Beside, beside
from parkdash.ingest.guess.content import firms, looks_numeric, persons, share
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.model import NOT_TAKEN, Answers, Ground, Guess, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import spoken
from parkdash.ingest.mapped import text_beside
from parkdash.ingest.mapping import ColumnMap
from parkdash.ingest.sheets import Sheet

FITTING = 0.8  # share of rows that a column has to take for it to be offered
SOME = 0.3  # share of rows that look like firms or people for a column to be offered as one of them
_ONE_FOR_ALL = ("park", "choice", "month", "year")  # kinds of which one value may hold for a whole sheet


def filled(
    view: Fitted,
    column: Column,
    sheet: Sheet,
    file: str,
    sources: Sequence[Source],
    answers: Answers,
    known: ColumnMap | None,
) -> tuple[ColumnMap | None, Guess | None, Question | None]:
    """How a required column without a header is filled, what was guessed, or what has to be asked."""
    name = f"{view.contract.table}.{column.name}"
    own = answers.get(f"value:{name}:{sheet.name}") or answers.get(f"value:{name}")
    answer = own or _constant(answers.get(f"column:{name}"), sources)
    if answer:
        return _told(view.contract, column, sheet, str(answer), "answer")
    if known and known.constant is not None:
        return _told(view.contract, column, sheet, known.constant, "memory")
    found = beside(sheet, column, file)
    if found and (found.sure or (known and known.found_in)):
        guess = Guess(
            sheet.name, view.contract.table, column.name, (), found.place, 0.8, _seen(sheet, found, file), found.value
        )
        return found.rule, guess, None
    last = known.codes[0][1] if known and known.codes and column.kind == "choice" else ""
    return None, None, _question(view, column, sources, found.value if found else last)


def _constant(answer: object, sources: Sequence[Source]) -> str:
    is_header = any(answer == source.name for source in sources)
    return answer if isinstance(answer, str) and answer != NOT_TAKEN and not is_header else ""


def _told(
    contract: Contract, column: Column, sheet: Sheet, value: str, ground: Ground
) -> tuple[ColumnMap, Guess, None]:
    return ColumnMap(constant=value), Guess(sheet.name, contract.table, column.name, (), ground, 1.0, (), value), None


def _seen(sheet: Sheet, found: Beside, file: str) -> tuple[str, ...]:
    return (text_beside(sheet, found.place, file),)


def _question(view: Fitted, column: Column, sources: Sequence[Source], likely: str) -> Question:
    if column.kind not in _ONE_FOR_ALL:
        options = [source for source in sources if source.filled and _may_be(source, column, view)]
        if options:
            twin = next((fit.source.name for fit in view.fits.values() if fit.source in options), "")
            return asking.which_source(view.contract, column, options, twin)
    implied = (code for key, code in spoken()["implied"].items() if _implies(key, view, column))
    return asking.which_value(view.contract, column, likely or next(implied, ""))


def _implies(key: str, view: Fitted, column: Column) -> bool:
    table, name, by = key.split(".")
    return (table, name) == (view.contract.table, column.name) and by in view.fits


def _may_be(source: Source, column: Column, view: Fitted) -> bool:
    taken = next((fit.column for fit in view.fits.values() if fit.source == source), None)
    if taken and taken.kind != column.kind:
        return False
    if column.kind in READERS:
        return share(source, column) >= FITTING
    if column.kind == "enterprise":
        return firms(source) >= SOME
    if column.kind == "person":
        return persons(source) >= SOME
    return not all(map(looks_numeric, source.sample))
