"""The clerk's own workbook back: bad cells coloured with the reason as a note, a sheet of reasons in front."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from parkdash.ingest import sheets_of
from parkdash.ingest.files import grids_in
from parkdash.ingest.issues import Issue, Unreadable
from parkdash.ingest.packed import MARK as ZIPPED
from parkdash.ingest.sheets import Sheet
from parkdash.ingest.slip import TITLES, slip_in
from parkdash.intake.ooxml.book import Book, try_named, unselected
from parkdash.intake.ooxml.cells import coloured, shown_at
from parkdash.intake.ooxml.notes import noted
from parkdash.intake.ooxml.package import NotEditable, Package
from parkdash.intake.ooxml.styles import Styles
from parkdash.intake.placed import Line, lines, marks, standing_in
from parkdash.intake.rewritten import fits, rewritten
from parkdash.intake.slip import as_part, slip
from parkdash.text import text

IN_PLACE = (".xlsx", ".xlsm")


def returned(
    content: bytes, file: str, issues: Sequence[Issue], lang: str, sheets: Sequence[Sheet] = (), try_id: str = ""
) -> tuple[bytes, str]:
    """The workbook to be corrected, and its name. `sheets` are those that the file was read as, which know their
    headers; `try_id` is kept in it, so that `try_id_in` knows it again.

    An xlsx or xlsm stays as it is but for colours, notes and the sheet in front (macros too); any other file, and an
    xlsx that cannot be changed in place, comes as an xlsx with the same texts. Colours and notes of an earlier try are
    taken off; a cell that had a colour of its own before it was marked has none afterwards. Unreadable if the file is.
    """
    told = lines(issues, sheets or sheets_of(content, file), lang)
    path = PurePath(file)
    name = text("returned.name", lang, file=path.stem)
    edited = _in_place(content, file, told, lang, try_id) if content.startswith(ZIPPED) else None
    if edited is not None:
        return edited, name + (path.suffix if path.suffix.lower() in IN_PLACE else ".xlsx")
    grids = grids_in(content, file)
    whole = [grid for grid in grids if fits(grid)]
    told = standing_in(told, [grid.name for grid in grids])
    front = slip(told, path.name, try_id, lang, rewritten=True, left_out=[g.name for g in grids if not fits(g)])
    return rewritten(whole, marks(told), front), f"{name}.xlsx"


def _in_place(content: bytes, file: str, told: Sequence[Line], lang: str, try_id: str) -> bytes | None:
    """None if the workbook is made in a way that cannot be changed in place."""
    try:
        return _edited(content, file, told, lang, try_id)
    except NotEditable:
        return None


def _edited(content: bytes, file: str, told: Sequence[Line], lang: str, try_id: str) -> bytes:
    package = Package(content, file)
    book = Book(package)
    told = standing_in(told, book.parts)
    styles = Styles(package, book.styles)
    old = slip_in(content)
    wrong = marks(told)
    for name, part in book.parts.items():
        if old and name == old[0]:
            continue
        sheet = package.sheet(part)
        here = shown_at(sheet, wrong.get(name, {}))
        edited = coloured(sheet, here, lambda base, mark: styles.coloured(base, mark.severity)) if here else sheet
        package.put_sheet(part, unselected(noted(package, part, edited, here)))
    front = as_part(slip(told, PurePath(file).name, try_id, lang, rewritten=False), styles)
    if old and old[0] in book.parts:
        package.put(book.parts[old[0]], front)
        book.show_first()
    else:
        book.put_in_front(book.free_name(TITLES[lang]), front)
    book.name_try(try_id)
    styles.written()
    book.written()
    return package.written()


def try_id_in(content: bytes) -> str | None:
    """The id of the try that a workbook was returned for, whatever it was saved as since; None for any other file."""
    if content.startswith(ZIPPED):
        try:
            named = try_named(Package(content, ""))
        except (NotEditable, Unreadable):
            named = None
        if named is not None:
            return named or None
    found = slip_in(content)
    return found[1] or None if found else None
