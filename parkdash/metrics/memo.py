"""Answers kept as long as their version is: a version never changes, so nothing is ever cleared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from parkdash.warehouse import Version

Answer = TypeVar("Answer")


def per_version(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Remembers what a function of a version and hashable arguments answered; forgets it with the version."""
    kept: WeakKeyDictionary[Version, dict[tuple[Any, ...], Answer]] = WeakKeyDictionary()

    @wraps(question)
    def remembered(version: Version, *args: Any) -> Answer:
        answers = kept.setdefault(version, {})
        if args not in answers:
            answers[args] = question(version, *args)
        return answers[args]

    return remembered
