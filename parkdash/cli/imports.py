"""Commands about what comes in: import, batches, versions, rebuild."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkdash.cli.output import Failure, complain, plain, show_progress, user, write_json, write_line, write_table
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.batch import Batch, TableCount
    from parkdash.ingest import Intake, Issue, Unreadable

    Given = list[tuple[str, bytes, Intake]]


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the commands of this group."""
    taking = commands.add_parser("import", help=text("cli.import_help", lang))
    taking.add_argument("files", nargs="+", metavar="FILE", type=Path)
    taking.add_argument("--map", metavar="MAP.toml", type=Path, help=text("cli.map_help", lang))
    taking.add_argument("--as", dest="table", metavar="TABLE", help=text("cli.as_help", lang))
    taking.add_argument("--dry-run", action="store_true", help=text("cli.dry_run_help", lang))
    taking.add_argument("--note", default="", metavar="TEXT", help=text("cli.note_help", lang))
    _with_json(taking, lang, take)
    _with_json(commands.add_parser("batches", help=text("cli.batches_help", lang)), lang, list_batches)
    _with_json(commands.add_parser("versions", help=text("cli.versions_help", lang)), lang, list_versions)
    for name, run in (("undo", take_back), ("redo", bring_back)):
        taken_back = commands.add_parser(name, help=text(f"cli.{name}_help", lang))
        taken_back.add_argument("batch", type=int, metavar="BATCH", help=text("cli.which_batch", lang))
        taken_back.add_argument("--note", default="", metavar="TEXT", help=text("cli.note_help", lang))
        _with_json(taken_back, lang, run)
    again = commands.add_parser("rebuild", help=text("cli.rebuild_help", lang))
    again.add_argument("version", nargs="?", type=int, metavar="N", help=text("cli.rebuild_which", lang))
    _with_json(again, lang, build_again)


def _with_json(parser: argparse.ArgumentParser, lang: str, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help=text("cli.json_help", lang))
    parser.set_defaults(run=run)


def take(arguments: argparse.Namespace) -> int:
    """Import files as one batch. Code 1 with every problem listed if any of them has an error."""
    from parkdash.home import read_pointer
    from parkdash.ledger import accept, preview

    _stand_back()
    given, mapping_text, issues = _read(arguments)
    pointer = read_pointer(arguments.home)
    answer: dict[str, Any] = {"batch": None, "version": (pointer.version or None) if pointer else None, "tables": {}}
    refused = any(issue["severity"] == "error" for issue in issues)
    if not refused and arguments.dry_run:
        answer["tables"] = _counted(preview(arguments.home, given, progress=_progress(arguments.lang)))
    elif not refused:
        accepted = accept(
            arguments.home, given, mapping_text, user(), arguments.note, progress=_progress(arguments.lang)
        )
        answer |= {"batch": accepted.batch.id if accepted.batch else None, "version": accepted.version or None}
        answer["tables"] = _counted(accepted.tables)
    answer["issues"] = issues
    if arguments.json:
        write_json(answer)
    else:
        _tell(answer, arguments)
    if refused:
        complain(text("cli.nothing_taken", arguments.lang, count=sum(i["severity"] == "error" for i in issues)))
    return 1 if refused else 0


def _read(arguments: argparse.Namespace) -> tuple[Given, str | None, list[dict[str, Any]]]:
    """Every file read and checked, the mapping's text, and all problems of all files."""
    from parkdash.ingest import Unreadable, mapping_of, read

    lang = arguments.lang
    try:
        mapping_text = _bytes(arguments.map, lang).decode("utf-8") if arguments.map else None
        mapping = mapping_of(mapping_text) if mapping_text else None
    except Unreadable as problem:
        raise Failure(f"{arguments.map.name}: {problem.text(lang)}") from None
    except UnicodeDecodeError:
        raise Failure(text("cli.not_utf8", lang, path=arguments.map)) from None
    given: Given = []
    listed: list[dict[str, Any]] = []
    for path in arguments.files:
        content = _bytes(path, lang)
        try:
            intake = read(content, path.name, mapping, arguments.table)
        except Unreadable as problem:
            listed.append(_problem(path.name, problem, lang))
            continue
        given.append((path.name, content, intake))
        listed += [_problem(path.name, issue, lang) for issue in intake.issues]
    return given, mapping_text, listed


def _bytes(path: Path, lang: str) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise Failure(text("cli.no_file", lang, path=path)) from None


def _problem(file: str, problem: Issue | Unreadable, lang: str) -> dict[str, Any]:
    """One problem; a file that cannot be read at all is an error without sheet, row and column."""
    place = {name: getattr(problem, name, missing) for name, missing in (("sheet", ""), ("row", 0), ("column", ""))}
    severity = getattr(problem, "severity", "error")
    return {"severity": severity, "file": file, **place, "code": problem.code, "text": problem.text(lang)}


def _counted(tables: dict[str, TableCount]) -> dict[str, dict[str, int]]:
    return {name: {"new": c.new, "changed": c.changed, "unchanged": c.unchanged} for name, c in tables.items()}


