"""How the texts of a column that was found are to be read: gaps, dates, code book, unit; and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import UNIT_FACTORS, Column, Contract
from parkdash.ingest import fast
from parkdash.ingest.codes import choice_names, metric_names, plain
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess import asking
from parkdash.ingest.guess.content import is_minguo_year
from parkdash.ingest.guess.fit import Fit
from parkdash.ingest.guess.forms import forms_of, may_last
from parkdash.ingest.guess.model import NOT_TAKEN, Answers, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.units import (
    area_unit,
    foreign_currency,
    has_bare_amounts,
    is_in_percent,
    money_unit,
    unit_of_title,
)
from parkdash.ingest.guess.words import simple, spoken
from parkdash.ingest.issues import severity_of
from parkdash.ingest.mapped import filled_rows
from parkdash.ingest.mapping import PERCENT, ColumnMap
from parkdash.ingest.outcomes import How
from parkdash.ingest.periods import MINGUO
from parkdash.ingest.sheets import Sheet

FEW = 0.02  # a share of texts or rows that is a slip rather than how the file is made
_WORDY = ("choice", "metric", "flag", "money")  # kinds that know 无 and 未透露 themselves


@dataclass(frozen=True)
class Reading:
    """How one column is read. `rule` None: it is not taken. `needs_unit`: bare amounts whose unit nothing tells."""

    rule: ColumnMap | None
    questions: tuple[Question, ...] = ()
    needs_unit: bool = False


def reading_of(contract: Contract, fit: Fit, sheet: Sheet, answers: Answers, known: ColumnMap | None) -> Reading:
    """How a column of the table is read from its source. `known`: what this source's mapping said of it."""
    reading = _reading(contract, fit, sheet, answers, known)
    if reading.rule is None:
        return reading
    if fit.column.kind == "enterprise" and fit.column.required:
        return _named(reading, reading.rule, fit, sheet, answers)
    if fit.column.kind in ("money", "number", "count") and not fit.column.required:
        return _without_strays(reading, reading.rule, contract, fit, answers)
    return reading


def _named(reading: Reading, rule: ColumnMap, fit: Fit, sheet: Sheet, answers: Answers) -> Reading:
    """A few rows that name no firm are errors, unless a person gives them a name to stand under."""
    question = asking.what_of_nameless(sheet, fit.source)
    told = answers.get(question.id)
    if isinstance(told, str) and told != NOT_TAKEN:
        return replace(reading, rule=replace(rule, default=told))
    nameless = len(sheet.rows) - int(pc.sum(filled_rows(fit.source.column, rule.missing)).as_py() or 0)
    if told or rule.default or not 0 < nameless <= max(1, len(sheet.rows) * FEW):
        return reading
    asked = replace(question, params={**question.params, "rows": nameless})
    return replace(reading, questions=(*reading.questions, asked))


def _without_strays(reading: Reading, rule: ColumnMap, contract: Contract, fit: Fit, answers: Answers) -> Reading:
    """The few texts of an amount or a number that are none: errors, unless a person says what they are."""
    told = _answered(answers.get(f"codes:{contract.table}.{fit.column.name}"))
    rule = replace(rule, codes=tuple({**dict(rule.codes), **told}.items()))
    known = {*rule.missing, *(raw for raw, _ in rule.codes)}
    strays = [raw for raw in _not_plain(fit) if raw not in known and _is_refused(raw, fit.column)]
    if not 0 < len(strays) <= max(1, len(fit.source.some_texts) * FEW):
        return replace(reading, rule=rule)
    question = asking.what_strays_mean(contract, fit.column, fit.source, strays, "stray_numbers")
    return replace(reading, rule=rule, questions=(*reading.questions, question))


def _reading(contract: Contract, fit: Fit, sheet: Sheet, answers: Answers, known: ColumnMap | None) -> Reading:
    if known and fit.ground != "memory":
        known = replace(known, unit=None)  # under another header the unit of last time says nothing
    rule = replace(known or ColumnMap(), sources=fit.source.headers, missing=_gaps(fit, known))
    column = fit.column
    if column.kind in ("date", "month", "moment"):
        return _dates(contract, fit, rule, answers)
    if column.kind in ("choice", "metric"):
        return _codes(contract, fit, rule, answers)
    if column.kind == "money":
        return _money(contract, fit, rule, sheet, answers, known)
    if column.kind == "year":
        years = {text: str(int(text) + MINGUO) for text in fit.source.some_texts if is_minguo_year(text)}
        return Reading(replace(rule, codes=tuple({**dict(rule.codes), **years}.items())))
    if column.kind == "share" and rule.unit is None:
        return _share(contract, fit, rule, answers)
    if column.kind == "number" and rule.unit is None:
        return Reading(replace(rule, unit=area_unit(fit.source, column)))
    return Reading(rule)


def _gaps(fit: Fit, known: ColumnMap | None) -> tuple[str, ...]:
    """Texts that stand for nothing; of an amount whose text is kept only those that its reader would refuse."""
    column = fit.column
    gaps = fit.source.gaps(column.kind in READERS and column.kind not in _WORDY, column.precision == "end")
    if column.raw:
        gaps = tuple(gap for gap in gaps if _is_refused(gap, column))
    return tuple(dict.fromkeys((*(known.missing if known else ()), *gaps)))


