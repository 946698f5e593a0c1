"""The one home of Streamlit's cache. Answers are kept by version, scope and question, so nothing is ever cleared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from parkdash.access import Scope
from parkdash.warehouse import Version

P = ParamSpec("P")
T = TypeVar("T")

MAX_ANSWERS = 4000  # a few kilobytes each


def ask(function: Callable[..., T], version: Version, scope: Scope, *args: Any, **kwargs: Any) -> T:
    """`function(version, scope, …)`, answered from the cache where the same was asked before.

    The content hash stands for the version: its number alone would be the same in two data homes.
    """
    question = f"{function.__module__}.{function.__name__}{args!r}{sorted(kwargs.items())!r}"
    return _answer(
        version.number,
        version.content_hash,
        scope_key(scope),
        question,
        lambda: function(version, scope, *args, **kwargs),
    )


def scope_key(scope: Scope) -> str:
    """The scope in one fixed order: the order of a set differs from process to process."""
    narrowed = (sorted(names) if names is not None else None for names in (scope.parks, scope.carriers))
    return repr((scope.role, *narrowed, scope.persons, scope.firms))


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _answer(number: int, content_hash: str, scope: str, question: str, _ask: Callable[[], Any]) -> Any:
    return _ask()