def _progress(lang: str) -> Any:
    def show(step: str, done: float) -> None:
        if step == "wait":
            complain(text("cli.waiting", lang))
        show_progress(step, done)

    return show


def _tell(answer: dict[str, Any], arguments: argparse.Namespace) -> None:
    from parkdash.contracts import contracts

    lang = arguments.lang
    for issue in answer["issues"]:
        complain(f"{issue['file']} · {issue['text']}")
    titles = contracts()
    headers = [text(f"cli.{name}", lang) for name in ("table", "new", "changed", "unchanged")]
    rows = [[titles[table].title[lang], *counts.values()] for table, counts in answer["tables"].items()]
    if rows:
        write_table(headers, rows)
    if answer["batch"]:
        write_line(text("cli.taken", lang, batch=answer["batch"], version=answer["version"]))
    elif rows:
        write_line(text("cli.dry" if arguments.dry_run else "cli.nothing_new", lang))


def list_batches(arguments: argparse.Namespace) -> int:
    """The batches, newest last."""
    from parkdash.ledger import batches

    found = [_described(batch) for batch in batches(arguments.home)]
    if arguments.json:
        write_json({"batches": found})
        return 0
    headers = [text(f"cli.{name}", arguments.lang) for name in ("batch", "when", "who", "files", "rows", "why")]
    write_table(
        headers,
        [
            [
                batch["batch"],
                batch["accepted_at"],
                batch["who"],
                ", ".join(file["name"] for file in batch["files"]),
                sum(counts["rows"] for counts in batch["tables"].values()),
                batch["note"],
            ]
            for batch in found
        ],
    )
    return 0


def _described(batch: Batch) -> dict[str, Any]:
    from parkdash.batch import batch_id

    return {
        "batch": batch.id,
        "kind": batch.kind,
        "accepted_at": plain(batch.accepted_at),
        "who": batch.who,
        "note": batch.why,
        "files": [vars(file) for file in batch.files],
        "tables": {name: vars(count) for name, count in batch.tables.items()},
        "undoes": [batch_id(number) for number in batch.undoes],
    }


def _stand_back() -> None:
    """Let the dashboard's readers go first where the system knows priorities."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(10, os.getpriority(os.PRIO_PROCESS, 0)))


def take_back(arguments: argparse.Namespace) -> int:
    """Undo a batch."""
    from parkdash.ledger import undo

    return _turned(arguments, undo)


def bring_back(arguments: argparse.Namespace) -> int:
    """Redo a batch that was undone."""
    from parkdash.ledger import redo

    return _turned(arguments, redo)


def _turned(arguments: argparse.Namespace, turn: Any) -> int:
    from parkdash.ledger import NotInForce

    _stand_back()
    try:
        done = turn(arguments.home, arguments.batch, user(), arguments.note, _progress(arguments.lang))
    except NotInForce as problem:
        raise Failure(text("cli.not_in_force", arguments.lang, number=problem)) from None
    answer = {"batch": done.batch.id, "version": done.version}
    if arguments.json:
        write_json(answer)
    else:
        write_line(text("cli.turned", arguments.lang, **answer))
    return 0


def list_versions(arguments: argparse.Namespace) -> int:
    """The versions, newest last, with what became of each."""
    from parkdash.ledger import versions

    found = versions(arguments.home)
    if arguments.json:
        write_json(
            {
                "versions": [
                    {
                        "version": entry.number,
                        "accepted_at": entry.accepted_at,
                        "content_hash": entry.content_hash,
                        "bytes": entry.bytes,
                        "kept": entry.kept,
                        "current": entry.current,
                        "pinned": entry.pinned,
                    }
                    for entry in found
                ]
            }
        )
        return 0
    headers = [text(f"cli.{name}", arguments.lang) for name in ("version", "when", "bytes", "content_hash", "state")]
    states = ("current", "pinned", "kept")
    write_table(
        headers,
        [
            [
                entry.number,
                entry.accepted_at,
                entry.bytes,
                entry.content_hash[:12],
                text(f"cli.is_{next((s for s in states if getattr(entry, s)), 'thinned')}", arguments.lang),
            ]
            for entry in found
        ],
    )
    return 0


def build_again(arguments: argparse.Namespace) -> int:
    """Build a version again from the ledger. Code 1 if its content is not what it was."""
    from parkdash.ledger import rebuild

    _stand_back()
    rebuilt = rebuild(arguments.home, arguments.version, progress=_progress(arguments.lang))
    if arguments.json:
        write_json({"version": rebuilt.number, "content_hash": rebuilt.content_hash, "same": rebuilt.same})
    else:
        write_line(text("cli.rebuilt", arguments.lang, version=rebuilt.number, hash=rebuilt.content_hash[:12]))
    if not rebuilt.same:
        complain(text("cli.rebuilt_differs", arguments.lang, version=rebuilt.number))
    return 0 if rebuilt.same else 1
