"""One figure of an edition as it was: comparisons, target, who moved, definition, notes, and every line behind it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from parkdash import metrics
from parkdash.review import Figure, number_from
from parkdash.review.memory import About
from parkdash.telling.model import Clause, Story, Told
from parkdash.ui import cards, empty, format, restated
from parkdash.ui.markup import esc, link
from parkdash.ui.review import amended, kept, notes, notes_on, stored
from parkdash.ui.review.course import course
from parkdash.ui.review.reading import PATH, Reading
from parkdash.ui.review.sentences import clauses
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, folded, table
from parkdash.ui.view import Look

SECTION = '<span aria-hidden="true">›</span>'
NAMES_IN_SIGHT = 12
EVENTS_IN_SIGHT = 8


def show(look: Reading, told: Story) -> None:
    """Draw the figure in the address."""
    found = next((each for each in told.all_told if each.figure.metric == look.state.metric), None)
    if found is None:
        onward = link(look.href(PATH, edition=look.edition.id), esc(look.say("issue", edition=look.edition.id)))
        st.html(crumbs(look) + empty.box(esc(look.say("no_figure")), onward))
        return
    said = clauses(look, found, proof)
    st.html(f'{crumbs(look, found.title)}{_summary(look, found)}<p class="pd-lead">{said}</p>')
    if drawn := course(found.figure, look.lang):
        st.html(Path(__file__).parents[1] / "meeting.css")  # the same drawing as in the meeting
        st.html(f'<h2 class="pd-h">{esc(look.say("trend"))}</h2><div class="pd-course">{drawn}</div>')
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(_standing(look, found))
        notes_on.draw(look, About("metric", found.figure.metric))
    with right:
        st.html(
            _moves(look, found)
            + _came(look, found.figure)
            + _parts(look, found, told)
            + _definition(look, found.figure)
        )
    kept.listing(look, found)
    notes.memory(look, About("metric", found.figure.metric), look.edition.id)
    amended.awaited(look)


def crumbs(look: Reading, title: str = "") -> str:
    """期次 › 第3期 › the figure."""
    steps = [link(address("editions", State(lang=look.lang)), esc(look.text("page.editions")))]
    issue = esc(look.say("issue", edition=look.edition.id))
    steps.append(link(look.href(PATH, edition=look.edition.id), issue) if title or look.state.metric else issue)
    steps += [esc(title)] if title else []
    return f'<nav class="pd-crumbs" aria-label="{esc(look.text("drill.path"))}">{SECTION.join(steps)}</nav>'


def proof(look: Look, clause: Clause) -> str:
    """Every clause is proved by what the edition keeps of its figure."""
    return look.number_href(clause.metric)


def _summary(look: Reading, told: Told) -> str:
    figure = told.figure
    shown = format.number(figure.value, figure.unit, look.lang)
    digits = esc(shown.digits) if figure.value is not None else esc(told.why)
    c = stored.card(figure)
    exact = esc(cards.exact(look, c.number))
    parts = [
        f'<span class="pd-big" title="{exact}">{digits}<small>{esc(shown.unit)}</small></span>',
        f"<span>{esc(told.title)} · {esc(told.days)}</span>",
        f"<span>{cards.since_line(look, c.metric, c.since)}</span>",
        f"<span>{cards.last_year_line(look, c.last_year)}</span>",
        f"<span>{_today(look, figure)}</span>",
    ]
    return f'<div class="pd-sum">{"".join(parts)}</div>'


def _today(look: Reading, figure: Figure) -> str:
    """A link to the same days as the newest data have them; the one thing here that asks today's catalogue."""
    if figure.metric not in metrics.catalogue():
        return esc(look.say("metric_gone"))
    href = address("number", State(lang=look.lang, metric=figure.metric, at=look.at))
    differs = restated.mark_in(look, look.edition, figure.metric)
    return link(href, esc(look.say("today"))) + (f" {differs}" if differs else "")


