"""Files given on the command line as a try: read, with what was said of them."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parkdash.cli.answers import AsTable, ForEveryKind, answers_of, gathered, read_text
from parkdash.cli.figures import read_day
from parkdash.cli.output import Failure, user
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.batch import Mode
    from parkdash.home import Progress
    from parkdash.intake import Draft, Study


@contextmanager
def trying(arguments: argparse.Namespace) -> Iterator[Draft]:
    """The files as a try that ends with the command; a home that was not there before is not left behind."""
    from parkdash.home import Home
    from parkdash.ingest.archives import unpacked
    from parkdash.intake import drafts

    home = arguments.home
    draft = drafts.start(home, unpacked(gathered(arguments.files, arguments.lang)), user())
    try:
        yield replace(draft, partial=arguments.partial)
    finally:
        drafts.drop(home, draft.id)
        with suppress(OSError):  # as soon as there is anything in them
            Home(home).drafts.rmdir()
            home.rmdir()


def studied(draft: Draft, arguments: argparse.Namespace, progress: Progress) -> tuple[Draft, Study]:
    """The try with what was said of it, and what is in it; with `--partial` without files of which nothing is ours."""
    from parkdash.ingest import Unreadable, mapping_of
    from parkdash.ingest.given import table_called
    from parkdash.intake import study
    from parkdash.intake.said import is_stopped

    lang = arguments.lang
    draft = replace(draft, source=_source_id(arguments.home, arguments.source))
    if arguments.map:
        written = read_text(arguments.map, lang)
        try:
            mapping_of(written)
        except Unreadable as problem:
            raise Failure(f"{arguments.map.name}: {problem.text(lang)}") from None
        draft = replace(draft, mappings=ForEveryKind(written))
    answers = answers_of(arguments.answer, arguments.answers, lang)
    named = table_called(arguments.table) if arguments.table else None
    said = AsTable(answers, named.table) if named else answers
    draft = replace(draft, answers=ForEveryKind(said))
    found = _read_as(draft, arguments.table) if arguments.table and not arguments.map else None
    found = found or _or_blank(draft, study(arguments.home, draft, progress))
    if draft.partial and any(file.intake is not None for file in found.files):
        kept = [number for number, file in enumerate(found.files) if not is_stopped(file)]
        draft = replace(draft, files=tuple(draft.files[number] for number in kept))
        found = replace(found, files=tuple(found.files[number] for number in kept))
    modes = _modes(found, bool(draft.source or found.source), arguments)
    return replace(draft, modes=modes), found


def _read_as(draft: Draft, table: str) -> Study | None:
    """Files whose headers all are those of the table that was named are read as strictly as a template. None if any
    is of another make.
    """
    from parkdash.ingest import Unreadable, read
    from parkdash.intake import Studied, Study

    files = []
    for file in draft.files:
        content = file.path.read_bytes()
        try:
            if not _is_ours(content, file.name, table):
                return None
            intake = read(content, file.name, None, table)
        except Unreadable as problem:
            files.append(Studied(file.name, file.sha256, "", unreadable=problem))
        else:
            files.append(Studied(file.name, file.sha256, "", None, intake, tuple(intake.issues)))
    return Study(draft.id, tuple(files), draft.source)


def _is_ours(content: bytes, file: str, table: str) -> bool:
    """True also for a table that there is not: reading tells it."""
    from parkdash.ingest.files import sheets_in
    from parkdash.ingest.given import is_guide, is_of_template, table_called

    filled = [sheet for sheet in sheets_in(content, file) if not sheet.is_blank and not is_guide(sheet)]
    return table_called(table) is None or (len(filled) == 1 and is_of_template(replace(filled[0], name=table), ""))


def _or_blank(draft: Draft, found: Study) -> Study:
    """A file of which there was nothing to understand (a template nobody filled in) is told what it lacks."""
    from parkdash.ingest import Unreadable, read
    from parkdash.intake.said import is_stopped

    files = []
    for kept, file in zip(draft.files, found.files, strict=True):
        if is_stopped(file) and not (file.unreadable or file.issues):
            try:
                intake = read(kept.path.read_bytes(), file.name)
                file = replace(file, intake=intake, issues=tuple(intake.issues))
            except Unreadable as problem:
                file = replace(file, unreadable=problem)
        files.append(file)
    return replace(found, files=tuple(files))


def _source_id(home: Path, given: str) -> str:
    """The id of a source that is named by its name or id; a new one for a name that is not known yet."""
    from parkdash.intake import sources

    if not given:
        return ""
    known = next((source for source in sources.all_sources(home) if given in (source.name, source.id)), None)
    return known.id if known else secrets.token_hex(4)


def _modes(found: Study, has_source: bool, arguments: argparse.Namespace) -> dict[str, Mode]:
    """How each table is taken; tables that have no such mode are updated. Failure if none of them has it."""
    from parkdash.batch import Mode
    from parkdash.contracts import contracts
    from parkdash.intake.modes import kinds_for
    from parkdash.warehouse import period_column

    tables = {table for file in found.files if file.intake for table in file.intake.tables}
    if arguments.mode == "update" or not tables:
        return {}
    of_months = {table for table in tables if period_column(contracts()[table])}
    fitting = sorted(table for table in tables if arguments.mode in kinds_for(table))
    if arguments.mode == "part" and not has_source:
        fitting = [table for table in fitting if table in of_months]
    if not fitting:
        raise Failure(text(f"cli.no_mode_{arguments.mode}", arguments.lang, tables=", ".join(sorted(tables))))
    last_day = read_day(arguments.ended_on, arguments.lang) if arguments.ended_on else None
    return {
        table: Mode(
            arguments.mode, has_source, () if arguments.mode == "part" and table in of_months else None, last_day
        )
        for table in fitting
    }
