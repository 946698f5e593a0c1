"""Commands about what waits: inbox, sources, tries."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkdash.cli.output import Failure, complain, plain, stand_back, told_progress, write_json, write_line, write_table
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.home import Pointer
    from parkdash.intake.dropped import Folder

POLL_SECONDS = 2.0


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the commands of this group."""
    inbox = commands.add_parser("inbox", help=text("inbox.command.help", lang))
    inbox.add_argument("folder", metavar="DIR", type=Path)
    inbox.add_argument("--once", action="store_true", help=text("inbox.command.once_help", lang))
    inbox.add_argument(
        "--settle", type=float, default=3.0, metavar="SECONDS", help=text("inbox.command.settle_help", lang)
    )
    inbox.set_defaults(run=watch)
    listing = commands.add_parser("sources", help=text("inbox.command.sources_help", lang))
    listing.set_defaults(run=list_sources)
    tries = commands.add_parser("tries", help=text("inbox.command.tries_help", lang))
    tries.set_defaults(run=list_tries)
    for parser in (inbox, listing, tries):
        parser.add_argument("--json", action="store_true", help=text("cli.json_help", lang))


@dataclass
class _Desk:
    """One run over a folder: what was dealt with, and what could not be read this time."""

    home: Path
    folder: Folder
    settle: float
    lang: str
    stop: threading.Event
    failed: list[dict[str, str]] = field(default_factory=list)
    _as_of: Pointer | None = None

    def round(self) -> list[dict[str, Any]]:
        """Deal with every file that is whole; one that the system gives us no hold of stays where it is."""
        from parkdash.intake.dropped import shown_name
        from parkdash.intake.inbox import handle, release_taken

        self._as_of = release_taken(self.home, self.folder.path, self._as_of)
        self.folder.look()
        reports = []
        self.failed = []
        for path, look in self.folder.whole(self.settle):
            if self.stop.is_set():
                break
            try:
                report = handle(self.home, path, look, told_progress(self.lang))
            except OSError as problem:  # no right, no room: the other files may do better, and this one next time
                self.failed.append({"file": shown_name(path), "text": problem.strerror or str(problem)})
                continue
            reports += [report] if report else []
        self.folder.look()
        return reports


def watch(arguments: argparse.Namespace) -> int:
    """Take what is clean and hold the rest; once, or until the command is told to stop."""
    from parkdash.home import Busy, alone
    from parkdash.intake.dropped import Folder

    lang, path = arguments.lang, arguments.folder
    if not path.is_dir():
        raise Failure(text("inbox.command.no_folder", lang, path=path))
    stand_back()
    try:
        with alone(path / ".inbox.lock"), _until_told_to_stop() as stop:
            desk = _Desk(arguments.home, Folder(path), arguments.settle, lang, stop)
            return _once(desk, arguments) if arguments.once else _on_and_on(desk, arguments)
    except Busy:
        raise Failure(text("inbox.command.busy", lang, path=path)) from None


@contextmanager
def _until_told_to_stop() -> Iterator[threading.Event]:
    """Set by Ctrl+C and by the system's polite request to end: what has begun is done first."""
    stop = threading.Event()
    before = {name: signal.signal(name, lambda *_: stop.set()) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _once(desk: _Desk, arguments: argparse.Namespace) -> int:
    desk.folder.look()
    if desk.folder.waiting():
        desk.stop.wait(desk.settle)
    reports = desk.round()
    if arguments.json:
        by_outcome = {name: [each for each in reports if (each["outcome"] == "held") == (name == "held")]
                      for name in ("done", "held")}  # fmt: skip
        write_json(by_outcome | {"waiting": desk.folder.waiting(), "failed": desk.failed})
    else:
        _tell(desk, reports)
        if desk.folder.waiting():
            write_line(text("inbox.command.waiting", desk.lang, count=len(desk.folder.waiting())))
    return 1 if desk.failed else 0


def _on_and_on(desk: _Desk, arguments: argparse.Namespace) -> int:
    complain(text("inbox.command.watching", desk.lang, path=desk.folder.path))
    while not desk.stop.is_set():
        reports = desk.round()
        if arguments.json:
            for report in reports:
                write_json(report)
        else:
            _tell(desk, reports)
        desk.stop.wait(min(POLL_SECONDS, max(desk.settle, 0.1)))
    return 0


def _tell(desk: _Desk, reports: list[dict[str, Any]]) -> None:
    for report in reports:
        outcome = text(f"inbox.is.{report['outcome']}", desk.lang, batch=report["batch"])
        why = " ".join(reason["text"] for reason in report["reasons"])
        said = {"file": report["file"], "outcome": f"{outcome}{why}", "moved_to": report["moved_to"]}
        write_line(text("inbox.command.handled", desk.lang, **said))
    for failed in desk.failed:
        complain(text("inbox.command.left", desk.lang, file=failed["file"], problem=failed["text"]))


def list_sources(arguments: argparse.Namespace) -> int:
    """Who hands in, and whether the inbox may take it."""
    from parkdash.intake.sources import all_sources

    found = [
        {
            "source": source.id,
            "name": source.name,
            "owner": source.owner,
            "automatic": source.inbox,
            "due_day": source.due_day or None,
            "kinds": len(source.kinds),
        }
        for source in all_sources(arguments.home)
    ]
    if arguments.json:
        write_json({"sources": found})
        return 0
    yes_no = {truth: text(f"inbox.listed.{'yes' if truth else 'no'}", arguments.lang) for truth in (True, False)}
    rows = [[yes_no[value] if isinstance(value, bool) else value for value in source.values()] for source in found]
    _table(("source", "name", "owner", "automatic", "due_day", "kinds"), rows, arguments.lang)
    return 0


def list_tries(arguments: argparse.Namespace) -> int:
    """What was begun and waits for somebody, newest first."""
    from parkdash.intake.drafts import open_tries

    found: list[dict[str, Any]] = [
        {
            "try": draft.id,
            "started_at": plain(draft.started_at),
            "who": draft.who,
            "source": draft.source or None,
            "link": f"import?try={draft.id}",
            "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in draft.files],
        }
        for draft in open_tries(arguments.home)
    ]
    if arguments.json:
        write_json({"tries": found})
        return 0
    rows = [
        [one["try"], one["started_at"], one["who"], ", ".join(file["name"] for file in one["files"])] for one in found
    ]
    _table(("try", "started", "who", "files"), rows, arguments.lang)
    return 0


def _table(names: tuple[str, ...], rows: list[list[Any]], lang: str) -> None:
    write_table([text(f"inbox.listed.{name}", lang) for name in names], rows)
