"""Answers kept as long as their version is: a version never changes, so nothing is ever cleared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from parkdash.warehouse import Version

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

KEPT = 5000  # answers of one question about one version


def per_version(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Remembers what a function of a version and hashable positional arguments answered; forgets with the version."""
    kept: WeakKeyDictionary[Version, LRUCache[tuple[Any, ...], Answer]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(question)
    def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        version: Any = asked[0]
        key = (asked[1:], tuple(sorted(named.items())))
        with lock:
            answers = kept.setdefault(version, LRUCache(KEPT))
            if key in answers:
                return answers[key]
        answer = question(*asked, **named)
        with lock:
            answers[key] = answer
        return answer

    return remembered
