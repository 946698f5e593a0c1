"""What a meeting is run from: the edition, what it looks like with names masked, its agenda, and what the office store
says of it at this moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import streamlit as st
from cachetools import LRUCache, cached

from parkdash import review
from parkdash.access import own_scope
from parkdash.office import Unreachable
from parkdash.review import Content, Edition
from parkdash.review.actions import LISTED, Action, actions
from parkdash.review.memory import Remark, of_edition
from parkdash.telling.model import Story, Told
from parkdash.telling.story import story
from parkdash.text import text
from parkdash.ui import empty
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import about, agenda, editions, sharing
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.reading import Reading
from parkdash.ui.state import State, address
from parkdash.ui.view import home, state

PATH = "meeting"


class Listing(NamedTuple):
    """A list of what is stuck: its name in the agenda, its title, and what it says as markup, the most urgent first."""

    name: str
    title: str
    body: str


@dataclass(frozen=True)
class Opened:
    """A meeting in this reader's language. `before` is the edition of the last meeting, None for the first one."""

    look: Reading
    before: tuple[Edition, Content] | None
    masked: bool
    story: Story

    @property
    def edition(self) -> Edition:
        return self.look.edition

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return agenda.agenda(self.look.content, [each.name for each in self.stuck])

    @cached_property
    def told(self) -> dict[str, Told]:
        return {told.figure.metric: told for told in self.story.all_told}

    @cached_property
    def as_of_now(self) -> dict[int, Action]:
        """All actions as they stand at this moment, by number, those taken back too."""
        return {action.id: action for action in actions(home(), (*LISTED, "withdrawn"))}

    @cached_property
    def late(self) -> list[Action]:
        """What is overdue on the day of this meeting, whoever asked for it."""
        return [action for action in actions(home(), within=about.within()) if action.is_late(self.look.at)]

    @cached_property
    def stuck(self) -> tuple[Listing, ...]:
        return tuple(found for listing in STUCK if (found := listing(self)))

    @cached_property
    def said_before(self) -> list[Remark]:
        return of_edition(home(), self.before[0].id) if self.before else []

    @cached_property
    def said_now(self) -> list[Remark]:
        """What was noted on the edition while it was prepared, and what was said and decided since."""
        return of_edition(home(), self.edition.id)

    @cached_property
    def given(self) -> dict[int, Action]:
        """The actions of this meeting that were not taken back, by number."""
        return {action.id: action for action in actions(home(), LISTED) if action.edition == self.edition.id}

    def say(self, key: str, **params: object) -> str:
        """A text of the meeting."""
        return text(f"meeting.{key}", self.look.lang, **params)

    def href(self, token: str) -> str:
        """The address of one step."""
        return address(PATH, State(lang=self.look.state.lang, edition=self.edition.id, agenda=token))

    def section_title(self, step: Step) -> str:
        """What the part of the meeting is called to which a step belongs."""
        known = {section.id: section.title for section in self.story.sections}
        return known.get(step.section) or self.say(f"section.{step.section}")

    def more(self, count: int, shown: int) -> str:
        """How many are left out, as markup; "" where none is."""
        return span("pd-soft", esc(self.say("more", n=count - shown))) if count > shown else ""

    def step_link(self, metric: str, inner: str, data: str = "") -> str:
        """A link to a metric's step, followed by ui/meeting.js. `inner` and `data`, more attributes, are markup."""
        return self.link_to(f"metric:{metric}", inner, data)

    def link_to(self, token: str, inner: str, data: str = "") -> str:
        """The same to any step."""
        return f'<a data-step="{esc(token)}"{data} href="{esc(self.href(token))}">{inner}</a>'


def lead(said: str) -> str:
    """The sentence on top of a step, as markup."""
    return f'<p class="pm-gist">{esc(said)}</p>'


# Lists of what is stuck, in their order: each a function that draws it, None where the edition keeps no such list.
STUCK: list[Callable[[Opened], Listing | None]] = []


def opened(lang: str) -> Opened | None:
    """The meeting in the address, without a number the newest frozen one; otherwise why there is none is said."""
    if not editions.may_open(lang):
        return None
    try:
        known = review.editions(home())
    except Unreachable:
        editions.unreachable(lang)
        return None
    frozen = [edition for edition in known if edition.state == "frozen"]
    asked, own = state(), review.in_order(own_scope().parks)
    last = next((each for each in reversed(frozen) if each.parks == own), frozen[-1] if frozen else None)
    wanted = asked.edition or (last.id if last else 0)
    edition = next((edition for edition in known if edition.id == wanted), None)
    if edition is None or edition.state == "draft":
        _refused("no_edition" if asked.edition and edition is None else "draft" if edition else "none", edition, lang)
        return None
    content = _known(edition)
    if not review.open_to(content, own_scope()):
        _refused("other_parks", None, lang)
        return None
    return _meeting(Reading(edition, content, asked), known, lang)


def _meeting(look: Reading, known: Sequence[Edition], lang: str) -> Opened:
    parks = look.edition.parks
    earlier = [each for each in known if each.state == "frozen" and each.as_of < look.at and each.parks == parks]
    before = (earlier[-1], _known(earlier[-1])) if earlier else None
    hidden = sharing.is_masked()
    return Opened(look, before, hidden, _story(look.edition, look.content, hidden, lang))


def _known(edition: Edition) -> Content:
    return _content(str(home()), edition.id, edition.content_hash)


@cached(LRUCache(8), lock=Lock())
def _content(home_: str, id: int, content_hash: str) -> Content:
    """What a frozen edition says; its hash stands for it, so what is kept is never old."""
    return review.load(home(), id)[1]


@cached(LRUCache(16), key=lambda edition, content, hidden, lang: (edition.content_hash, hidden, lang), lock=Lock())
def _story(edition: Edition, content: Content, hidden: bool, lang: str) -> Story:
    return story(edition, sharing.masked(content) if hidden else content, {}, lang)


def _refused(why: str, edition: Edition | None, lang: str) -> None:
    """Why there is no meeting to hold, and how to get to one."""
    href = editions.href(edition.id, lang) if edition else address("editions", State(lang=lang))
    way = text("meeting.to_freeze" if edition else "meeting.to_editions", lang)
    lines = [f"<strong>{esc(text(f'meeting.refused.{why}', lang))}</strong>", link(href, esc(way))]
    st.html(empty.box(*lines))
