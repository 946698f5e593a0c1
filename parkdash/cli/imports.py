"""Commands about what came in: batches, undo, redo, versions, rebuild."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from parkdash.cli.output import (
    Failure,
    complain,
    plain,
    stand_back,
    told_progress,
    user,
    write_json,
    write_line,
    write_table,
)
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.batch import Batch


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the commands of this group."""
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
    from parkdash.access import own_scope
    from parkdash.batch import batch_id

    told = own_scope().sees_everything  # names of files and notes say what is in them
    return {
        "batch": batch.id,
        "kind": batch.kind,
        "accepted_at": plain(batch.accepted_at),
        "who": batch.who,
        "note": batch.why if told else "",
        "files": [vars(file) for file in batch.files if told],
        "tables": {name: vars(count) for name, count in batch.tables.items()},
        "undoes": [batch_id(number) for number in batch.undoes],
    }


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

    stand_back()
    try:
        done = turn(arguments.home, arguments.batch, user(), arguments.note, told_progress(arguments.lang))
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

    stand_back()
    rebuilt = rebuild(arguments.home, arguments.version, progress=told_progress(arguments.lang))
    if arguments.json:
        write_json({"version": rebuilt.number, "content_hash": rebuilt.content_hash, "same": rebuilt.same})
    else:
        write_line(text("cli.rebuilt", arguments.lang, version=rebuilt.number, hash=rebuilt.content_hash[:12]))
    if not rebuilt.same:
        complain(text("cli.rebuilt_differs", arguments.lang, version=rebuilt.number))
    return 0 if rebuilt.same else 1
