"""Answers kept by version, scope and question, so nothing is ever cleared; asked by many at once, worked out once.

Not `st.cache_data`: it pickles every answer and inspects the signature at every call, which took two thirds of a warm
overview. Answers are frozen values and may be shared as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from parkdash.access import Scope
from parkdash.warehouse import Version

T = TypeVar("T")

MAX_ANSWERS = 4000  # a few kilobytes each


def ask(function: Callable[..., T], version: Version, scope: Scope, *args: Any) -> T:
    """`function(version, scope, …)`, answered from the cache where the same was asked before. Arguments are hashable.

    The content hash stands for the version: its number alone would be the same in two data homes.
    """
    answer: T = _answer(version, function, scope, *args)
    return answer


def _key(version: Version, function: Callable[..., Any], scope: Scope, *args: Any) -> tuple[Any, ...]:
    return (version.number, version.content_hash, function, scope, args)


@cached(LRUCache(MAX_ANSWERS), key=_key, condition=Condition())
def _answer(version: Version, function: Callable[..., Any], scope: Scope, *args: Any) -> Any:
    return function(version, scope, *args)
