"""Which tables one sheet feeds: as answered, as last time, or by columns, names, titles and words in the cells."""

from __future__ import annotations

from dataclasses import replace

from parkdash.ingest.guess.beside import PLACES, beside
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.lacking import years_named
from parkdash.ingest.guess.model import NOT_TAKEN
from parkdash.ingest.guess.tables import ENTITIES, Choice, chosen, stands_beside
from parkdash.ingest.guess.words import is_undecided, spans_months, speaks_against, tables_named
from parkdash.ingest.mapped import text_beside

CONTENT_HINT = 0.5  # what words in the cells say of the table, against those of names and titles
_WORDS = 40  # a column of more different texts is not asked for words


def choice_of(study: Study, views: dict[str, Fitted]) -> Choice:
    """The tables of a sheet, the main one first, and those to choose from where it is open."""
    return _wanted(study, _choice(study, views))


def _choice(study: Study, views: dict[str, Fitted]) -> Choice:
    answer = study.answers.get(f"table:{study.sheet.name}")
    if answer == NOT_TAKEN:
        return Choice()
    if isinstance(answer, str) and answer in views:
        beside_it = (name for name in ENTITIES if name != answer and stands_beside(views[name], views[answer], 0.0))
        return Choice((answer, *beside_it))
    if study.known:
        return Choice(tuple(study.known))
    names = _names_of(study)
    found = {name: _found_beside(study, view) for name, view in views.items() if view.fits}
    against = speaks_against(f"{names} {' '.join(study.sheet.headers)}")
    choice = chosen(views, _hints(study, names), found, against)
    if choice.tables and not choice.rivals and choice.tables[0] != "target" and is_undecided(names):
        return replace(choice, rivals=choice.tables[:1], doubt="undecided")
    if choice.tables and _is_of_several_months(study, views[choice.tables[0]], names):
        return replace(choice, rivals=choice.rivals or choice.tables[:1], doubt="months")
    return choice


def _is_of_several_months(study: Study, view: Fitted, names: str) -> bool:
    """True where only names and title tell the time, and it is neither a month nor a year: 2025年一季度."""
    times = [column for column in view.lacking if column.kind in ("month", "year")]
    return spans_months(names) and any(beside(study.sheet, column, study.file) is None for column in times)


def _wanted(study: Study, choice: Choice) -> Choice:
    """Without the tables that a person does not want filled beside the main one (answer `beside:<sheet>:<table>`)."""
    unwanted = [
        name for name in choice.tables[1:] if study.answers.get(f"beside:{study.sheet.name}:{name}") == NOT_TAKEN
    ]
    return replace(choice, tables=tuple(name for name in choice.tables if name not in unwanted))


def _names_of(study: Study) -> str:
    return " ".join(dict.fromkeys(text_beside(study.sheet, place, study.file) for place in PLACES))


def _hints(study: Study, names: str) -> dict[str, float]:
    hints = tables_named(names)
    words = " ".join(
        text for source in study.sources if source.distinct <= _WORDS for text in source.sample if len(text) <= 40
    )
    for table, weight in tables_named(words).items():
        hints[table] = max(hints.get(table, 0.0), CONTENT_HINT * weight)
    return hints


def _found_beside(study: Study, view: Fitted) -> frozenset[str]:
    found = {column.name for column in view.lacking if beside(study.sheet, column, study.file)}
    if view.contract.time["kind"] == "year" and years_named(view, study.sources):
        found |= {column.name for column in view.lacking if column.kind == "year"}
    return frozenset(found)
