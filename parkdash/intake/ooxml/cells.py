"""The cells of a sheet: their formats changed, missing ones added, everything else as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping

from parkdash.intake.ooxml.package import NotEditable
from parkdash.intake.placed import Mark, Place, address, column_number

_ROOT = re.compile(r"<((?:[\w.-]+:)?)worksheet\b")
_REF = re.compile(r'\br="([A-Z]{1,3})(\d+)"')
_MERGED = re.compile(r'<(?:[\w.-]+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')

Format = Callable[[int, Mark], int]  # the number of a format and what is wrong → the number of the coloured one


def prefix_of(text: str) -> str:
    """How the names of a sheet's elements begin: "" or like "x:". NotEditable if it is no sheet."""
    found = _ROOT.search(text)
    if not found:
        raise NotEditable("worksheet")
    return found[1]


def shown_at(text: str, marks: Mapping[Place, Mark]) -> dict[Place, Mark]:
    """The marks with cells that a merged area hides moved to the corner where it is shown."""
    moved: dict[Place, Mark] = dict(marks)
    rows = sorted({row for row, _ in marks})
    for left, top, right, bottom in _MERGED.findall(text):
        corner = (int(top), column_number(left))
        for row in rows[bisect_left(rows, int(top)) :]:
            if row > int(bottom):
                break
            for column in range(corner[1], column_number(right) + 1):
                mark = moved.pop((row, column), None) if (row, column) != corner else None
                if mark:
                    known = moved.get(corner)
                    moved[corner] = Mark(known.severity, f"{known.text}\n{mark.text}") if known else mark
    return moved


def coloured(text: str, marks: Mapping[Place, Mark], format_of: Format) -> str:
    """The sheet with the marked cells in other formats."""
    p = prefix_of(text)
    found = re.search(rf"<{p}sheetData\b[^>]*?(/>|>)", text)
    if not found:
        raise NotEditable("sheetData")
    if found[1] == "/>":
        opened = found[0][:-2] + ">"
        text = f"{text[: found.start()]}{opened}</{p}sheetData>{text[found.end() :]}"
        start = found.start() + len(opened)
    else:
        start = found.end()
    end = text.find(f"</{p}sheetData>", start)
    if end < 0:
        raise NotEditable("sheetData")
    rows = _Rows(p, marks, format_of, _column_formats(text[:start], p))
    return text[:start] + rows.edited(text[start:end]) + text[end:]


def _column_formats(head: str, p: str) -> list[tuple[int, int, int]]:
    """(first column, last column, format) as the sheet says for cells that are not there."""
    found = []
    for tag in re.findall(rf"<{p}col\b[^>]*>", head):
        values = dict(re.findall(r'\b(min|max|style)="(\d+)"', tag))
        if len(values) == 3:
            found.append((int(values["min"]) - 1, int(values["max"]) - 1, int(values["style"])))
    return found


class _Rows:
    """The rows of one sheet being edited."""

    def __init__(self, p: str, marks: Mapping[Place, Mark], format_of: Format, columns: list) -> None:
        self._p, self._format_of, self._columns = p, format_of, columns
        self._wanted: dict[int, dict[int, Mark]] = {}
        for (row, column), mark in sorted(marks.items()):
            self._wanted.setdefault(row, {})[column] = mark
        self._row = re.compile(rf"<{p}row\b([^>]*?)(/?)>")
        self._cell = re.compile(rf"<{p}c\b([^>]*?)(/?)>")

    def edited(self, text: str) -> str:
        out, done, number = [], 0, 0
        waiting = sorted(self._wanted)
        for found in self._row.finditer(text):
            told = re.search(r'\br="(\d+)"', found[1])
            number = int(told[1]) if told else number + 1
            while waiting and waiting[0] < number:
                out += [text[done : found.start()], self._new_row(waiting.pop(0))]
                done = found.start()
            if not waiting:
                break
            if waiting[0] == number:
                waiting.pop(0)
                end = found.end() if found[2] else text.find(f"</{self._p}row>", found.end())
                if end < 0:
                    raise NotEditable("row")
                body = "" if found[2] else text[found.end() : end]
                out += [text[done : found.start()], f"<{self._p}row{found[1]}>", self._cells(number, found[1], body)]
                out += [f"</{self._p}row>"] if found[2] else []
                done = end
        return "".join([*out, text[done:], *map(self._new_row, waiting)])

    def _new_row(self, number: int) -> str:
        return f'<{self._p}row r="{number}">{self._cells(number, "", "")}</{self._p}row>'

    def _cells(self, number: int, row: str, body: str) -> str:
        out, done, column = [], 0, -1
        wanted = dict(self._wanted[number])
        for found in self._cell.finditer(body):
            told = _REF.search(found[1])
            column = column_number(told[1]) if told else column + 1
            for missing in [each for each in wanted if each < column]:
                out += [body[done : found.start()], self._new_cell(number, missing, row, wanted.pop(missing))]
                done = found.start()
            if column in wanted:
                old = re.search(r'\ss="(\d+)"', found[1])
                new = self._format_of(int(old[1]) if old else 0, wanted.pop(column))
                kept = re.sub(r'\ss="\d+"', "", found[1])
                out += [body[done : found.start()], f'<{self._p}c{kept} s="{new}"{found[2]}>']
                done = found.end()
        return "".join([*out, body[done:], *(self._new_cell(number, at, row, wanted[at]) for at in sorted(wanted))])

    def _new_cell(self, number: int, column: int, row: str, mark: Mark) -> str:
        own = re.search(r'\ss="(\d+)"', row) if "customFormat=" in row else None
        base = int(own[1]) if own else next((s for low, high, s in self._columns if low <= column <= high), 0)
        return f'<{self._p}c r="{address((number, column))}" s="{self._format_of(base, mark)}"/>'
