"""Answers kept by version, scope and question, so nothing is ever cleared; asked by many at once, worked out once.

Not `st.cache_data`: it pickles every answer and inspects the signature at every call, which took two thirds of a warm
overview. Answers are frozen values and may be shared as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from parkdash.access import Scope
from parkdash.home import data_home
from parkdash.metrics.model import At, Between
from parkdash.ui import frozen
from parkdash.warehouse import Version

T = TypeVar("T")

MAX_ANSWERS = 12_000  # a few kilobytes each; one that says it weighs more counts for so many
CARRIED_OVER = 600  # the overview asks about 100 questions
ONE_DAY = timedelta(days=1)


def _weight(answer: Any) -> int:
    return int(getattr(answer, "weight", 1))


_kept: LRUCache[tuple[Any, ...], Any] = LRUCache(MAX_ANSWERS, getsizeof=_weight)
_asking = Condition()


def ask(function: Callable[..., T], version: Version, scope: Scope, *args: Any) -> T:
    """`function(version, scope, …)`, answered from the cache where the same was asked before. Arguments are hashable.

    The content hash stands for the version: its number alone would be the same in two data homes.
    """
    answer: T = _answer(version, function, scope, *args)
    return answer


def _key(version: Version, function: Callable[..., Any], scope: Scope, *args: Any) -> tuple[Any, ...]:
    return (version.number, version.content_hash, function, scope, args)


def carry_over(old: Version, new: Version) -> None:
    """Ask the new version what was last asked of the old one, so that its first readers need not wait.

    Where the old version's cut-off stood in a question, the new one's takes its place: that is the default day. So does
    the day that this reader compares with.
    """
    with _asking:
        asked = [key for key in _kept if key[:2] == (old.number, old.content_hash)][-CARRIED_OVER:]
    days = {scope: _days(scope, old, new) for scope in {key[3] for key in asked}}
    for _, _, function, scope, args in asked:
        try:
            _answer(new, function, scope, *(_moved(argument, days[scope]) for argument in args))
        except (LookupError, ValueError):
            continue  # a question that no longer has an answer, such as one about a firm that an undo took away


def _days(scope: Scope, old: Version, new: Version) -> dict[date, date]:
    """The default days of the old version and, for each, that of the new one; also the day after that compared with."""
    home = data_home()
    before, after = (frozen.since(home, scope, version.cut_off) for version in (old, new))
    return {before + ONE_DAY: after + ONE_DAY, before: after, old.cut_off: new.cut_off}


def _moved(argument: Any, days: dict[date, date]) -> Any:
    if isinstance(argument, At):
        return At(days.get(argument.day, argument.day))
    if isinstance(argument, Between):
        return Between(days.get(argument.first, argument.first), days.get(argument.last, argument.last))
    return days.get(argument, argument) if isinstance(argument, date) else argument


@cached(_kept, key=_key, condition=_asking)
def _answer(version: Version, function: Callable[..., Any], scope: Scope, *args: Any) -> Any:
    return function(version, scope, *args)
