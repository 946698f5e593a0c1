"""What is done to files. Damage may end in anything that is named; a change of form must not change the rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from fuzz.seeds import csv_of

Rows = tuple[tuple[str, ...], ...]
ODD_CELLS = (
    "", "-", "未透露", "=1+1", "@SUM(A1)", "\t", "NaN", "inf", "1e999", "-0", "2500(万)", "40(万美元)", "3.5亿元",
    "约100", "99999999999999999999", "2025-13-45", "1140816", "11407", "05/072018", "1/7/19", "4567890123456",
    "＋１２", "６．５％", "甲" * 5000, "<b>甲</b>", "[甲](javascript:1)", "\u202e甲", "\ufeff", "甲\x07", "'", '"',
    "合计", "2024年", "true", "0x1F",
)  # fmt: skip
ODD_XML = (
    b"<v>1e400</v>", b"<v>-1</v>", b"<v>abc</v>", b"<v></v>", b"<v>99999999999999999999</v>",
    b"<is><t>x</t></is>", b"<f>1</f>",    b"<v>&#x41;</v>", b"<v>&bad;</v>", b"<v>2958466</v>", b"<v>NaN</v>",
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16", "utf-16-le")


def damaged(content: bytes, chance: Random) -> bytes:
    """Bytes flipped, cut, doubled, or swapped."""
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        at = chance.randrange(len(spoiled) or 1)
        length = chance.choice((1, 2, 16, 300))
        kind = chance.randrange(4)
        if kind == 0 and spoiled:
            spoiled[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del spoiled[at : at + length]
        elif kind == 2:
            spoiled[at:at] = spoiled[at : at + length]
        else:
            spoiled[at:at] = chance.randbytes(chance.randrange(4))
    return bytes(spoiled[: chance.randrange(len(spoiled) + 1)] if chance.random() < 0.2 else spoiled)


def repacked(content: bytes, chance: Random) -> bytes:
    """A workbook with one part damaged, dropped or changed in a cell, and all checksums right."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as whole, ZipFile(target, "w", ZIP_DEFLATED) as taken:
        names = whole.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = whole.read(name)
            if name == chosen or (name.endswith(("sheet1.xml", "content.xml")) and chance.random() < 0.5):
                part = _part(part, chance)
            if part is not None:
                taken.writestr(name, part)
    return target.getvalue()


def _part(part: bytes, chance: Random) -> bytes | None:
    kind = chance.randrange(5)
    if kind == 0:
        return None
    if kind == 1:
        return damaged(part, chance)
    pattern = (rb"<v>[^<]*</v>", rb'\b(?:r|s|t|ref|count)="[^"]*"', rb"<(?:row|c|si|xf) [^>]*>")[kind - 2]
    places = list(re.finditer(pattern, part))
    if not places:
        return damaged(part, chance)
    found = chance.choice(places)
    odd = (chance.choice(ODD_XML), chance.choice((b'r="XFD1048576"', b't="d"', b's="99999"', b"")), b"")[kind - 2]
    return part[: found.start()] + odd + part[found.end() :]


def reordered(rows: Rows, chance: Random) -> bytes:
    """The columns in another order."""
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    return csv_of(tuple(tuple(row[place] for place in order) for row in rows))


def titled(rows: Rows, chance: Random) -> bytes:
    """Title and blank rows above."""
    width = len(rows[0])
    blank = ("",) * width
    title = (chance.choice(("统计表", "2025年3月一览表", "附件1")), *blank[1:])
    above = [title, blank] if chance.random() < 0.5 else [title]
    return csv_of((*above, *rows))


def spaced(rows: Rows, chance: Random) -> bytes:
    """A blank row somewhere between the records, blanks about the cells, and lines ending as on Windows."""
    at = chance.randrange(1, len(rows))
    loose = tuple(tuple(f" {cell} " if chance.random() < 0.2 else cell for cell in row) for row in rows)
    return csv_of((*loose[:at], ("",) * len(rows[0]), *loose[at:])).replace(b"\n", b"\r\n")


def recoded(rows: Rows, chance: Random) -> bytes:
    """In another encoding, with another delimiter."""
    text = csv_of(rows).decode().replace(",", chance.choice(",;\t"))
    return text.encode(chance.choice(ENCODINGS))


KEEPING: tuple[Callable[[Rows, Random], bytes], ...] = (reordered, titled, spaced, recoded)


def with_cell(rows: Rows, chance: Random) -> tuple[bytes, int]:
    """One cell of a record changed, and which record, counted from 1."""
    record, place = chance.randrange(1, len(rows)), chance.randrange(len(rows[0]))
    odd = chance.choice(ODD_CELLS)
    quoted = '"' + odd.replace('"', '""') + '"' if set(odd) & set(',"\n') else odd
    changed = [list(row) for row in rows]
    changed[record][place] = quoted
    return csv_of(tuple(map(tuple, changed))), record


def disturbed(rows: Rows, chance: Random) -> bytes:
    """Headers doubled, dropped or swapped, rows of other lengths, quotation marks left open."""
    changed = [list(row) for row in rows]
    kind = chance.randrange(5)
    if kind == 0:
        changed[0][chance.randrange(len(changed[0]))] = chance.choice(changed[0])
    elif kind == 1:
        changed[0][chance.randrange(len(changed[0]))] = ""
    elif kind == 2:
        changed[chance.randrange(len(changed))].append("多")
    elif kind == 3:
        changed[chance.randrange(len(changed))][0] += '"'
    else:
        del changed[0]
    return csv_of(tuple(map(tuple, changed)))
