"""The sheet of reasons that goes back with a file: how it is recognised when the file comes again."""

from __future__ import annotations

import re
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from parkdash.ingest.grids import Grid

TITLES = {"zh": "导入问题", "en": "Import issues"}
MARK = "parkdash-try:"  # followed by the try's id, in one of the first cells
_MARKED = re.compile(rf"{MARK}([\w.-]*)")
_ROWS = 6


def is_slip(grid: Grid) -> bool:
    """True for a sheet of reasons: it holds no rows."""
    return any(_MARKED.search(text or "") for column in grid.columns[:1] for text in column[:_ROWS].to_pylist())


def slip_in(content: bytes) -> tuple[str, str] | None:
    """Name of the sheet of reasons in a workbook and the id of the try on it. None without one."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for name in book.sheet_names:
                if name.startswith(tuple(TITLES.values())):
                    rows = book.get_sheet_by_name(name).to_python(nrows=_ROWS)
                    for found in filter(None, (_MARKED.search(str(cell)) for row in rows for cell in row)):
                        return name, found[1]
    except (CalamineError, OSError, ValueError):
        return None
    return None
