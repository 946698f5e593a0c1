"""Who looks at what: the version, the scope and the state of the address, opened once a run and asked by everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

import streamlit as st

from parkdash import metrics, warehouse
from parkdash.access import Scope, own_scope
from parkdash.home import NoVersion, data_home
from parkdash.metrics.model import At, Between, Filters, Metric, When
from parkdash.review import Edition
from parkdash.text import text
from parkdash.ui import cache as answers
from parkdash.ui import format, frozen
from parkdash.ui.state import State, address, as_params, parse, week_before
from parkdash.warehouse import Damaged, Version

T = TypeVar("T")
CHOSEN = "chosen_address"  # what a choice has last written into the address
OPEN = "open_address"  # a click on a chart leaves here what is to be opened; the frame goes there


class Look(Protocol):
    """What drawing needs of a look at numbers: at a version, or at what an edition keeps."""

    @property
    def lang(self) -> str:
        """The reader's language."""

    @property
    def at(self) -> date:
        """The as-of day."""

    @cached_property
    def since(self) -> date:
        """The day compared with."""

    def text(self, key: str, **params: object) -> str:
        """A text of the screen."""

    def title(self, titles: dict[str, str]) -> str:
        """One of a {zh, en} pair."""

    def amount(self, value: Any, unit: str) -> str:
        """A value with its unit in running text."""

    def href(self, path: str, **changes: Any) -> str:
        """A link to another page."""

    def here(self, path: str, **changes: Any) -> str:
        """A link to the same screen with something changed."""

    def number_href(self, metric: str, more: Filters = (), **changes: Any) -> str:
        """A link to what stands behind a number."""


@dataclass(frozen=True)
class View:
    """One reader's look at one version. `newest` is the number of the version that is current now."""

    version: Version
    newest: int
    scope: Scope
    state: State

    @cached_property
    def lang(self) -> str:
        return language(self.state)

    @property
    def at(self) -> date:
        """The as-of day: the one in the address, else the version's cut-off."""
        return self.state.at or self.version.cut_off

    @cached_property
    def last_review(self) -> Edition | None:
        """The last frozen edition before the as-of day that opens to this reader."""
        return frozen.last_before(home(), self.scope, self.at)

    @cached_property
    def since(self) -> date:
        """The day compared with: the one in the address, else that of the last review, else a week before."""
        chosen = self.state.since
        if chosen and chosen < self.at:
            return chosen
        return self.last_review.as_of if self.last_review else week_before(self.at)

    @property
    def when(self) -> When:
        """The time of the number in the address."""
        first = self.state.first
        return Between(first, self.at) if first and first <= self.at else At(self.at)

    @cached_property
    def bar(self) -> Filters:
        """The conditions of the filter bar, which hold for every number on the screen."""
        return self.state.kept().filters

    def text(self, key: str, **params: object) -> str:
        """A text of the screen in the reader's language."""
        return text(f"screen.{key}", self.lang, **params)

    def title(self, titles: dict[str, str]) -> str:
        """The reader's language of a {zh, en} pair."""
        return titles[self.lang]

    def ask(self, function: Callable[..., T], *args: Any) -> T:
        """Put a question of the metric layer to this version within this scope."""
        return answers.ask(function, self.version, self.scope, *args)

    def amount(self, value: Any, unit: str) -> str:
        """A value with its unit in running text."""
        return format.amount(value, unit, self.lang)

    def href(self, path: str, **changes: Any) -> str:
        """A link to another page that keeps the version, the days and the filter bar."""
        return address(path, replace(self._along, **changes))

    def here(self, path: str, **changes: Any) -> str:
        """A link to the same screen with something changed."""
        return address(path, replace(self._pinned(self.state), **changes))

    def number_href(self, metric: str, more: Filters = (), **changes: Any) -> str:
        """A link to what stands behind a number, under the filter bar and `more` conditions: of a dimension that is
        named several times any of its values."""
        state = replace(self._along, metric=metric, **changes)
        for dimension in dict.fromkeys(name for name, _ in more):
            state = state.with_only(dimension, [value for name, value in more if name == dimension])
        return address("number", state)

    @cached_property
    def _along(self) -> State:
        """What goes along to another page."""
        return self._pinned(self.state.kept())

    def _pinned(self, state: State) -> State:
        """Links name the version, so that whoever opens one sees the same numbers."""
        return replace(state, version=self.version.number, lang=self.lang)


def language(state: State) -> str:
    """The language in the address, else the browser's, else Chinese."""
    if state.lang:
        return state.lang
    return "en" if (st.context.locale or "zh").lower().startswith("en") else "zh"


def home() -> Path:
    """The data home of this process."""
    return data_home()


def is_sample() -> bool:
    """Whether the newest data are the invented park's. False where there are none that can be read."""
    try:
        return warehouse.current(home()).is_sample
    except (NoVersion, Damaged):
        return False


def state() -> State:
    """The state in the address."""
    return parse(_params())


def _params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def go(changed: State) -> None:
    """Put a state into the address, as one step that Back takes back."""
    st.session_state[CHOSEN] = as_params(changed)
    st.query_params.from_dict(st.session_state[CHOSEN])


def keep_address() -> None:
    """Write the address of this run again if the reader went on from a choice.

    Over a slow line what `go` wrote arrives when the reader has already clicked a link, and covers the link's address:
    the bar would name one screen and show another. Said once more, in order, the last step holds.
    """
    params = _params()
    if st.session_state.get(CHOSEN, params) != params:
        del st.session_state[CHOSEN]
        st.query_params.from_dict(params)


def view() -> View:
    """What this run looks at. NoVersion where nothing was imported; Thinned, Damaged as `warehouse` says."""
    asked = state()
    newest = warehouse.current(home())
    return View(_pinned(asked.version, newest), newest.number, own_scope(), asked)


def _pinned(number: int | None, newest: Version) -> Version:
    """The version that a link names. Thinned also for one that never was: the home itself is not empty."""
    if number is None or number == newest.number:
        return newest
    try:
        return warehouse.at(home(), number)
    except warehouse.NoVersion as unknown:
        raise warehouse.Thinned(str(number)) from unknown


def metric_of(id: str) -> Metric | None:
    """A catalogue entry, or None for an id that a link names wrongly."""
    return metrics.catalogue().get(id)
