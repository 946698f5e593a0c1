"""Commands about editions: draft, freeze, drop, list, show, diff, actions, pack, verify."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from parkdash.cli.edition import described, list_actions, opened, show_changes, show_one, told
from parkdash.cli.figures import read_day
from parkdash.cli.output import Failure, show_progress, user, write_json, write_line, write_table
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.review import Edition

WEEK = timedelta(days=7)


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare `review` and what it can do."""
    group = commands.add_parser("review", help=text("cli.review_help", lang))
    verbs = group.add_subparsers(dest="verb", metavar="VERB", required=True)
    new = verbs.add_parser("draft", help=text("cli.review_draft_help", lang))
    new.add_argument("--at", metavar="DATE", help=text("cli.at_help", lang))
    new.add_argument("--since", metavar="DATE", help=text("cli.review_since_help", lang))
    new.set_defaults(run=prepare)
    listing = verbs.add_parser("list", help=text("cli.review_list_help", lang))
    listing.set_defaults(run=list_editions)
    waiting = verbs.add_parser("actions", help=text("cli.review_actions_help", lang))
    waiting.add_argument("--all", action="store_true", help=text("cli.all_actions_help", lang))
    waiting.set_defaults(run=list_actions)
    one = {"freeze": freeze_one, "drop": drop_one, "show": show_one, "diff": show_changes, "verify": verify_one}
    for verb, run in one.items():
        parser = verbs.add_parser(verb, help=text(f"cli.review_{verb}_help", lang))
        parser.add_argument("edition", type=int, metavar="EDITION")
        parser.set_defaults(run=run)
        if verb == "freeze":
            parser.add_argument("--supersedes", type=int, metavar="EDITION", help=text("cli.supersedes_help", lang))
            parser.add_argument("--why", default="", metavar="TEXT", help=text("cli.why_superseded_help", lang))
    made = verbs.add_parser("pack", help=text("pack.cli.help", lang))
    made.add_argument("edition", type=int, metavar="EDITION")
    made.add_argument("--out", type=Path, metavar="DIR", help=text("pack.cli.out_help", lang))
    made.add_argument("--format", metavar="xlsx,pptx", help=text("pack.cli.format_help", lang))
    made.set_defaults(run=pack_one)
    for parser in verbs.choices.values():
        parser.add_argument("--json", action="store_true", help=text("cli.json_help", lang))


def prepare(arguments: argparse.Namespace) -> int:
    """Prepare an edition of the newest version, compared with the last frozen one before it, else a week earlier."""
    from parkdash.access import own_scope
    from parkdash.review import draft, last_frozen
    from parkdash.warehouse import current

    version = current(arguments.home)
    as_of = read_day(arguments.at, arguments.lang) if arguments.at else version.cut_off
    before = last_frozen(arguments.home, as_of, own_scope().parks)
    since = before.as_of if before else as_of - WEEK
    if arguments.since:
        since = read_day(arguments.since, arguments.lang)
    if since >= as_of:
        raise Failure(text("cli.since_not_before", arguments.lang, since=since, at=as_of))
    with told(arguments):
        made = draft(arguments.home, version, own_scope(), as_of, since, user(), progress=show_progress)
    return _say(made, "cli.review_drafted", arguments)


def freeze_one(arguments: argparse.Namespace) -> int:
    """Freeze a draft."""
    from parkdash.review import freeze

    opened(arguments)
    with told(arguments):
        made = freeze(arguments.home, arguments.edition, user(), arguments.supersedes, reason=arguments.why)
    return _say(made, "cli.review_frozen", arguments)


def drop_one(arguments: argparse.Namespace) -> int:
    """Throw a draft away."""
    from parkdash.review import drop

    opened(arguments)
    with told(arguments):
        drop(arguments.home, arguments.edition)
    if arguments.json:
        write_json({"edition": arguments.edition, "state": "dropped"})
    else:
        write_line(text("cli.review_dropped", arguments.lang, edition=arguments.edition))
    return 0


def _say(made: Edition, key: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        write_json(described(made))
    else:
        write_line(text(key, arguments.lang, edition=made.id, as_of=made.as_of, hash=made.content_hash[:12]))
    return 0


def list_editions(arguments: argparse.Namespace) -> int:
    """The editions, oldest day first."""
    from parkdash.access import own_scope
    from parkdash.review import open_editions, opens_any

    if not opens_any(own_scope()):
        raise Failure(text("cli.review_not_for_role", arguments.lang))
    found = open_editions(arguments.home, own_scope())
    if arguments.json:
        write_json({"editions": [described(each) for each in found]})
        return 0
    names = ("edition", "state", "parks", "as_of", "since", "version", "content_hash")
    headers = [text(f"cli.{name}", arguments.lang) for name in names]
    whole, comma = text("cli.all_parks", arguments.lang), text("screen.card.comma", arguments.lang)
    states = {state: text(f"cli.is_{state}", arguments.lang) for state in ("draft", "frozen", "superseded")}
    rows = [
        [each.id, states[each.state], whole if each.parks is None else comma.join(each.parks), each.as_of, each.since,
         each.version, each.content_hash[:12]]
        for each in found
    ]  # fmt: skip
    write_table(headers, rows)
    return 0


def pack_one(arguments: argparse.Namespace) -> int:
    """The files of an edition, made once and kept; copies of them in a folder if asked."""
    from parkdash.packing import NotKept, packed
    from parkdash.packs.report import NoChineseTypeface

    edition, _ = opened(arguments)
    try:
        files = packed(arguments.home, edition.id, _formats(arguments), arguments.lang, arguments.out, show_progress)
    except NotKept as problem:
        raise Failure(text("pack.cli.draft", arguments.lang, edition=problem)) from None
    except NoChineseTypeface as problem:
        raise Failure(text("pack.cli.no_typeface", arguments.lang, names=problem)) from None
    if arguments.json:
        found = [{"format": form, "file": str(path), "bytes": path.stat().st_size} for form, path in files.items()]
        write_json({"edition": edition.id, "content_hash": edition.content_hash, "files": found})
        return 0
    for path in files.values():
        write_line(str(path))
    return 0


def _formats(arguments: argparse.Namespace) -> tuple[str, ...]:
    from parkdash.packs.pack import FORMATS

    asked = tuple(part.strip().lower() for part in arguments.format.split(",")) if arguments.format else FORMATS
    unknown = [form for form in asked if form not in FORMATS]
    if unknown:
        known = ", ".join(FORMATS)
        raise Failure(text("pack.cli.bad_format", arguments.lang, given=", ".join(unknown), known=known))
    return asked


def verify_one(arguments: argparse.Namespace) -> int:
    """Whether the stored edition still has its hash; code 1 if not."""
    from parkdash.review import verify

    edition, _ = opened(arguments)
    same = verify(arguments.home, arguments.edition)
    if arguments.json:
        write_json({"edition": edition.id, "content_hash": edition.content_hash, "same": same})
    else:
        key = "cli.review_intact" if same else "cli.review_broken"
        write_line(text(key, arguments.lang, edition=edition.id, hash=edition.content_hash))
    return 0 if same else 1
