"""Issues that are still open: of tries that wait for somebody, and what was taken all the same by batches in force.

`drafts/<id>/issues.json` is written as a try is studied, `issues/<batch>.json` when it is taken: a report beside the
ledger, from which nothing is built, so a batch whose report was lost in a crash counts all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from parkdash.batch import Batch, in_force
from parkdash.history import batches
from parkdash.home import write_whole
from parkdash.ingest import Issue
from parkdash.intake import drafts

NAME = "issues.json"
BATCHES = 20  # the newest ones that are looked at


@dataclass(frozen=True)
class Kind:
    """Issues of one code: the first of them, and in how many places."""

    first: Issue
    count: int


@dataclass(frozen=True)
class Open:
    """What is open of one try (`draft`) or one batch (`batch`), errors first. `since` is when it was handed in."""

    since: datetime
    source: str
    files: tuple[str, ...]
    kinds: tuple[Kind, ...]
    draft: str = ""
    batch: int = 0

    def count(self, severity: str) -> int:
        """In how many places there is something of this severity."""
        return sum(kind.count for kind in self.kinds if kind.first.severity == severity)


def places(issue: Issue) -> int:
    """How many places one issue speaks of: some only count others."""
    count = issue.params.get("count", 1)
    return count if isinstance(count, int) else 1


def note(folder: Path, issues: Iterable[Issue]) -> None:
    """Write beside a try what was found in it."""
    write_whole(folder / NAME, _json(issues))


def keep(home: Path, issues: Iterable[Issue], batch: int) -> None:
    """Write what was found in the files of a batch."""
    place = home / "issues"
    place.mkdir(exist_ok=True)
    write_whole(place / f"{batch:06d}.json", _json(issues))


def open_issues(home: Path) -> list[Open]:
    """Everything with issues, what waits longest first."""
    tries = [
        Open(draft.started_at, draft.source, tuple(file.name for file in draft.files), kinds, draft=draft.id)
        for draft in drafts.open_tries(home)
        if (kinds := _read(drafts.folder_of(home, draft.id) / NAME))
    ]
    newest = [batch for batch in in_force(batches(home)) if batch.kind == "import"][-BATCHES:]
    taken = [_of_batch(batch, kinds) for batch in newest if (kinds := _read(home / "issues" / f"{batch.id}.json"))]
    return sorted([*tries, *taken], key=lambda one: one.since)


def _of_batch(batch: Batch, kinds: tuple[Kind, ...]) -> Open:
    names = tuple(file.name for file in batch.files)
    return Open(batch.accepted_at, batch.source, names, kinds, batch=batch.number)


def _json(issues: Iterable[Issue]) -> bytes:
    by_code: dict[str, list[Issue]] = {}
    for issue in issues:
        by_code.setdefault(issue.code, []).append(issue)
    entries = [
        {**{name: getattr(found[0], name) for name in ("severity", "sheet", "row", "column", "code", "letter")},
         "params": dict(found[0].params), "count": sum(map(places, found))}
        for found in by_code.values()
    ]  # fmt: skip
    entries.sort(key=lambda entry: (entry["severity"] != "error", -entry["count"]))
    return (json.dumps(entries, ensure_ascii=False, default=str) + "\n").encode()


def _read(path: Path) -> tuple[Kind, ...]:
    """What was written; nothing where nothing was."""
    try:
        entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(Kind(Issue(**entry), count) for entry in entries for count in [entry.pop("count")])
