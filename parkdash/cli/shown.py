"""What an import answers, in words for people: what is wrong and what is asked to stderr, the rest to stdout."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from parkdash.cli.output import complain, write_line, write_table
from parkdash.text import text

LISTED = 12  # options and texts of a question that are named one by one


def tell(answer: dict[str, Any], arguments: argparse.Namespace) -> None:
    """The whole answer."""
    from parkdash.contracts import contracts

    lang = arguments.lang
    for issue in answer["issues"]:
        complain(f"{issue['file']} · {issue['text']}")
    for question in answer.get("questions", ()):
        complain("\n".join(asked(question, lang)))
    names = ["new", "changed", "unchanged"]
    names += [rare for rare in ("missing", "left_out") if any(rare in counts for counts in answer["tables"].values())]
    titles = contracts()
    rows = [
        [titles[table].title[lang], *(counts.get(name, 0) for name in names)]
        for table, counts in answer["tables"].items()
    ]
    if rows:
        write_table([text(f"cli.{name}", lang) for name in ("table", *names)], rows)
    if "effects" in answer:
        _tell_effects(answer, lang)
    for path in answer.get("returned", ()):
        write_line(path)
    if answer["batch"]:
        write_line(text("cli.taken", lang, batch=answer["batch"], version=answer["version"]))
    elif rows:
        write_line(text("cli.dry" if arguments.dry_run else "cli.nothing_new", lang))


def asked(question: dict[str, Any], lang: str) -> list[str]:
    """One question, what may be answered, and how to answer it on the command line."""
    must = text("cli.may_answer" if question["optional"] else "cli.must_answer", lang)
    lines = [f"{', '.join(question['files'])} · {must} · {question['text']}"]
    if question["options"]:
        said = [_option(option) for option in question["options"][:LISTED]]
        lines.append("    " + "  ".join(said))
    each = question["texts"][:LISTED]
    suggested = question["suggested"] if each else {"": question["suggested"]}
    for one in each or [""]:
        place = f"{question['id']}[{one}]" if one else question["id"]
        lines.append("    --answer " + shlex.quote(f"{place}={suggested.get(one) or '…'}"))
    if len(question["texts"]) > LISTED:
        lines.append("    " + text("cli.more_texts", lang, count=len(question["texts"]) - LISTED))
    return lines


def _option(option: dict[str, str]) -> str:
    value, label = option["value"], option["label"]
    return value if value == label else f"{value} ({label})"


def _tell_effects(answer: dict[str, Any], lang: str) -> None:
    from parkdash.metrics import catalogue

    headers = [text(f"cli.{name}", lang) for name in ("title", "park", "before", "after", "unit")]
    known = catalogue()
    rows = [
        [known[effect["metric"]].title[lang], effect["park"], effect["before"], effect["after"], effect["unit"]]
        for effect in answer["effects"]
    ]
    write_line(text("cli.effects", lang, day=answer["as_of"], count=len(rows)))
    if rows:
        write_table(headers, rows)
