"""Firms down, months or years across: one row per firm and period, each period a table map of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkdash.contracts import Column, Contract, contracts
from parkdash.ingest.guess import asking, recall
from parkdash.ingest.guess.content import firms
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.fit import Fit, Fitted, fitted
from parkdash.ingest.guess.lacking import SOME
from parkdash.ingest.guess.model import Answers, Ground, Guess
from parkdash.ingest.guess.source import Source, sources_of
from parkdash.ingest.guess.values import bare_sources, reading_of
from parkdash.ingest.guess.words import (
    LEVELS,
    changed,
    is_for_the_office,
    is_undecided,
    key,
    known_names,
    meanings,
    planned,
    simple,
    spans_months,
    spoken,
)
from parkdash.ingest.mapped import text_beside
from parkdash.ingest.mapping import ColumnMap, Mapping, TableMap
from parkdash.ingest.sheets import Sheet

TABLES = {"month": "monthly_report", "year": "annual_report"}
MEASURES = ("money", "count", "number")
_MONTH = re.compile(
    r"(?:((?:19|20)\d\d)\s*[年./-]\s*)?(1[0-2]|0?[1-9])\s*月(?:份)?|((?:19|20)\d\d)[./-](1[0-2]|0?[1-9])"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?")


@dataclass(frozen=True)
class _Cell:
    """A column of figures: of which period (2025-03, 2025), and what its header says beside that."""

    source: Source
    period: str
    what: str


def crossed(file: str, sheet: Sheet, memory: Mapping | None, answers: Answers) -> Study:
    """What a sheet gives whose columns are periods; nothing if it is not of firms, or its year not told."""
    sources = sources_of(sheet)
    study = Study(file, sheet, sources, answers, recall.remembered(memory, sheet, sources), frozenset())
    names = " ".join(text_beside(sheet, place, file) for place in ("title", "sheet", "file"))
    for kind, table in TABLES.items():
        cells = [cell for source in sources if (cell := _cell(source, kind, names))]
        rest = [source for source in sources if source not in [cell.source for cell in cells] and _is_label(source)]
        view = fitted(contracts()[table], rest)
        if len(cells) > 1 and _is_of_firms(view) and not (planned(names) or is_undecided(names)):
            _take(study, view, cells, kind, names)
            break
    return study


def _is_of_firms(view: Fitted) -> bool:
    """True unless a bare 单位 or 名称 stands above what does not end like a firm's name: streets, offices, parks."""
    fit = view.fits.get("enterprise")
    if fit is None:
        return False
    return firms(fit.source) >= SOME or key(fit.source.label) not in {key(name) for name in spoken()["bare"]["names"]}


def _is_label(source: Source) -> bool:
    return not is_for_the_office(source.label) and not source.is_numeric


def _cell(source: Source, kind: str, names: str) -> _Cell | None:
    for level in source.label.split(LEVELS):
        if period := _period(simple(level), kind, names):
            others = [other for other in source.label.split(LEVELS) if other != level]
            return _Cell(source, period, LEVELS.join(others)) if source.filled else None
    return None


def _period(text: str, kind: str, names: str) -> str:
    if kind == "year":
        found = _YEAR.fullmatch(text)
        return found[1] if found else ""
    found = _MONTH.fullmatch(text)
    if not found:
        return ""
    year = found[1] or found[3] or _year_in(names)
    return f"{year}-{int(found[2] or found[4]):02d}" if year else ""


def _year_in(names: str) -> str:
    years = set(re.findall(spoken()["shapes"]["year_in_text"], names))
    return years.pop() if len(years) == 1 else ""


