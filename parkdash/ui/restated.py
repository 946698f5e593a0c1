"""≠: where the last edition would come out differently today. Worked out beside the readers, never waited for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from cachetools import LRUCache

from parkdash import background, metrics, warehouse
from parkdash.access import own_scope
from parkdash.home import Damaged, NoVersion
from parkdash.office import Unreachable
from parkdash.review import Content, Edition, Restatement, restated
from parkdash.text import text
from parkdash.ui import format, frozen
from parkdash.ui.markup import link
from parkdash.ui.view import Look, View, home
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
    return against(edition, view.version) if edition else {}


def against(edition: Edition, version: Version) -> Found | None:
    """The same for an edition that the reader may open, held against any version."""
    key = (edition.content_hash, version.number, version.content_hash)
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
        background.start("restated", _work, key, home(), edition, content, version)
    return None


def look_ahead(new: Version) -> None:
    """Begin to hold the last edition against a version before anybody reads it."""
    edition = frozen.last_before(home(), own_scope(), new.cut_off)
    if edition and edition.version <= new.number:
        against(edition, new)


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
    restatement, edition = (known(view) or {}).get(metric), edition_of(view)
    return marked(view, edition, restatement) if restatement and edition else ""


def mark_in(view: Look, edition: Edition, metric: str) -> str:
    """The same on the edition's own page, where its figure is held against the newest data."""
    try:
        newest = warehouse.current(home())
    except (NoVersion, Damaged):
        return ""
    known_now = against(edition, newest) if edition.state != "draft" and edition.version <= newest.number else {}
    restatement = (known_now or {}).get(metric)
    return marked(view, edition, restatement) if restatement else ""


def marked(view: Look, edition: Edition, restatement: Restatement) -> str:
    """The same for a known restatement."""
    href = view.href("changes", metric=restatement.metric, edition=edition.id)
    return link(href, "≠", "pd-neq", said(view, edition, restatement))


def said(view: Look, edition: Edition, restatement: Restatement) -> str:
    """11-06 例会所示 89家，按现有数据为 91家, or that the target was changed."""
    unit, day = metrics.catalogue()[restatement.metric].unit, format.day(edition.as_of)
    changed = restatement.shown != restatement.now
    shown, now = (restatement.shown, restatement.now) if changed else (restatement.target_shown, restatement.target_now)
    key = "changes.neq" if changed else "changes.neq_target"
    return text(key, view.lang, day=day, shown=view.amount(shown, unit), now=view.amount(now, unit))
