"""What the reader of xlsx does not tell: hidden rows, percentages, formulas without a value; and whether it is safe to
let it read. One pass over every part, unpacked within bounds."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from parkdash.ingest.extent import Extent
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.packed import Budget, Part, parts_of, unpacked

TAG_LIMIT = 1 << 20  # bytes without the beginning of a tag: a cell of megabytes
SMALL = 32 << 20  # bytes of a part that is parsed as a whole
STRING_LIMIT = 10_000_000  # different texts of a workbook
PERCENT_PIECES = 4  # pieces of a sheet by which its percentages are told
_STRUCTURE = re.compile(r"(?i)xl/(workbook\.xml|styles\.xml|_rels/workbook\.xml\.rels)")
_HIDDEN = re.compile(rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden\s*=\s*["'](?:1|true))[^>]*?\br\s*=\s*["'](\d+)""")
_NO_VALUE = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")
_NUMBER = re.compile(rb"""<c r="([A-Z]{1,3})\d+"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>[^<]""")
_STYLE = re.compile(rb'\bs="(\d+)"')
_TYPED = re.compile(rb'\bt="(?!n")')
_PERCENT_FORMATS = (9, 10)  # built in: 0% and 0.00%


@dataclass
class Marks:
    """What a sheet says beside its values. `no_value`: cells whose formula was never worked out, and the first of
    them. `percent`: column letters whose numbers are shown as percentages."""

    hidden: set[int] = field(default_factory=set)
    percent: set[str] = field(default_factory=set)
    no_value: int = 0
    first_no_value: str = ""


def marks_in(content: bytes, file: str) -> dict[str, Marks]:
    """The marks of each sheet by its name. Unreadable if the workbook is damaged, too big, or declares entities."""
    budget = Budget(content, file)
    parts = parts_of(content, file)
    structure = {}
    for part in parts:
        if _STRUCTURE.fullmatch(part.name):
            structure[part.name.lower()] = _whole(part, budget, file)
    styles = _percent_styles(structure.get("xl/styles.xml"), file)
    others = [part for part in parts if part.name.lower() not in structure]
    marks = {part.name.lower().lstrip("/"): _scanned(part, budget, styles, file) for part in others}
    return {name: marks[path] for name, path in _sheet_paths(structure, file).items() if path in marks}


def pieces(part: Part, budget: Budget, file: str) -> Iterator[bytes]:
    """The XML of a part in pieces that end where a tag begins. Unreadable if it declares entities."""
    before = b""
    for chunk in unpacked(part, budget, file):
        text = before + chunk
        cut = text.rfind(b"<")
        if len(text) - max(cut, 0) > TAG_LIMIT and _is_xml(text):
            raise Unreadable("too_big", file=file, detail=f"{part.name}: > {TAG_LIMIT:,}")
        if b"<!" in text and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise Unreadable("declared_entities", file=file, part=part.name)
        if cut > 0:
            yield text[:cut]
        before = text[max(cut, 0) :]
    yield before


def _is_xml(text: bytes) -> bool:
    return text[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _whole(part: Part, budget: Budget, file: str) -> bytes:
    parts, size = [], 0
    for piece in pieces(part, budget, file):
        size += len(piece)
        if size > SMALL:
            raise Unreadable("too_big", file=file, detail=f"{part.name}: > {SMALL >> 20} MiB")
        parts.append(piece)
    return b"".join(parts)


def _scanned(part: Part, budget: Budget, styles: set[int], file: str) -> Marks:
    """Everything that lies in the file is unpacked and counted; sheets are looked into, whatever their name is."""
    marks, extent = Marks(), Extent(file)
    numbers: Counter[bytes] = Counter()
    percents: Counter[bytes] = Counter()
    is_sheet, strings = False, 0
    for number, piece in enumerate(pieces(part, budget, file)):
        if piece[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<") and not number:
            raise Unreadable("damaged", file=file, detail=f"{part.name}: UTF-16")
        is_sheet = is_sheet or b"sheetData" in piece
        strings += piece.count(b"<si")
        if strings > STRING_LIMIT:
            raise Unreadable("too_big", file=file, detail=f"> {STRING_LIMIT:,}")
        if is_sheet:
            extent.feed(piece)
            _mark(piece, marks)
            if styles and number < PERCENT_PIECES:
                _count_percents(piece, styles, numbers, percents)
    extent.close()
    marks.percent = {column.decode() for column, count in percents.items() if count * 2 > numbers[column]}
    return marks


def _mark(piece: bytes, marks: Marks) -> None:
    if b"hidden" in piece:
        marks.hidden.update(int(row) for row in _HIDDEN.findall(piece))
    if b"</f>" not in piece:
        return
    for found in _NO_VALUE.finditer(piece):
        marks.no_value += 1
        if not marks.first_no_value:
            cell = piece.rfind(b"<c ", 0, found.start())
            address = re.search(rb'r="(\w+)"', piece[cell : found.start()])
            marks.first_no_value = address[1].decode() if address else ""


def _count_percents(piece: bytes, styles: set[int], numbers: Counter[bytes], percents: Counter[bytes]) -> None:
    for column, attributes in _NUMBER.findall(piece):
        if _TYPED.search(attributes):
            continue
        numbers[column] += 1
        style = _STYLE.search(attributes)
        percents[column] += bool(style and int(style[1]) in styles)


def _percent_styles(content: bytes | None, file: str) -> set[int]:
    """The numbers of the cell styles that show percentages."""
    if content is None:
        return set()
    root = _parsed(content, file)
    formats = {
        each.get("numFmtId", "") for each in root.iterfind(".//{*}numFmt") if "%" in _bare(each.get("formatCode", ""))
    }
    formats |= {str(number) for number in _PERCENT_FORMATS}
    return {place for place, xf in enumerate(root.iterfind("./{*}cellXfs/{*}xf")) if xf.get("numFmtId") in formats}


def _bare(code: str) -> str:
    """A number format without its quoted texts."""
    return re.sub(r'"[^"]*"|\\.', "", code)


def _sheet_paths(structure: dict[str, bytes], file: str) -> dict[str, str]:
    """The path of each sheet's part, by the sheet's name."""
    book, links = (structure.get(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    if book is None or links is None:
        return {}
    targets = {each.get("Id"): each.get("Target", "") for each in _parsed(links, file)}
    found = {}
    for sheet in _parsed(book, file).iterfind("./{*}sheets/{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        path = posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/").lower()
        found[sheet.get("name", "")] = path
    return found


def _parsed(content: bytes, file: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise Unreadable("damaged", file=file, detail=error) from error
