"""What was read of files, as plain entries for programs: issues, questions, what was understood.

Keys and their order are documented in docs/cli.md; the command line and the reports beside a held file share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parkdash.batch import TableCount
from parkdash.ingest import Issue, Unreadable
from parkdash.ingest.guess import Question
from parkdash.intake.model import Studied, Study

Entry = dict[str, Any]


def is_stopped(file: Studied) -> bool:
    """True for a file none of which can be read: damaged, or with no table of ours in it."""
    return file.intake is None and not (file.understanding and file.understanding.open)


def issue_entries(study: Study, lang: str) -> list[Entry]:
    """Every issue of every file; what is said of a file that cannot be read at all is an error."""
    found: list[Entry] = []
    for file in study.files:
        if file.unreadable is not None:
            found.append(issue_entry(file.name, file.unreadable, lang))
        stopped = {"severity": "error"} if is_stopped(file) else {}
        found += [issue_entry(file.name, issue, lang) | stopped for issue in file.issues]
    return found


def issue_entry(file: str, problem: Issue | Unreadable, lang: str) -> Entry:
    """One problem; a file that cannot be read at all is an error without sheet, row and column."""
    place = {name: getattr(problem, name, missing) for name, missing in (("sheet", ""), ("row", 0), ("column", ""))}
    severity = getattr(problem, "severity", "error")
    return {"severity": severity, "file": file, **place, "code": problem.code, "text": problem.text(lang)}


def question_entries(study: Study, lang: str) -> list[Entry]:
    """Every question once, those that must be answered first, each with the files that it is about."""
    asked = sorted(study.questions, key=lambda each: each[1].optional)
    return [_question(question, _asking(study.files, kind, question), lang) for kind, question in asked]


def _asking(files: Iterable[Studied], kind: str, question: Question) -> list[str]:
    return [
        file.name
        for file in files
        if file.kind == kind and file.understanding and any(q.id == question.id for q in file.understanding.questions)
    ]


def _question(question: Question, files: list[str], lang: str) -> Entry:
    return {
        "id": question.id,
        "code": question.code,
        "text": question.text(lang),
        "options": [{"value": option.value, "label": option.label[lang]} for option in question.options],
        "texts": list(question.texts),
        "suggested": dict(question.suggestions) if question.texts else question.suggested,
        "optional": question.optional,
        "free": question.free,
        "files": files,
    }


def understood_entries(study: Study) -> list[Entry]:
    """For each sheet and each table that is taken from it: where its header stands and which column is what, and why.

    Our own templates are read strictly: nothing is guessed of them, and nothing is said of them here.
    """
    return [entry for file in study.files for entry in _understood(file)]


def _understood(file: Studied) -> list[Entry]:
    if file.understanding is None or file.understanding.mapping is None:
        return []
    sheets = {sheet.name: sheet for sheet in file.understanding.sheets}
    found: dict[tuple[str, str], Entry] = {}
    for guess in file.understanding.guesses:
        entry = found.setdefault(
            (guess.sheet, guess.table),
            {
                "file": file.name,
                "sheet": guess.sheet,
                "table": guess.table,
                "header_rows": list(sheets[guess.sheet].layout.header_rows),
                "columns": [],
                "aside": [header for sheet, header in file.understanding.aside if sheet == guess.sheet],
            },
        )
        said = {"column": guess.column, "headers": list(guess.headers), "ground": guess.ground}
        entry["columns"].append(said | {"sureness": guess.sureness} | ({"value": guess.value} if guess.value else {}))
    return list(found.values())


def count_entries(tables: Mapping[str, TableCount]) -> dict[str, dict[str, int]]:
    """Rows by table; those that no longer hold and those left out are named where there are any."""
    return {name: _counted(count) for name, count in tables.items()}


def _counted(count: TableCount) -> dict[str, int]:
    rare = {"missing": count.missing, "left_out": count.left_out}
    always = {"new": count.new, "changed": count.changed, "unchanged": count.unchanged}
    return always | {name: rows for name, rows in rare.items() if rows}
