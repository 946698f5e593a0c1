"""One sheet: which tables it feeds, and every column of them, found, remembered, answered or asked."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pyarrow.compute as pc

from parkdash.contracts import Column, Contract, contracts
from parkdash.ingest.guess import asking, recall
from parkdash.ingest.guess.choice import choice_of
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.fit import Fit, Fitted, fitted
from parkdash.ingest.guess.lacking import filled
from parkdash.ingest.guess.meant import ask_gone, ask_meanings
from parkdash.ingest.guess.model import NOT_TAKEN, Answers, Guess
from parkdash.ingest.guess.repeats import kept_rules, settled_repeats
from parkdash.ingest.guess.source import Source, sources_of
from parkdash.ingest.guess.spans import ends_of, one_order, orders_alike
from parkdash.ingest.guess.states import open_states
from parkdash.ingest.guess.tables import ENTITIES
from parkdash.ingest.guess.units import foreign_currency
from parkdash.ingest.guess.values import Reading, bare_sources, reading_of
from parkdash.ingest.guess.words import year_of
from parkdash.ingest.headers import header_names
from parkdash.ingest.mapped import filled_rows
from parkdash.ingest.mapping import ColumnMap, Mapping, TableMap
from parkdash.ingest.sheets import Sheet

WIDEST = 1_000  # columns; a wider sheet is no list of ours, and looking at it would take long


def studied(file: str, sheet: Sheet, memory: Mapping | None, answers: Answers) -> Study:
    """What one sheet gives. Without any table in it, it is none of ours."""
    sources = sources_of(sheet)
    study = Study(
        file, sheet, sources, answers, recall.remembered(memory, sheet, sources), recall.set_aside(memory, sources)
    )
    if len(sources) > WIDEST:
        return study
    views = {name: _view(study, contract) for name, contract in contracts().items()}
    choice = choice_of(study, views)
    if choice.rivals:
        rivals = [contracts()[table] for table in choice.rivals]
        study.questions.append(asking.which_table(sheet, rivals, choice.doubt))
        return study
    if question := open_states(study, views[choice.tables[0]] if choice.tables else None):
        study.questions.append(question)
    if study.answers.get(f"states:{sheet.name}") == NOT_TAKEN:
        return study
    for table in choice.tables:
        _take(study, views[table], companions=len(choice.tables) > 1)
    ask_meanings(study, [views[table] for table in choice.tables])
    return study


def _view(study: Study, contract: Contract) -> Fitted:
    """A table's view of the sheet: what was answered, what is remembered, what the evidence gives."""
    told = _answered(study, contract)
    done = {fit.column.name for fit in told}
    others = _of_other_years(study, contract)
    taken = {header for fit in told for header in fit.source.headers} | others
    if contract.table in study.known:
        again = recall.fits_of(study.known[contract.table], study.sources)
        told += [fit for fit in again if fit.column.name not in done and not taken & set(fit.source.headers)]
    view = fitted(contract, study.sources, told, study.aside | _left_out(study) | others)
    for name in list(view.fits):
        if study.answers.get(f"column:{contract.table}.{name}") == NOT_TAKEN:
            del view.fits[name]
            view.ties.pop(name, None)
    return view


def _of_other_years(study: Study, contract: Contract) -> frozenset[str]:
    """Headers that name another year than the one to be read, where a table by year stands in columns by year."""
    if contract.time["kind"] != "year":
        return frozenset()
    years = {source.headers[0]: year for source in study.sources if (year := year_of(source.label))}
    name = f"value:{contract.table}.{contract.time['year']}"
    told = study.answers.get(f"{name}:{study.sheet.name}") or study.answers.get(name) or max(years.values(), default="")
    return frozenset(header for header, year in years.items() if year != told)


def _answered(study: Study, contract: Contract) -> list[Fit]:
    found = []
    for column in contract.columns:
        name = f"{contract.table}.{column.name}"
        for source in study.sources:
            here = study.answers.get(f"column:{study.sheet.name}:{source.headers[0]}") == name
            if here or source.name in (study.answers.get(f"column:{name}"), _answered_elsewhere(study, column)):
                found.append(Fit(column, source, "answer", 1.0, 1.0))
                break
    return found


def _answered_elsewhere(study: Study, column: Column) -> object:
    """Which firm or park a row speaks of is answered once for all tables of the sheet."""
    if not column.is_reference:
        return None
    names = (f"column:{table}.{column.name}" for table in contracts())
    return next((study.answers[name] for name in names if name in study.answers), None)


def _left_out(study: Study) -> frozenset[str]:
    return frozenset(
        source.headers[0]
        for source in study.sources
        if study.answers.get(f"column:{study.sheet.name}:{source.headers[0]}") == NOT_TAKEN
    )


