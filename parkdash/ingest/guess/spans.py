"""Both ends of a time from one column, or from a day and a term: 有效期 2022.12.01-2025.11.30, 发证日期 with 三年."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import replace
from datetime import date, timedelta
from itertools import starmap

from parkdash.ingest.columns import READERS
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.forms import forms_of, order_of
from parkdash.ingest.guess.model import Answers, Option, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import key, meanings, spoken
from parkdash.ingest.lasting import TERM_MARK, months_in
from parkdash.ingest.mapping import ColumnMap
from parkdash.ingest.outcomes import How

LOOKED_AT = 500  # rows
TELLING = 0.9  # share of rows that have to bear a term out


def orders_alike(view: Fitted, answers: Answers) -> dict[str, str]:
    """The form of days that may be read either way, as another column of the same table bears it out: where one has
    31/10/2026, or a person said so of one, 01/05/2024 in the next is the first of May. By the question that it answers.
    """
    days = {name: fit.source for name, fit in view.fits.items() if fit.column.kind == "date" and fit.ground != "memory"}
    asked = {name: f"dates:{view.contract.table}.{name}" for name in days}
    sure = {order_of(source.some_texts) for source in days.values()} - {""}
    sure = sure or {str(answers[each]) for each in asked.values() if each in answers}
    if len(sure) != 1:
        return {}
    told = sure.pop()
    return {asked[name]: told for name, source in days.items() if told in forms_of(source.some_texts).either}


def one_order(questions: Iterable[Question]) -> list[Question]:
    """The questions, that of the order of day and month once: its answer holds for all columns (`orders_alike`)."""
    asked: list[tuple[Option, ...]] = []
    found = []
    for question in questions:
        if question.code != "dates" or question.options not in asked:
            found.append(question)
        if question.code == "dates":
            asked.append(question.options)
    return found


def ends_of(view: Fitted, rules: Dict[str, ColumnMap], sources: Sequence[Source]) -> dict[str, ColumnMap]:
    """The first or last day of a table that no column of its own tells."""
    time = view.contract.time
    if time["kind"] != "interval":
        return {}
    begin, end = time["from"], time["until"]
    for known, lacking in ((begin, end), (end, begin)):
        if known in rules and "range" in rules[known].forms and lacking not in rules:
            return {lacking: replace(rules[known], codes=(), default="")}
    if end in rules and begin not in rules and (first := _only_day(view, begin, rules)):
        return {begin: replace(first, codes=())} if _years_before(view, first, rules[end]) else {}
    if end in rules or not (term := _term(view, end, sources)):
        return {}
    first = rules.get(begin) or _only_day(view, begin, rules)
    if first is None or not first.sources or first.forms:
        return {}
    lasting = ColumnMap(
        sources=(*first.sources, *term.headers), separator=TERM_MARK, forms=("term",), missing=first.missing
    )
    return {end: lasting} if begin in rules else {begin: replace(first, codes=()), end: lasting}


def _term(view: Fitted, end: str, sources: Sequence[Source]) -> Source | None:
    """The column that says for how long: 有效期 with 三年 below it."""
    for source in sources:
        rows = sum(source.sample.values())
        told = sum(count for text, count in source.sample.items() if months_in(text))
        if rows and told >= TELLING * rows and _speaks_of(source, view, end):
            return source
    return None


def _speaks_of(source: Source, view: Fitted, end: str) -> bool:
    named = any(place == (view.contract.table, end) for place in meanings(source.label))
    return named or any(key(word) in key(source.label) for word in spoken()["terms"]["headers"])


def _only_day(view: Fitted, begin: str, rules: Dict[str, ColumnMap]) -> ColumnMap | None:
    """The rule of the one other column of days: a term beside it runs from there."""
    days = [
        rules[name]
        for name, fit in view.fits.items()
        if name in rules and fit.column.kind == "date" and name not in (begin, view.contract.time["until"])
    ]
    return days[0] if len(days) == 1 else None


def _years_before(view: Fitted, first: ColumnMap, last: ColumnMap) -> bool:
    """True if the last day is whole years behind the other day, in nearly every row: a certificate's term."""
    column = view.contract.column(view.contract.time["until"])
    days = []
    for rule in (first, last):
        texts = next(fit.source.column for fit in view.fits.values() if fit.source.headers == rule.sources)
        how = How(forms=rule.forms)
        days.append([READERS["date"](text, column, how)[0] for text in texts[:LOOKED_AT].to_pylist()])
    pairs = [(one, other) for one, other in zip(*days, strict=True) if one and other]
    return bool(pairs) and sum(starmap(_are_years, pairs)) >= TELLING * len(pairs)


def _are_years(first: date, last: date) -> bool:
    return last > first and any(
        (first.month, first.day) == (day.month, day.day) for day in (last, last + timedelta(days=1))
    )
