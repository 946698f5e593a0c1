"""The frozen editions as every page needs them: which day to compare with, and what was shown.

The office store is asked at most once a second for all readers of a process. While it cannot be reached pages do as if
there were no edition, and say so; it is then tried again only now and then, so that nobody waits for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from parkdash.access import Scope
from parkdash.office import Unreachable, address, is_there
from parkdash.review import Content, Edition, editions, in_order, load, open_to, opens_any
from parkdash.ui.state import week_before

LOOK_SECONDS = 1.0
RETRY_SECONDS = 30.0
CONTENTS_KEPT = 8  # a megabyte or so each once read

NEVER = float("-inf")


@dataclass
class _Looked:
    """What one store said last. `looking` is held by the one thread that asks; the others take what was said before."""

    editions: tuple[Edition, ...] = ()
    reachable: bool = True
    at: float = NEVER
    looking: Lock = field(default_factory=Lock)


_looked: dict[str, _Looked] = {}
_contents: LRUCache[str, Content] = LRUCache(CONTENTS_KEPT)
_lock = Lock()


def last_before(home: Path, scope: Scope, day: date) -> Edition | None:
    """The last frozen edition of a day before `day` that speaks of this reader's parks, no more and no fewer, so that
    its figures are those that he sees; None also without the office store."""
    if not opens_any(scope):
        return None
    own = in_order(scope.parks)
    return next((each for each in reversed(_look(home).editions) if each.as_of < day and each.parks == own), None)


def since(home: Path, scope: Scope, at: date) -> date:
    """The day that numbers of `at` are compared with if nobody says otherwise."""
    edition = last_before(home, scope, at)
    return edition.as_of if edition else week_before(at)


def open_edition(home: Path, scope: Scope, id: int) -> Edition | None:
    """The frozen edition of this number; None if there is none that opens to this reader."""
    if not opens_any(scope):
        return None
    found = next((edition for edition in _look(home).editions if edition.id == id), None)
    content = content_of(home, found) if found else None
    return found if content is not None and open_to(content, scope) else None


def content_of(home: Path, edition: Edition) -> Content | None:
    """What an edition says; None while the office store cannot be reached."""
    with _lock:
        if edition.content_hash in _contents:
            return _contents[edition.content_hash]
    try:
        content = load(home, edition.id)[1]
    except Unreachable:
        _look(home).reachable = False
        return None
    with _lock:
        _contents[edition.content_hash] = content
    return content


def reachable(home: Path) -> bool:
    """False while the office store does not answer."""
    return _look(home).reachable


def look_again(home: Path) -> None:
    """Have the next reader ask the store, because an edition has just been frozen here."""
    with _lock:
        _looked.pop(address(home), None)


def _look(home: Path) -> _Looked:
    with _lock:
        looked = _looked.setdefault(address(home), _Looked())
    rest = LOOK_SECONDS if looked.reachable else RETRY_SECONDS
    if time.monotonic() - looked.at >= rest and looked.looking.acquire(blocking=looked.at == NEVER):
        try:
            if time.monotonic() - looked.at >= rest:
                _ask(home, looked)
        finally:
            looked.looking.release()
    return looked


def _ask(home: Path, looked: _Looked) -> None:
    try:
        found = editions(home) if is_there(home) else []
        looked.editions = tuple(edition for edition in found if edition.state == "frozen")
        looked.reachable = True
    except Unreachable:
        looked.reachable = False
    looked.at = time.monotonic()
