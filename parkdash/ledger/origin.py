"""A row as it stands in the file that it came from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from parkdash.batch import SourceRef, read_batch
from parkdash.home import Home
from parkdash.ingest import mapping_of, sheets_of
from parkdash.ingest.files import sheets_in
from parkdash.ingest.sheets import Sheet, letter


def source_row(home: Path, source: SourceRef, row: int) -> list[tuple[str, str, str]]:
    """The row as it stands in the accepted file: (cell like "B17", header, text) for each of its columns.

    Empty if the batch is gone or the sheet has no such row.
    """
    folder = Home(home).batches / source.batch
    if not (folder / "batch.json").exists():
        return []
    batch = read_batch(folder)
    known = {(file.name, file.sha256): batch.mapping_of(number) for number, file in enumerate(batch.files)}
    mapping_text = known.get((source.file, source.sha256))
    for sheet in _sheets(Home(home).files / source.sha256, source.file, mapping_text):
        numbers = sheet.rows.to_numpy()
        place = int(numbers.searchsorted(row))
        if sheet.name == source.sheet and place < len(numbers) and numbers[place] == row:
            cells = enumerate(zip(sheet.headers, sheet.columns, strict=True))
            return [(f"{letter(number)}{row}", header, texts[place].as_py() or "") for number, (header, texts) in cells]
    return []


@lru_cache(maxsize=4)
def _sheets(path: Path, file_name: str, mapping_text: str | None) -> list[Sheet]:
    """The sheets of a kept file, which never changes, read as they were when it was accepted."""
    if mapping_text is None:
        return sheets_in(path.read_bytes(), file_name)
    return sheets_of(path.read_bytes(), file_name, mapping_of(mapping_text))
