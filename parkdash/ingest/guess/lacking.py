"""Required columns that no header speaks for: found beside the table, remembered, answered, or asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parkdash.contracts import Column, Contract
from parkdash.ingest.codes import choice_names, plain
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess import asking
from parkdash.ingest.guess.beside import Beside, beside, choice_in
from parkdash.ingest.guess.content import firms, looks_numeric, persons, share
from parkdash.ingest.guess.fit import Fit, Fitted
from parkdash.ingest.guess.model import NOT_TAKEN, Answers, Ground, Guess, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.values import further_names
from parkdash.ingest.guess.words import is_for_the_office, meanings, simple, spoken, year_of
from parkdash.ingest.mapped import text_beside
from parkdash.ingest.mapping import ColumnMap
from parkdash.ingest.sheets import Sheet

FITTING = 0.8  # share of rows that a column has to take for it to be offered
BORNE_OUT = 0.5  # share of rows by which a column bears out what it is evidence of
FEW = 30  # different texts; a column of choices has no more
LONG = 40  # characters of a text in which a choice is looked for
SOME = 0.3  # share of rows that look like firms or people for a column to be offered as one of them
_OF_ANOTHER_TIME = re.compile("年[度份]|出生|取消|撤销|注销|变更|birth|cancel|revoke", re.IGNORECASE)
_OF_ITS_TIME = ("month", "year", "date")  # of another file it is another: never taken over from last time
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
    if known and known.constant is not None and column.kind not in _OF_ITS_TIME:
        return _told(view.contract, column, sheet, known.constant, "memory")
    if column.kind == "year" and (years := years_named(view, sources)):
        if len(years) == 1:
            guess = Guess(sheet.name, view.contract.table, column.name, (), "name", 0.9, (), years[0])
            return ColumnMap(constant=years[0]), guess, None
        return None, None, asking.which_value(view.contract, column, years[0], years)
    found = beside(sheet, column, file)
    if found and column.kind == "choice" and (told := _telling_more(view, column, sources, found)):
        return None, None, asking.which_source(view.contract, column, told, told[0].name)
    if found and (found.sure or (known and known.found_in)):
        guess = Guess(
            sheet.name, view.contract.table, column.name, (), found.place, 0.8, _seen(sheet, found, file), found.value
        )
        return found.rule, guess, None
    if implied := _implied(view, column):
        guess = Guess(sheet.name, view.contract.table, column.name, (), "assumed", 0.8, (), implied)
        return ColumnMap(constant=implied), guess, None
    last = known.codes[0][1] if known and known.codes and column.kind == "choice" else ""
    return None, None, _question(view, column, sources, found.value if found else last)


def years_named(view: Fitted, sources: Sequence[Source]) -> list[str]:
    """The years that headers of this table's columns name, the newest first."""
    mine = (one for one in sources if any(table == view.contract.table for table, _ in meanings(one.label)))
    return sorted({year_of(one.label) for one in mine} - {""}, reverse=True)


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
        options = free_for(column, sources, view)
        if options:
            twin = next((fit.source.name for fit in view.fits.values() if fit.source in options), "")
            twin = twin or (
                options[0].name if len(options) == 1 and not _OF_ANOTHER_TIME.search(options[0].label) else ""
            )
            return asking.which_source(view.contract, column, options, twin)
    return asking.which_value(view.contract, column, likely)


def _implied(view: Fitted, column: Column) -> str:
    """The choice that another column is evidence of: deals in rounds are equity, what 补助金额 holds is a grant."""
    for key, code in spoken()["implied"].items():
        table, name, by = key.split(".")
        if (table, name) == (view.contract.table, column.name) and by in view.fits and by not in view.ties:
            fit = view.fits[by]
            others = any(choice_in(text, column) not in (None, code) for text in fit.source.sample)
            return code if not others and _share_known(view.contract.table, fit) >= BORNE_OUT else ""
    if column.kind != "choice":
        return ""
    named = {choice_in(fit.source.label, column) for fit in view.fits.values() if fit.column.kind == "money"} - {None}
    return named.pop() or "" if len(named) == 1 else ""


def _share_known(table: str, fit: Fit) -> float:
    """The share of rows whose text is a choice of the column, by any of its names."""
    known = {*choice_names(fit.column), *further_names(table, fit.column)}
    rows = sum(fit.source.sample.values())
    return sum(count for text, count in fit.source.sample.items() if plain(simple(text)) in known) / rows if rows else 0


def _telling_more(view: Fitted, column: Column, sources: Sequence[Source], found: Beside) -> list[Source]:
    """Columns some of whose texts name another choice than the one that stands beside the table."""
    names = {fit.source.name for fit in view.fits.values() if fit.column.kind != "choice"}
    free = (
        one for one in sources if one.distinct <= FEW and one.name not in names and not is_for_the_office(one.label)
    )
    known = (None, "other", found.value)
    return [one for one in free if any(choice_in(text[:LONG], column) not in known for text in one.sample)]


def free_for(column: Column, sources: Sequence[Source], view: Fitted) -> list[Source]:
    """The columns of the file that may be this one of ours, by what they hold."""
    return [source for source in sources if source.filled and _may_be(source, column, view)]


def _may_be(source: Source, column: Column, view: Fitted) -> bool:
    taken = next((fit.column for fit in view.fits.values() if fit.source == source), None)
    if taken and (taken.kind != column.kind or taken.name == view.contract.time.get("until")):
        return False
    if column.kind in ("date", "month") and source.unit:
        return False  # 贷款余额（万元）: 100 is no year of the Republic
    if column.kind in READERS:
        return share(source, column) >= FITTING
    if column.kind == "enterprise":
        return firms(source) >= SOME
    if column.kind == "person":
        return persons(source) >= SOME
    return not all(map(looks_numeric, source.sample))
