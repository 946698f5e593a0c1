"""What is asked of columns that nobody's header names for sure: figures, plans, those of last time."""

from __future__ import annotations

from collections.abc import Sequence

from parkdash.ingest.guess import asking, recall
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.lacking import free_for
from parkdash.ingest.guess.repeats import JOINT
from parkdash.ingest.guess.words import meanings, planned, without_plan


def ask_gone(study: Study, view: Fitted) -> None:
    """A column of last time that is not found again: renamed, or left out on purpose?"""
    known = study.known.get(view.contract.table)
    there = {header for source in study.sources for header in source.headers}
    for name, rule in known.columns.items() if known else ():
        column = view.contract.column(name)
        is_told = f"column:{view.contract.table}.{name}" in study.answers
        gone = (
            not there.issuperset(rule.sources)
            and recall.source_of(rule, study.sources) is None
            and name not in view.fits
        )
        if gone and not is_told and not column.required and column.kind not in ("text", "list"):
            found = [source for source in free_for(column, study.sources, view) if not set(source.headers) & study.used]
            study.questions.append(asking.what_became_of(view.contract, column, JOINT.join(rule.sources), found))


def _ask_figures(study: Study, view: Fitted) -> None:
    """Figures below no header, and those of a report of which no header is known, are asked about one by one."""
    if view.contract.time["kind"] not in ("period", "year"):
        return
    measures = [column for column in view.contract.columns if column.kind in ("money", "count", "number")]
    needed = not any(column.name in view.fits for column in measures)
    if not needed and not study.sheet.layout.headerless:
        return
    told = {question.id for question in study.questions}
    for source in study.sources:
        name = f"column:{study.sheet.name}:{source.headers[0]}"
        is_open = name not in study.answers and name not in told and source.headers[0] not in study.aside
        if is_open and source.is_numeric and source.filled and not set(source.headers) & study.used:
            free = [column for column in measures if column.name not in view.fits]
            study.questions.append(asking.which_figure(study.sheet, view.contract, free, source, needed))


def ask_meanings(study: Study, views: Sequence[Fitted]) -> None:
    """Columns but like ours, and those of plans and forecasts, are not taken unless a person says so."""
    for fit in (fit for view in views for fit in view.doubts):
        view = next(view for view in views if fit in view.doubts)
        header = fit.source.headers[0]
        is_told = f"column:{study.sheet.name}:{header}" in study.answers or header in study.aside
        if not is_told and header not in study.used and fit.column.name not in view.fits:
            study.questions.append(asking.what_is_meant(study.sheet, view.contract, fit.column, fit.source))
    for view in views[:1]:
        _ask_figures(study, view)
    for source in study.sources:
        if study.used & set(source.headers) or not planned(source.label) or source.headers[0] in study.aside:
            continue
        if f"column:{study.sheet.name}:{source.headers[0]}" in study.answers:
            continue
        for view in views:
            meant = [name for table, name in meanings(without_plan(source.label)) if table == view.contract.table]
            free = [name for name in meant if name not in view.fits]
            if free:
                study.questions.append(
                    asking.is_plan_meant(study.sheet, view.contract, view.contract.column(free[0]), source)
                )
                break
