"""One reader's look at one edition: what cards, sentences and lists need, from what is stored alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from parkdash.metrics.model import Filters
from parkdash.review import Content, Edition
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.state import State, address
from parkdash.ui.view import language

PATH = "edition"


@dataclass(frozen=True)
class Reading:
    """An edition with what it says, under the address of a page that shows it. Knows no version and no catalogue."""

    edition: Edition
    content: Content
    state: State

    @cached_property
    def lang(self) -> str:
        return language(self.state)

    @property
    def at(self) -> date:
        """The day that the edition speaks of."""
        return self.content.as_of

    @property
    def since(self) -> date:
        """The day it compares with."""
        return self.content.since

    def text(self, key: str, **params: object) -> str:
        """A text of the screen in the reader's language."""
        return text(f"screen.{key}", self.lang, **params)

    def say(self, key: str, **params: object) -> str:
        """A text of the review in the reader's language."""
        return text(f"review.{key}", self.lang, **params)

    def title(self, titles: dict[str, str]) -> str:
        """The reader's language of a {zh, en} pair."""
        return titles[self.lang]

    def amount(self, value: Any, unit: str) -> str:
        """A value with its unit in running text."""
        return format.amount(value, unit, self.lang)

    def href(self, path: str, **changes: Any) -> str:
        """A link to another page that keeps the language."""
        return address(path, replace(State(lang=self.lang), **changes))

    def here(self, path: str, **changes: Any) -> str:
        """A link to the same screen with something changed."""
        return address(path, replace(self.state, lang=self.lang, **changes))

    def number_href(self, metric: str, more: Filters = (), **changes: Any) -> str:
        """A link to what the edition keeps of a figure. `more` conditions are not known to editions."""
        return self.href(PATH, edition=self.edition.id, metric=metric, **changes)
