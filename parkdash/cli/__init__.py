"""The command line: the same functions as the dashboard, for cron and terminals. Exit code 0, or 1 with words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from parkdash.cli import figures, imports, inbox, intake, making, output, review
from parkdash.home import BuildFailed, Damaged, NoVersion, Outdated, RebuildNeeded, Thinned, data_home
from parkdash.text import LANGUAGES, text

WHOLE_FILES = ("import", "inbox", "tries", "sources", "undo", "redo")


class _Parser(argparse.ArgumentParser):
    """Arguments that cannot be understood end with code 1, like every other failure."""

    lang = "zh"

    def error(self, message: str) -> NoReturn:
        raise output.Failure(text("cli.bad_arguments", self.lang, problem=message, usage=self.format_usage().strip()))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Answers go to stdout, words about failures to stderr."""
    given = list(sys.argv[1:] if argv is None else argv)
    lang, given = _language(given)
    try:
        arguments = _parser(lang).parse_args(given)
        arguments.lang, arguments.home = lang, data_home()
        _refuse_strangers(arguments)
        code: int = arguments.run(arguments)
    except BrokenPipeError:  # whoever read the answer has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (output.Failure, NoVersion, Thinned, Damaged, RebuildNeeded, BuildFailed, OSError) as problem:
        output.complain(_in_words(problem, lang))
        return 1
    return code


def _refuse_strangers(arguments: argparse.Namespace) -> None:
    """What shows or changes whole files is for those who may see every park, persons and firms, as on the screen."""
    from parkdash.access import own_scope

    try:
        allowed = own_scope().sees_everything
    except ValueError as unknown:
        raise output.Failure(str(unknown)) from None
    if arguments.command in WHOLE_FILES and not allowed:
        raise output.Failure(text("cli.not_for_role", arguments.lang))


def _in_words(problem: Exception, lang: str) -> str:
    match problem:
        case NoVersion():
            asked = str(problem)
            return text("cli.no_such_version", lang, number=asked) if asked.isdigit() else text("cli.no_version", lang)
        case Thinned():
            return text("cli.thinned", lang, number=problem)
        case Outdated():
            return text("cli.outdated", lang)
        case BuildFailed():
            return text("cli.build_failed", lang, problem=problem)
        case Damaged():
            return text("cli.damaged", lang, problem=problem)
        case RebuildNeeded():
            return text("cli.rebuild_needed", lang)
        case OSError():
            return text("cli.system", lang, problem=problem)
    return str(problem)


def _language(argv: list[str]) -> tuple[str, list[str]]:
    """The language of all messages: `--lang` anywhere, else what LANG says, else Chinese; and the other arguments."""
    lang = "en" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("en") else "zh"
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            lang = word.partition("=")[2] or next(words, "")
            continue
        rest.append(word)
    if lang not in LANGUAGES:
        raise SystemExit(_refuse(lang))
    return lang, rest


def _refuse(lang: str) -> int:
    output.complain(text("cli.bad_language", "en", given=lang, known=", ".join(LANGUAGES)))
    return 1


def _parser(lang: str) -> argparse.ArgumentParser:
    _Parser.lang = lang
    parser = _Parser(prog="python -m parkdash", description=text("cli.about", lang), epilog=text("cli.lang_note", lang))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for group in (intake, inbox, imports, figures, review, making):
        group.add(commands, lang)
    return parser
