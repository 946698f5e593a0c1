"""What taking a try would do: rows, counts, and what it does to the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.access import Scope
from parkdash.contracts import Contract, contracts
from parkdash.history import Clock, now, silent
from parkdash.home import Home, Progress
from parkdash.intake import drafts
from parkdash.intake.effects import effects
from parkdash.intake.model import Cell, Change, Draft, Effect, Preview, Study, What
from parkdash.intake.taking import given, terms
from parkdash.ledger import Aside, build_aside, read_aside
from parkdash.warehouse import Version

SHOWN = 20  # rows of each table and kind that a preview brings along
BUILDING = 0.85  # of the time; the rest goes into asking both versions


class Changes(NamedTuple):
    """One page of rows of one kind, and how many can be looked at in all."""

    rows: tuple[Change, ...]
    total: int


def preview(
    home: Path, draft: Draft, study: Study, scope: Scope, progress: Progress = silent, clock: Clock = now
) -> Preview:
    """Build the version with the try in it aside and compare. Nothing is taken.

    What was built is kept with the try, so that taking it right after does not build it again. Raises Refused,
    WrongMode, BuildFailed, RebuildNeeded, Gone if the try has ended.
    """
    folder = _folder(home, draft)
    files = given(draft, study)
    agreed = terms(draft, study, files)
    if not folder.parent.is_dir():
        raise drafts.Gone(draft.id)
    made = build_aside(home, folder, files, None, agreed, lambda step, share: progress(step, share * BUILDING), clock)
    rows = tuple(
        row for table in made.counts for what in ("new", "changed", "missing") for row in _page(made, table, what).rows
    )
    day, moved = _effects(home, made, scope, progress)
    progress("done", 1.0)
    return Preview(draft.id, made.basis.version, made.counts, rows, moved, day, made.basis.content_hash)


def changes(home: Path, draft: Draft, table: str, what: What, page: int = 1, size: int = 50) -> Changes:
    """One page (from 1) of the rows of a table that are new, changed or missing; without a preview before, nothing.

    Of very many rows only the first few thousand can be looked at; the counts tell how many there are.
    """
    made = read_aside(_folder(home, draft))
    return _page(made, table, what, page, size) if made and table in made.counts else Changes((), 0)


def _folder(home: Path, draft: Draft) -> Path:
    return drafts.folder_of(home, draft.id) / drafts.ASIDE


def _effects(home: Path, made: Aside, scope: Scope, progress: Progress) -> tuple[Any, tuple[Effect, ...]]:
    before = Version(Home(home).versions / made.basis.file) if made.basis.file else None
    after = Version(made.version)
    moved = effects(before, after, scope, after.cut_off,
                    lambda step, share: progress(step, BUILDING + share * (1 - BUILDING)))  # fmt: skip
    return after.cut_off, moved


def _page(made: Aside, table: str, what: str, page: int = 1, size: int = SHOWN) -> Changes:
    rows = made.rows(table)
    mine = rows.filter(pc.equal(rows["what"], what))
    shown: pa.Table = mine.slice((page - 1) * size, size)
    return Changes(tuple(_change(contracts()[table], row) for row in shown.to_pylist()), mine.num_rows)


def _change(contract: Contract, row: dict[str, Any]) -> Change:
    side = "old" if row["what"] == "missing" else "new"
    cells = tuple(_cells(contract, row)) if row["what"] != "missing" or row[f"new_{contract.key[0]}"] else ()
    key = tuple((name, row[f"{side}_{name}"]) for name in contract.key)
    return Change(contract.table, row["what"], key, cells, row["file"], row["sheet"], row["source_row"])


def _cells(contract: Contract, row: dict[str, Any]) -> list[Cell]:
    """What differs; where only the kept text of a cell does, the texts."""
    found = []
    for column in contract.columns:
        names = (column.name, f"{column.name}_text") if column.raw else (column.name,)
        differing = [name for name in names if row[f"old_{name}"] != row[f"new_{name}"]]
        if differing:
            found.append(Cell(column.name, row[f"old_{differing[0]}"], row[f"new_{differing[0]}"]))
    return found