def _take(study: Study, view: Fitted, cells: list[_Cell], kind: str, names: str) -> None:
    contract = view.contract
    firsts = {cell.what: cell for cell in reversed(cells)}
    measures = {what: _measure(study, contract, cell, names) for what, cell in firsts.items()}
    readings = {name: reading_of(contract, fit, study.sheet, study.answers, None) for name, fit in view.fits.items()}
    firm = {name: reading.rule for name, reading in readings.items() if reading.rule is not None}
    time = contract.time[kind]
    for period in dict.fromkeys(cell.period for cell in cells):
        of_it = {column.name: cell for cell in cells if cell.period == period and (column := measures[cell.what])}
        rules = {name: _rule(study, contract, name, cell) for name, cell in of_it.items()}
        taken = {name: rule for name, rule in rules.items() if rule}
        if taken:
            columns = {**firm, time: ColumnMap(constant=period), **taken}
            ordered = {column.name: columns[column.name] for column in contract.columns if column.name in columns}
            study.tables.append(TableMap(contract, ordered, study.sheet.name, "error", tuple(taken)))
    _tell(study, view, cells, {what: column for what, column in measures.items() if column}, time)


def _rule(study: Study, contract: Contract, name: str, cell: _Cell) -> ColumnMap | None:
    """How the figures of one column are read; a unit that nothing tells is asked for once."""
    known = recall.rule_for(study.known, contract.table, name)
    fit = Fit(contract.column(name), cell.source, "memory" if known else "name", 1.0, 1.0)
    reading = reading_of(contract, fit, study.sheet, study.answers, known)
    study.used |= set(cell.source.headers)
    study.questions += reading.questions
    asked = {question.id for question in study.questions}
    if reading.needs_unit and f"unit:{contract.table}.{name}" not in asked:
        study.questions.append(asking.which_unit(contract, bare_sources({name: fit}, {name: reading})))
    return reading.rule


def _measure(study: Study, contract: Contract, cell: _Cell, names: str) -> Column | None:
    """The figure that a column's header, else the title names; else last time's; else it is asked."""
    columns = [column for column in contract.columns if column.kind in MEASURES]
    told = study.answers.get(f"column:{study.sheet.name}:{cell.source.headers[0]}")
    if told:
        return next((column for column in columns if told == f"{contract.table}.{column.name}"), None)
    named = (
        {name for table, name in meanings(cell.what) if table == contract.table}
        if cell.what
        else _named(names, contract)
    )
    found = [column for column in columns if column.name in named]
    if not found and not cell.what and contract.table in study.known:
        found = [column for column in columns if column.name in study.known[contract.table].columns]
    if len(found) == 1:
        return found[0]
    if not cell.what and not _speaks_otherwise(names):
        study.questions.append(asking.which_figure(study.sheet, contract, columns, cell.source, needed=True))
    return None


def _named(names: str, contract: Contract) -> set[str]:
    """The figures that a title names, each by its longest name; none where it speaks of sums, rates or growth."""
    if _speaks_otherwise(names):
        return set()
    rest, found = key(names), set()
    own = [
        (form, name.column)
        for form, places in known_names().items()
        for name in places
        if len(form) > 1 and name.table == contract.table and contract.column(name.column).kind in MEASURES
    ]
    for form, column in sorted(own, key=lambda one: -len(one[0])):
        if form in rest:
            found.add(column)
            rest = rest.replace(form, " ")
    return found


def _speaks_otherwise(names: str) -> bool:
    return changed(names) or spans_months(names)


def _tell(study: Study, view: Fitted, cells: list[_Cell], measures: dict[str, Column], time: str) -> None:
    """What was guessed, for the person to see."""
    if not study.tables:
        return
    sheet, table = study.sheet.name, view.contract.table
    for name, fit in view.fits.items():
        study.used |= set(fit.source.headers)
        study.guesses.append(Guess(sheet, table, name, fit.source.headers, fit.ground, fit.sureness, fit.source.shown))
    for what, column in measures.items():
        mine = [cell for cell in cells if cell.what == what]
        headers = tuple(cell.source.headers[0] for cell in mine)
        ground: Ground = "name" if what else "title"
        study.guesses.append(Guess(sheet, table, column.name, headers, ground, 0.9, mine[0].source.shown))
    periods = sorted({cell.period for cell in cells})
    study.guesses.append(Guess(sheet, table, time, (), "name", 0.9, (), f"{periods[0]} … {periods[-1]}"))
