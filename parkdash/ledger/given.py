"""What is handed to the ledger: files with their checked rows, and on which terms they are to be taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.batch import Batch, KeptFile, Mode, SheetColumns, TableCount
from parkdash.home import Pointer
from parkdash.ingest import Intake

CHUNK = 1 << 20


class Refused(ValueError):
    """The files have problems that forbid taking them; the intake's issues say which."""


class Overtaken(RuntimeError):
    """The data have changed since somebody looked at them; the message is the number of the newest one."""


class Given(NamedTuple):
    """One file: its name, its bytes or where they lie, its rows, and the mapping (TOML) they were read through."""

    name: str
    content: bytes | Path
    intake: Intake
    mapping: str | None = None


@dataclass(frozen=True)
class Terms:
    """How files are taken: who handed them in, what becomes of earlier rows, whether rows in error stop all the others,
    the try that they come from, which makes one batch however often it is asked for, and the content hash of the
    version that whoever agreed compared with (None: nobody looked).
    """

    source: str = ""
    modes: Mapping[str, Mode] = field(default_factory=dict)
    partial: bool = False
    draft: str = ""
    seen: str | None = None


def refuse_errors(files: Sequence[Given], terms: Terms) -> None:
    """Refused if rows are in error and are not to be left out."""
    if terms.partial:
        return
    if any(issue.severity == "error" for file in files for issue in file.intake.issues):
        raise Refused(", ".join(file.name for file in files))


def entry_of(
    pointer: Pointer,
    files: Sequence[Given],
    mapping: str | None,
    who: str,
    why: str,
    accepted_at: datetime,
    terms: Terms,
) -> Batch:
    """The batch that these files make after the pointer's last one; its counts are those of the files alone."""
    mappings = tuple(dict.fromkeys(file.mapping for file in files if file.mapping is not None))
    columns = tuple(
        SheetColumns(file_no, table, sheet, letters)
        for file_no, file in enumerate(files)
        for (table, sheet), letters in sorted(file.intake.columns.items())
    )
    tables = sorted({table for file in files for table in file.intake.tables})
    counts = {table: TableCount(_rows(files, table), left_out=_left_out(files, table)) for table in tables}
    return Batch(
        pointer.batches + 1, Path(), accepted_at, who, why, tuple(_kept(file, mappings) for file in files), counts,
        columns, mapping, source=terms.source, modes=dict(terms.modes), mappings=mappings, draft=terms.draft,
    )  # fmt: skip


def _kept(file: Given, mappings: tuple[str, ...]) -> KeptFile:
    place = None if file.mapping is None else mappings.index(file.mapping)
    digest, size = hashlib.sha256(), 0
    for chunk in chunks_of(file.content):
        digest.update(chunk)
        size += len(chunk)
    return KeptFile(file.name, digest.hexdigest(), size, place)


def chunks_of(content: bytes | Path) -> Iterable[bytes]:
    """The bytes piece by piece, so that a file on disk is never in memory as a whole."""
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _rows(files: Sequence[Given], table: str) -> int:
    return sum(file.intake.tables[table].num_rows for file in files if table in file.intake.tables)


def _left_out(files: Sequence[Given], table: str) -> int:
    """Rows of the files that are in error and for that not in the table. Of more problems than are listed one by one
    each counts as a row.
    """
    return sum(_left_out_of(file.intake, table) for file in files if table in file.intake.tables)


def _left_out_of(intake: Intake, table: str) -> int:
    sheets = {sheet for of, sheet in intake.columns if of == table}
    wrong: dict[str, set[int]] = {}
    unlisted = 0
    for issue in intake.issues:
        if issue.severity == "error" and issue.sheet in sheets:
            if issue.row:
                wrong.setdefault(issue.sheet, set()).add(issue.row)
            elif issue.code == "more_of_same":
                unlisted += int(str(issue.params["count"]))
    return unlisted + sum(len(rows - _rows_taken(intake.tables[table], sheet)) for sheet, rows in wrong.items())


def _rows_taken(rows: pa.Table, sheet: str) -> set[int]:
    taken: set[int] = set(rows.filter(pc.equal(rows["sheet"], sheet))["source_row"].to_pylist())
    return taken
