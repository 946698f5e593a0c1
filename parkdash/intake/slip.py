"""The sheet of reasons: its texts, and as a part of an xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from parkdash.ingest.sheets import letter
from parkdash.ingest.slip import MARK
from parkdash.intake.ooxml.styles import Styles
from parkdash.intake.placed import Line, address
from parkdash.packs.sheet import harmless
from parkdash.text import text

WIDTHS = (10, 20, 10, 24, 90)
HEAD = 6  # the row of the headings


@dataclass(frozen=True)
class Slip:
    """What stands on the sheet: texts above the headings, and one line per issue."""

    above: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    lang: str

    def cells(self, line: Line) -> tuple[str, ...]:
        """The texts of one line; none begins a formula."""
        severity = text(f"returned.severity.{line.severity}", self.lang)
        return tuple(str(harmless(cell)) for cell in (severity, line.sheet, line.cell, line.column, line.text))


def slip(
    lines: Sequence[Line], file: str, try_id: str, lang: str, rewritten: bool, left_out: Sequence[str] = ()
) -> Slip:
    """The sheet for a file. `rewritten`: the file is not given back as it was; `left_out`: sheets too long for it."""
    errors = sum(line.severity == "error" for line in lines)
    how = text("returned.rewritten", lang) if rewritten else text("returned.as_it_was", lang)
    if left_out:
        how += text("returned.too_long", lang, sheets="、".join(left_out))
    above = (
        str(harmless(text("returned.title", lang, file=file))),
        text("returned.counts", lang, errors=errors, warnings=len(lines) - errors),
        text("returned.what_to_do", lang),
        how,
        f"{MARK}{try_id}",
    )
    names = ("severity", "sheet", "cell", "column", "reason")
    return Slip(above, tuple(text(f"returned.headings.{name}", lang) for name in names), tuple(lines), lang)


def location(line: Line) -> str:
    """Where a line's link leads inside the workbook: 'sheet'!B7."""
    return "'" + line.sheet.replace("'", "''") + f"'!{line.cell}"


def as_part(told: Slip, styles: Styles) -> str:
    """The sheet as a part of an xlsx."""
    plain = styles.wrapped()
    rows = [_row(number, (line,), plain) for number, line in enumerate(told.above, 1)]
    rows.append(_row(HEAD, told.headings, plain))
    links = []
    for number, line in enumerate(told.lines, HEAD + 1):
        coloured = styles.coloured(plain, line.severity)
        rows.append(_row(number, told.cells(line), plain, coloured))
        if line.place:
            place = address((number, 2))
            links.append(f"<hyperlink ref={quoteattr(place)} location={quoteattr(location(line))}/>")
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(WIDTHS, 1)
    )
    merges = "".join(f'<mergeCell ref="A{row}:E{row}"/>' for row in range(1, len(told.above) + 1))
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        f'<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{HEAD}" topLeftCell="A{HEAD + 1}"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="{len(told.above)}">{merges}</mergeCells>'
        f"{linked}</worksheet>"
    )


def _row(number: int, texts: Sequence[str], plain: int, first: int | None = None) -> str:
    cells = "".join(
        f'<c r="{letter(at)}{number}" s="{first if first is not None and at == 0 else plain}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(told)}</t></is></c>'
        for at, told in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'