def _take(study: Study, view: Fitted, companions: bool) -> None:
    """Everything that one table takes from the sheet."""
    contract, sheet = view.contract, study.sheet
    answers = {**orders_alike(view, study.answers), **study.answers}
    readings = {
        name: reading_of(contract, fit, sheet, answers, recall.rule_for(study.known, contract.table, name))
        for name, fit in view.fits.items()
    }
    _settle_units(study, view, readings)
    rules = {name: reading.rule for name, reading in readings.items() if reading.rule is not None}
    for name, rivals in view.ties.items():
        if not any(
            question.id.endswith(f".{name}") and view.fits[name].column.is_reference for question in study.questions
        ):
            found = [fit.source for fit in rivals]
            study.questions.append(asking.which_source(contract, view.fits[name].column, found, found[0].name))
    both = ends_of(view, rules, study.sources)
    rules |= both
    study.used |= {header for rule in both.values() for header in rule.sources}
    rules |= _beside_or_asked(study, view, both)
    rules |= _currency(view, rules, sheet)
    put = {question.id for question in study.questions}  # a column that feeds two tables is asked about once
    asked = one_order(question for reading in readings.values() for question in reading.questions)
    study.questions += [question for question in asked if question.id not in put]
    for name, fit in view.fits.items():
        if name in rules:
            study.used |= set(fit.source.headers)
            study.guesses.append(
                Guess(
                    sheet.name,
                    contract.table,
                    name,
                    fit.source.headers,
                    fit.ground,
                    round(fit.sureness, 2),
                    fit.source.shown,
                )
            )
    ask_gone(study, view)
    known = study.known.get(contract.table)
    rules |= {name: rule for name, rule in _joined_again(study, contract).items() if name not in rules}
    ordered = {column.name: rules[column.name] for column in contract.columns if column.name in rules}
    repeats = known.repeats if known else "first" if companions and contract.table in ENTITIES else "error"
    table, question = settled_repeats(view, TableMap(contract, ordered, sheet.name, repeats), study.answers)
    if question and known is None:
        study.questions.append(question)
    study.tables.append(replace(table, present=_present(view, table) if companions else ()))


def _joined_again(study: Study, contract: Contract) -> dict[str, ColumnMap]:
    return kept_rules(study.known.get(contract.table), header_names(study.sheet))


def _settle_units(study: Study, view: Fitted, readings: dict[str, Reading]) -> None:
    """One unit for all amounts of a table that name none: answered for any of them, or asked once."""
    bare = bare_sources(view.fits, readings)
    if not bare:
        return
    answers = [study.answers.get(f"unit:{view.contract.table}.{column.name}") for column, _ in _amounts(view)]
    unit = next((str(answer) for answer in answers if answer), "")
    if not unit:
        study.questions.append(asking.which_unit(view.contract, bare))
    for column, _ in bare:
        rule = readings[column.name].rule or ColumnMap()
        readings[column.name] = Reading(replace(rule, unit=unit or None))


def _amounts(view: Fitted) -> list[tuple[Column, Source]]:
    """The amounts that a table takes."""
    return [(fit.column, fit.source) for fit in view.fits.values() if fit.column.kind == "money"]


def _beside_or_asked(study: Study, view: Fitted, told: dict[str, ColumnMap]) -> dict[str, ColumnMap]:
    rules: dict[str, ColumnMap] = {}
    for name, both in told.items():
        shown = next((source.shown for source in study.sources if source.headers == both.sources), ())
        study.guesses.append(Guess(study.sheet.name, view.contract.table, name, both.sources, "content", 0.8, shown))
    for column in (column for column in view.lacking if column.name not in told):
        known = recall.rule_for(study.known, view.contract.table, column.name)
        rule, guess, question = filled(view, column, study.sheet, study.file, study.sources, study.answers, known)
        if rule:
            rules[column.name] = rule
        if guess:
            study.guesses.append(guess)
        if question:
            study.questions.append(question)
    return rules


def _currency(view: Fitted, rules: dict[str, ColumnMap], sheet: Sheet) -> dict[str, ColumnMap]:
    """The currency that a header names, where the table keeps one and no column of the file says it."""
    if "currency" in rules or not any(column.name == "currency" for column in view.contract.columns):
        return {}
    named = {foreign_currency(source, sheet) for _, source in _amounts(view)} - {""}
    return {"currency": ColumnMap(constant=named.pop())} if len(named) == 1 else {}


def _present(view: Fitted, table: TableMap) -> tuple[str, ...]:
    """The columns of which one must be filled for a row to hold a record, if rows without any could not be taken."""
    own = [fit for name, fit in view.fits.items() if name in table.columns and not fit.column.is_reference]
    own = [fit for fit in own if fit.column.name != "credit_code"]
    if table.contract.table in ENTITIES or not any(fit.column.required for fit in own):
        return ()
    rows = [filled_rows(fit.source.column, table.columns[fit.column.name].missing) for fit in own]
    names = {fit.column.name for fit in own}
    is_everywhere = pc.all(reduce(pc.or_, rows)).as_py()
    return () if is_everywhere else tuple(name for name in table.columns if name in names)
