"""Commands that read: what an edition says, where today's data say something else, what meetings have asked for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from parkdash.cli.figures import unit_sign
from parkdash.cli.output import Failure, plain, write_json, write_line, write_table
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.review import Content, Edition, Figure, Restatement
    from parkdash.review.actions import Action

CAUSES_TOLD = 10  # of one figure in words; --json has all


@contextmanager
def told(arguments: argparse.Namespace) -> Iterator[None]:
    """Refusals of the review in words."""
    from parkdash.review import NoEdition, NotADraft, NotAlike

    try:
        yield
    except NoEdition as problem:
        raise Failure(text("cli.no_edition", arguments.lang, number=problem)) from None
    except NotADraft as problem:
        raise Failure(text("cli.not_a_draft", arguments.lang, number=problem)) from None
    except NotAlike as problem:
        raise Failure(text("cli.not_alike", arguments.lang, number=problem)) from None
    except PermissionError:
        raise Failure(text("cli.review_not_for_role", arguments.lang)) from None


def described(made: Edition) -> dict[str, Any]:
    """An edition without its content, as JSON."""
    return {"edition": made.id, **{name: plain(value) for name, value in vars(made).items() if name != "id"}}


def opened(arguments: argparse.Namespace) -> tuple[Edition, Content]:
    """The edition asked for, if this process may see all of it."""
    from parkdash.access import own_scope
    from parkdash.review import load, open_to

    with told(arguments):
        edition, content = load(arguments.home, arguments.edition)
        if not open_to(content, own_scope()):
            raise PermissionError(own_scope().role)
    return edition, content


def show_one(arguments: argparse.Namespace) -> int:
    """What an edition says, figure by figure, and what it opens with."""
    edition, content = opened(arguments)
    if arguments.json:
        figures = [_figure(figure) for figure in content.figures.values()]
        kept = {"notes": content.notes, "promises": content.promises, "restated": content.restated}
        write_json({**described(edition), "figures": figures, **kept})
        return 0
    lang = arguments.lang
    _show_figures(content, lang)
    _show_opening(content, lang)
    return 0


def _figure(figure: Figure) -> dict[str, Any]:
    from parkdash.review import number_from

    return {
        "metric": figure.metric,
        "value": plain(figure.value),
        "unit": unit_sign(figure.unit),
        "change": plain(number_from(figure.since["change"])),
        "status": figure.target["status"] if figure.target else None,
        "rows": figure.rows,
        "target": figure.target,
        "coverage": figure.coverage,
        "signal": figure.signal,
        "trend": figure.trend,
        "came": figure.came,
    }


def _show_figures(content: Content, lang: str) -> None:
    from parkdash.metrics import amounts
    from parkdash.review import number_from
    from parkdash.telling.story import ordered

    headers = [text(f"cli.{name}", lang) for name in ("metric", "title", "value", "change", "status")]
    rows = []
    for figure in ordered(content.figures.values()):
        change = number_from(figure.since["change"])
        sign = "" if not change else "+" if change > 0 else "−"
        moved = sign + amounts.change(change, figure.unit, lang)
        status = text(f"screen.status.{figure.target['status']}", lang) if figure.target else ""
        value = amounts.amount(figure.value, figure.unit, lang)
        rows.append([figure.metric, figure.title[lang], value, moved, status])
    write_table(headers, rows)


def _show_opening(content: Content, lang: str) -> None:
    from parkdash.telling.opened import amended, amended_said, noted, promised, promises_said

    promises, before, notes = promised(content, lang), amended(content, lang), noted(content, lang)
    for said, lines in (
        (promises_said(promises, lang), [each.told for each in promises]),
        (amended_said(content, before, lang), [f"{each.title} {each.told}" for each in before]),
        (text("pack.opening.notes", lang) if notes else "", [f"{note.title} {note.told}".strip() for note in notes]),
    ):
        if said:
            write_line("")
            write_line(said)
            for line in lines:
                write_line(f"    {line}")


def show_changes(arguments: argparse.Namespace) -> int:
    """Where the newest data say something else than the edition did, and why."""
    from parkdash.review import restated
    from parkdash.warehouse import current

    edition, content = opened(arguments)
    found = restated(arguments.home, edition, content, current(arguments.home))
    if arguments.json:
        write_json({"edition": edition.id, "restated": [_restated(each) for each in found.values()]})
        return 0
    if not found:
        write_line(text("cli.review_same", arguments.lang, edition=edition.id))
        return 0
    for each in found.values():
        _show_restated(each, content.figures[each.metric], arguments.lang)
    return 0


def _show_restated(found: Restatement, figure: Figure, lang: str) -> None:
    from parkdash.metrics import amounts
    from parkdash.telling.words import signed

    def amount(value: Any) -> str:
        return amounts.amount(value, figure.unit, lang)

    title = figure.title[lang]
    if found.shown != found.now:
        write_line(text("cli.restated", lang, title=title, shown=amount(found.shown), now=amount(found.now)))
    if found.target_shown != found.target_now:
        then, now = amount(found.target_shown), amount(found.target_now)
        write_line(text("cli.target_changed", lang, title=title, shown=then, now=now))
    causes = [cause for cause in found.causes if cause.amount is None or cause.amount]
    for cause in causes[:CAUSES_TOLD]:
        place = " · ".join(part for part in (cause.name, cause.batch, cause.who) if part)
        kind = text(f"metrics.restated.{cause.kind}", lang)
        write_line(f"    {signed(cause.amount, figure.unit, lang)} {kind} {place}".rstrip())
    if len(causes) > CAUSES_TOLD:
        write_line("    " + text("cli.causes_left", lang, count=len(causes) - CAUSES_TOLD))


def _restated(found: Restatement) -> dict[str, Any]:
    return {
        "metric": found.metric,
        "shown": plain(found.shown),
        "now": plain(found.now),
        "gap": plain(found.gap),
        "target_shown": found.target_shown,
        "target_now": found.target_now,
        "causes": [{name: plain(value) for name, value in vars(cause).items()} for cause in found.causes],
        "parts": [_restated(part) for part in found.parts],
    }


def list_actions(arguments: argparse.Namespace) -> int:
    """What is still to be done, the earliest due first; with --all what is done or dropped, too."""
    from parkdash.access import own_scope
    from parkdash.review import told_to
    from parkdash.review.actions import LISTED, LIVE, actions
    from parkdash.warehouse import current

    with told(arguments):
        within = told_to(arguments.home, own_scope())
    day = current(arguments.home).cut_off
    found = actions(arguments.home, LISTED if arguments.all else LIVE, within=within)
    late = {each.id for each in found if day and each.is_late(day)}
    if arguments.json:
        write_json({"as_of": plain(day), "actions": [_action(each) | {"late": each.id in late} for each in found]})
        return 0
    lang = arguments.lang
    headers = [text(f"pack.column.{name}", lang) for name in ("due", "stands", "action_owner", "title")]
    said = text("cli.is_late", lang)
    rows = [
        [each.due, text(f"pack.promise.{each.state}", lang) + (said if each.id in late else ""), each.owner, each.title]
        for each in found
    ]
    write_table(headers, rows)
    return 0


def _action(each: Action) -> dict[str, Any]:
    names = ("id", "title", "owner", "due", "state", "edition", "made_at", "made_by")
    told = {name: plain(getattr(each, name)) for name in names}
    return told | {"about": {"kind": each.about.kind, "id": each.about.id}}