def _standing(look: Reading, told: Told) -> str:
    """Target and coverage as they were."""
    figure, goal = told.figure, told.goal
    facts: list[tuple[str, str]] = []
    if goal is not None:
        c = stored.card(figure)
        facts.append(("goal", f'<div class="pd-card pd-goal">{cards.target_bar(look, c.metric, c.target)}</div>'))
        facts += [("document", esc(goal.document))] if goal.document else []
    facts.append(("coverage", esc(told.coverage or look.say("no_coverage"))))
    facts.append(("owner", esc(told.owner)))
    facts.append(("newest", esc(figure.newest or format.DASH)))
    facts.append(("rows", f"{figure.rows:,}"))
    return _facts(look, look.say("standing"), facts)


def _facts(look: Reading, title: str, facts: list[tuple[str, str]]) -> str:
    listed = "".join(f"<dt>{esc(look.say(f'fact.{name}'))}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<h2 class="pd-h">{esc(title)}</h2><dl class="pd-facts">{listed}</dl>'


def _moves(look: Reading, told: Told) -> str:
    """Who came and who went since the day compared with, by cause and by name."""
    movement = told.movement
    if movement is None:
        return ""
    title = f'<h2 class="pd-h">{esc(look.say("moves"))}<small>{esc(told.bridge_said or told.unmoved)}</small></h2>'
    if not movement.moves:
        return title
    heads = [Head(look.say(f"move.{name}")) for name in ("cause", "count", "names")]
    rows = [
        [esc(move.cause), f"{'+' if move.entering else '−'}{move.total:,}", _names(look, move.names, move.total)]
        for move in movement.moves
    ]
    return f'{title}<div class="pd-tight">{table(look.say("moves"), heads, rows)}</div>'


def _came(look: Reading, figure: Figure) -> str:
    """What a flow has added after the day compared with, event by event."""
    events = (figure.came or {}).get("members", ())
    if not events:
        return ""
    total = (figure.came or {})["count"]
    counted = look.text("records.total", n=f"{total:,}") + (
        look.say("names_cut", n=total) if total > len(events) else ""
    )
    title = f'<h2 class="pd-h">{esc(look.say("came"))}<small>{esc(counted)}</small></h2>'
    unit = format.unit_word(figure.unit, look.lang)
    heads = [Head(look.say(f"line.{name}", unit=unit), name == "amount") for name in ("day", "name", "amount")]
    rows = [
        [esc(event["day"] or format.DASH), esc(event["name"]), esc(format.exact(number_from(event["amount"])))]
        for event in events
    ]
    html = folded(look.say("came"), heads, rows, EVENTS_IN_SIGHT, lambda n: look.say("more_names", n=n))
    return f'{title}<div class="pd-tight">{html}</div>'


def _names(look: Reading, names: tuple[str, ...], total: int) -> str:
    """All names that the edition keeps; beyond the first they are folded."""
    comma = look.text("card.comma")
    first = esc(comma.join(names[:NAMES_IN_SIGHT]))
    if len(names) <= NAMES_IN_SIGHT:
        return first + (esc(look.say("names_cut", n=total)) if total > len(names) else "")
    more = esc(look.say("more_names", n=total - NAMES_IN_SIGHT))
    rest = esc(comma.join(names[NAMES_IN_SIGHT:]))
    cut = f"<p>{esc(look.say('names_cut', n=total))}</p>" if total > len(names) else ""
    return f"{first}<details><summary>{more}</summary>{rest}{cut}</details>"


def _parts(look: Reading, told: Told, story: Story) -> str:
    """What a ratio was worked out from, each part a figure of the same edition."""
    found = [each for part in told.figure.parts for each in story.all_told if each.figure.metric == part]
    if not found:
        return ""
    items = "".join(
        f"<li>{link(look.number_href(each.figure.metric), esc(each.title))} {esc(each.value)}</li>" for each in found
    )
    return f'<h2 class="pd-h">{esc(look.say("parts"))}</h2><ul class="pd-list">{items}</ul>'


def _definition(look: Reading, figure: Figure) -> str:
    """How it was defined then."""
    facts = [
        ("explains", esc(look.title(figure.explains))),
        ("formula", f"<code>{esc(figure.formula)}</code>"),
        ("definition", esc(look.say("definition_no", n=figure.definition))),
        ("days", esc(format.period(figure.when, look.lang))),
        (
            "data",
            esc(look.text("receipt.version_of", version=look.content.version, hash=look.content.version_hash[:16])),
        ),
    ]
    return _facts(look, look.say("definition"), facts)