def _not_plain(fit: Fit) -> list[str]:
    """The texts that are not read at once: of a big column few."""
    texts = pa.array(fit.source.some_texts, pa.string())
    slow: list[str] = texts.filter(pc.is_null(fast.values(texts, fit.column, How()))).to_pylist()
    return slow


def _is_refused(text: str, column: Column) -> bool:
    problem = READERS[column.kind](text, column, How())[1] if column.kind in READERS else None
    return problem is not None and severity_of(problem.code) == "error"


def _dates(contract: Contract, fit: Fit, rule: ColumnMap, answers: Answers) -> Reading:
    column, name = fit.column, f"{contract.table}.{fit.column.name}"
    codes = _answered(answers.get(f"codes:{name}"))
    known = {*rule.missing, *codes, *(raw for raw, _ in rule.codes)}
    told = str(answers.get(f"dates:{name}") or "")
    settled = ("usual", told) if told else rule.forms
    found = forms_of(fit.source.some_texts, known, settled, may_last(column.name))
    questions = [asking.which_form(contract, column, fit.source, found.either)] if found.either else []
    strays = [text for text in found.strays if text not in known]
    if strays and found.share >= 0.5:
        questions.append(asking.what_strays_mean(contract, column, fit.source, strays))
    merged = {**dict(rule.codes), **codes}
    return Reading(replace(rule, forms=found.forms, codes=tuple(merged.items())), tuple(questions))


def _answered(answer: object) -> dict[str, str]:
    """The code book that was answered: text → ours, "" for what is left blank."""
    if not isinstance(answer, Dict):
        return {}
    return {str(raw): "" if code == NOT_TAKEN else str(code) for raw, code in answer.items() if code != ""}


def further_names(table: str, column: Column) -> dict[str, str]:
    """Names of a column's choices that stand in the synonyms: plain name → code."""
    return {
        plain(name): choice.code
        for choice in column.choices
        for name in spoken()["choices"].get(f"{table}.{column.name}.{choice.code}", ())
    }


def _share(contract: Contract, fit: Fit, rule: ColumnMap, answers: Answers) -> Reading:
    answer = answers.get(f"unit:{contract.table}.{fit.column.name}")
    if answer or is_in_percent(fit.source):
        return Reading(replace(rule, unit=1 if answer == "1" else PERCENT))
    return Reading(rule, (asking.how_shares_are_meant(contract, fit.column, fit.source),))


def _codes(contract: Contract, fit: Fit, rule: ColumnMap, answers: Answers) -> Reading:
    column = fit.column
    names = choice_names(column) if column.kind == "choice" else metric_names()
    further = further_names(contract.table, column)
    book = dict(rule.codes)
    unknown = []
    for raw in list(fit.source.some_texts)[: 20 * asking.LISTED]:
        if raw in book or raw in rule.missing or plain(raw) in names:
            continue
        if code := _known_choice(raw, names, further):
            book[raw] = code
        else:
            unknown.append(raw)
    book |= _answered(answers.get(f"codes:{contract.table}.{column.name}"))
    unknown = [raw for raw in unknown if raw not in book]
    if not unknown or column.kind == "metric" or rule.otherwise is not None:
        return Reading(replace(rule, codes=tuple(book.items())))
    question = asking.which_codes(contract, column, fit.source, unknown)
    if not column.required:
        book |= dict.fromkeys(unknown, "")  # told by the question, blank until it is answered
    return Reading(replace(rule, codes=tuple(book.items())), (question,))


def _known_choice(raw: str, names: Dict[str, str], further: Dict[str, str]) -> str:
    """The same word in traditional characters, another name, or a name behind its level: 国家级小巨人."""
    own = plain(simple(raw))
    for name in (own, re.sub(spoken()["shapes"]["level_before"], "", own)):
        if code := names.get(name) or further.get(name):
            return code
    return ""


def _money(
    contract: Contract, fit: Fit, rule: ColumnMap, sheet: Sheet, answers: Answers, known: ColumnMap | None
) -> Reading:
    name = f"{contract.table}.{fit.column.name}"
    answer = answers.get(f"unit:{name}")
    unit: int | str | None = str(answer) if answer else (known.unit if known else None)
    if unit and not answer and _contradicts(unit_of_title(fit.source, sheet), unit):
        unit = None  # the title says another unit than last time's file: asked again
    elif not unit:
        unit = money_unit(fit.source, sheet)
    currency = foreign_currency(fit.source, sheet)
    told = answers.get(f"currency:{name}") or ("CNY" if known else None)
    has_column = any(column.name == "currency" for column in contract.columns)
    if currency and not has_column and told != "CNY":
        asked = asking.what_of_currency(contract, fit.column, fit.source, currency)
        return Reading(None, () if told == NOT_TAKEN else (asked,))
    if unit is None and has_bare_amounts(fit.source):
        return Reading(rule, needs_unit=True)
    return Reading(replace(rule, unit=unit))


def _contradicts(told: int | str | None, unit: int | str) -> bool:
    factors = [UNIT_FACTORS.get(str(each), each) for each in (told, unit)]
    return told is not None and factors[0] != factors[1]


def bare_sources(fits: Dict[str, Fit], readings: Dict[str, Reading]) -> list[tuple[Column, Source]]:
    """The amounts of a table whose unit nothing tells."""
    return [(fits[name].column, fits[name].source) for name, reading in readings.items() if reading.needs_unit]
