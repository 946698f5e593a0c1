"""One row of a kept file as its spreadsheet has it: cell, header, text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from parkdash.history import batches
from parkdash.home import Home
from parkdash.ingest import mapping_of
from parkdash.ingest.files import sheets_in
from parkdash.ingest.sheets import Sheet, letter
from parkdash.metrics.model import SourceRef


class Cell(NamedTuple):
    """One cell: its name (F17), what its column is headed, and the text in it."""

    name: str
    header: str
    written: str


def source_row(home: Path, source: SourceRef, row: int) -> list[Cell]:
    """The cells of a row, as the file has them. Empty if the kept file has no such sheet or row."""
    kept = next((batch for batch in batches(home) if batch.id == source.batch), None)
    sheets = _sheets(str(home), source.sha256, source.file, kept.mapping if kept else None)
    sheet = next((sheet for sheet in sheets if sheet.name == source.sheet), None)
    if sheet is None:
        return []
    numbers = sheet.rows.to_pylist()
    if row not in numbers:
        return []
    at = numbers.index(row)
    columns = zip(sheet.headers, sheet.columns, strict=False)
    return [Cell(f"{letter(i)}{row}", header, column[at].as_py() or "") for i, (header, column) in enumerate(columns)]


@st.cache_resource(max_entries=4, show_spinner=False)
def _sheets(home: str, sha256: str, name: str, mapping: str | None) -> list[Sheet]:
    """A kept file, read once more; a few are kept because a reader goes from row to row of one file."""
    content = (Home(Path(home)).files / sha256).read_bytes()
    if mapping is None:
        return sheets_in(content, name)
    read_as = mapping_of(mapping)
    return sheets_in(content, name, read_as.encoding, read_as.header_row)
