"""The command `import`: files of any make, understood, checked, and taken as one batch or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkdash.cli import shown
from parkdash.cli.figures import shaped, unit_sign
from parkdash.cli.output import Failure, complain, stand_back, told_progress, user, write_json
from parkdash.cli.reading import studied, trying
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.home import Progress
    from parkdash.intake import Draft, Preview, Study

MODES = ("update", "part", "whole")


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the command."""
    taking = commands.add_parser("import", help=text("cli.import_help", lang))
    taking.add_argument("files", nargs="+", metavar="FILE", type=Path)
    taking.add_argument("--map", metavar="MAP.toml", type=Path, help=text("cli.map_help", lang))
    taking.add_argument("--as", dest="table", metavar="TABLE", help=text("cli.as_help", lang))
    taking.add_argument("--source", default="", metavar="NAME", help=text("cli.source_help", lang))
    taking.add_argument("--answers", metavar="FILE", type=Path, help=text("cli.answers_help", lang))
    taking.add_argument("--answer", action="append", default=[], metavar="ID=VALUE", help=text("cli.answer_help", lang))
    taking.add_argument("--mode", choices=MODES, default="update", help=text("cli.mode_help", lang))
    taking.add_argument("--ended-on", dest="ended_on", metavar="DATE", help=text("cli.ended_on_help", lang))
    taking.add_argument("--partial", action="store_true", help=text("cli.partial_help", lang))
    taking.add_argument("--dry-run", action="store_true", help=text("cli.dry_run_help", lang))
    taking.add_argument("--effects", action="store_true", help=text("cli.effects_help", lang))
    taking.add_argument("--returned", metavar="FILE", type=Path, help=text("cli.returned_help", lang))
    taking.add_argument("--note", default="", metavar="TEXT", help=text("cli.note_help", lang))
    taking.add_argument("--json", action="store_true", help=text("cli.json_help", lang))
    taking.set_defaults(run=take)


def take(arguments: argparse.Namespace) -> int:
    """Import files as one batch. Code 1, with everything listed, if something is in error or has to be answered."""
    from parkdash.ingest import Unreadable
    from parkdash.intake.said import issue_entry

    stand_back()
    lang, progress = arguments.lang, told_progress(arguments.lang)
    _check(arguments)
    try:
        with trying(arguments) as draft:
            draft, found = studied(draft, arguments, progress)
            answer = _answer(found, arguments)
            if arguments.returned:
                answer["returned"] = [str(path) for path in _give_back(draft, found, arguments)]
            stopped = not found.is_complete or (found.errors > 0 and not draft.partial)
            if not stopped:
                answer |= _done(draft, found, arguments, progress)
    except Unreadable as problem:  # of a zip, before any of its files could be looked at
        stopped, answer = True, _empty(arguments) | {"issues": [issue_entry("", problem, lang)]}
    if arguments.json:
        write_json(answer)
    else:
        shown.tell(answer, arguments)
    if stopped:
        complain(_why_stopped(answer, lang))
    return 1 if stopped else 0


def _check(arguments: argparse.Namespace) -> None:
    """What does not go together, told before anything is read."""
    lang = arguments.lang
    if arguments.mode == "whole" and not arguments.ended_on:
        raise Failure(text("cli.whole_needs_day", lang))
    if arguments.ended_on and arguments.mode != "whole":
        raise Failure(text("cli.day_needs_whole", lang))
    if arguments.effects and not arguments.dry_run:
        raise Failure(text("cli.effects_need_dry_run", lang))


def _why_stopped(answer: dict[str, Any], lang: str) -> str:
    open_ones = sum(not question["optional"] for question in answer.get("questions", ()))
    errors = sum(issue["severity"] == "error" for issue in answer["issues"])
    told = [text("cli.nothing_asked", lang, count=open_ones)] if open_ones else []
    return "\n".join([*told, *([text("cli.nothing_taken", lang, count=errors)] if errors or not told else [])])


def _answer(found: Study, arguments: argparse.Namespace) -> dict[str, Any]:
    """What is known of the files before anything is taken."""
    from parkdash.intake.said import issue_entries, question_entries, understood_entries

    understood = [] if arguments.map else understood_entries(found)
    optional = {
        "questions": question_entries(found, arguments.lang),
        "understood": understood,
        "source": found.source,
    }
    told = {name: value for name, value in optional.items() if value}
    return _empty(arguments) | {"issues": issue_entries(found, arguments.lang)} | told


def _empty(arguments: argparse.Namespace) -> dict[str, Any]:
    from parkdash.home import read_pointer

    pointer = read_pointer(arguments.home)
    return {"batch": None, "version": (pointer.version or None) if pointer else None, "tables": {}, "issues": []}


def _done(draft: Draft, found: Study, arguments: argparse.Namespace, progress: Progress) -> dict[str, Any]:
    """What taking the files did, or would do."""
    from parkdash import intake, ledger
    from parkdash.access import own_scope
    from parkdash.intake import sources
    from parkdash.intake.said import count_entries
    from parkdash.intake.taking import given, terms

    home = arguments.home
    if arguments.dry_run and arguments.effects:
        seen = intake.preview(home, draft, found, own_scope(), progress)
        return {"tables": count_entries(seen.counts)} | _effects(seen)
    if arguments.dry_run:
        files = given(draft, found)
        counts = ledger.preview(home, files, progress, terms=terms(draft, found, files))
        return {"tables": count_entries(counts)}
    if draft.source and sources.load(home, draft.source) is None:
        sources.save(home, sources.Source(draft.source, arguments.source))
    taken = intake.take(home, draft, found, user(), arguments.note, progress)
    batch = taken.batch.id if taken.batch else None
    told = {"batch": batch, "version": taken.version or None, "tables": count_entries(taken.tables)}
    return told | ({"source": draft.source} if draft.source else {})


def _effects(seen: Preview) -> dict[str, Any]:
    return {
        "as_of": seen.as_of,
        "effects": [
            {
                "metric": effect.metric,
                "park": effect.park,
                "before": shaped(effect.before.value, effect.before.unit),
                "after": shaped(effect.after.value, effect.after.unit),
                "unit": unit_sign(effect.after.unit),
                "status_before": effect.status_before,
                "status_after": effect.status_after,
            }
            for effect in seen.effects
        ],
    }


def _give_back(draft: Draft, found: Study, arguments: argparse.Namespace) -> list[Path]:
    """The workbooks to be corrected: one under the name given, several into the folder of that name."""
    from parkdash.intake.returned import returned

    readable = [pair for pair in zip(draft.files, found.files, strict=True) if pair[1].unreadable is None]
    written = []
    for file, read in readable:
        sheets = read.understanding.sheets if read.understanding else ()
        content, name = returned(file.path.read_bytes(), file.name, read.issues, arguments.lang, sheets)
        path = arguments.returned if len(readable) == 1 else arguments.returned / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written
