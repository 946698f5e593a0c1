"""≠: where the last edition would come out differently today. Worked out beside the readers, never waited for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from parkdash import background, metrics
from parkdash.office import Unreachable
from parkdash.review import Content, Edition, Restatement, restated
from parkdash.text import text
from parkdash.ui import format, frozen
from parkdash.ui.markup import link
from parkdash.ui.view import View, home
from parkdash.warehouse import Version

Found = Mapping[str, Restatement]
Key = tuple[str, int, str]

KEPT = 8

_found: LRUCache[Key, Found] = LRUCache(KEPT)
_asked: set[Key] = set()
_lock = Lock()


def edition_of(view: View) -> Edition | None:
    """The edition that numbers are held against: the one in the address, else the last. None for who may not open it,
    under the filter bar, of which no edition speaks, and with data from before the edition."""
    if view.bar:
        return None
    named = view.state.edition
    found = frozen.open_edition(home(), view.scope, named) if named else view.last_review
    return found if found and found.version <= view.version.number else None


def known(view: View) -> Found | None:
    """Metric → restatement, for those that differ. None as long as it is being worked out; asking begins that."""
    edition = edition_of(view)
    if edition is None:
        return {}
    key = (edition.content_hash, view.version.number, view.version.content_hash)
    with _lock:
        if key in _found:
            return _found[key]
        begun = key in _asked
        _asked.add(key)
    if not begun:
        content = frozen.content_of(home(), edition)
        if content is None:
            _forget(key)
            return {}
        background.start("restated", _work, key, home(), edition, content, view.version)
    return None


def _work(key: Key, place: Path, edition: Edition, content: Content, version: Version) -> None:
    try:
        found = restated(place, edition, content, version)
        with _lock:
            _found[key] = found
    except Unreachable:
        frozen.look_again(place)
    finally:
        _forget(key)


def _forget(key: Key) -> None:
    with _lock:
        _asked.discard(key)


def mark(view: View, metric: str) -> str:
    """A small ≠ that leads to the explanation; "" where the number stands as it was shown, or is not yet known."""
    restatement = (known(view) or {}).get(metric)
    return marked(view, restatement) if restatement else ""


def marked(view: View, restatement: Restatement) -> str:
    """The same for a known restatement."""
    href = view.href("changes", metric=restatement.metric, edition=view.state.edition)
    return link(href, "≠", "pd-neq", said(view, restatement))


def said(view: View, restatement: Restatement) -> str:
    """11-06 例会所示 89家，现按最新数据为 91家, or that the target was changed."""
    edition, unit = edition_of(view), metrics.catalogue()[restatement.metric].unit
    day = format.day_near(edition.as_of, view.at) if edition else ""
    changed = restatement.shown != restatement.now
    shown, now = (restatement.shown, restatement.now) if changed else (restatement.target_shown, restatement.target_now)
    key = "changes.neq" if changed else "changes.neq_target"
    return text(key, view.lang, day=day, shown=view.amount(shown, unit), now=view.amount(now, unit))
