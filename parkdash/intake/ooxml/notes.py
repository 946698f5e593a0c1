"""Notes on cells: a part with the texts and a part with their boxes, beside those that the sheet already has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from parkdash.intake.ooxml.cells import prefix_of
from parkdash.intake.ooxml.package import RELATIONS, NotEditable, Package
from parkdash.intake.placed import Mark, Place, address, column_number

AUTHOR = "parkdash"  # by which our notes are taken off again when the file comes back
ADDED = f"\n※ {AUTHOR}: "  # before what we add, as its last part, to a note that somebody else wrote
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What stands after the reference to the notes' boxes in a sheet (ECMA-376, CT_Worksheet).
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(r"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)


def noted(package: Package, part: str, text: str, marks: Mapping[Place, Mark]) -> str:
    """The sheet with a note on each marked cell; what earlier tries noted is gone. `text` is the sheet's own XML."""
    relations = package.relations(part)
    notes = next((target for kind, target in relations.values() if kind == "comments"), "")
    boxes = _boxes_of(text, relations)
    if notes:
        _remove_ours(package, notes, boxes)
    if not marks:
        return text
    known = _write_notes(package, notes, marks) if notes else set()
    if not notes:
        notes = package.free("xl/comments{}.xml")
        package.put(notes, _new_notes(marks))
        package.declare(notes, "spreadsheetml.comments")
        package.relate(part, "comments", notes)
    fresh = [place for place in sorted(marks) if address(place) not in known]
    if boxes:
        package.put(boxes, _with_boxes(package.text(boxes), fresh))
        return text
    boxes = package.free("xl/drawings/vmlDrawing{}.vml")
    package.put(boxes, _with_boxes(f"<xml {_NAMESPACES}>\n</xml>", fresh))
    package.declare_drawings()
    return _referring(text, package.relate(part, "vmlDrawing", boxes))


def _boxes_of(text: str, relations: Mapping[str, tuple[str, str]]) -> str:
    found = re.search(r"<(?:[\w.-]+:)?legacyDrawing\b[^>]*?\b[\w.-]+:id=\"([^\"]+)\"", text)
    return relations[found[1]][1] if found and found[1] in relations else ""


def _referring(text: str, reference: str) -> str:
    p = prefix_of(text)
    later = [found.start() for name in _AFTER if (found := re.search(rf"<{p}{name}\b", _behind(text, p)))]
    behind = text.rfind(f"</{p}sheetData>")
    end = text.rfind(f"</{p}worksheet>")
    if behind < 0 or end < 0:
        raise NotEditable("worksheet")
    at = min([behind + place for place in later], default=end)
    return f'{text[:at]}<{p}legacyDrawing xmlns:r="{RELATIONS}" r:id="{reference}"/>{text[at:]}'


def _behind(text: str, p: str) -> str:
    return text[text.rfind(f"</{p}sheetData>") :]


def _entry(p: str, place: Place, mark: Mark, author: int) -> str:
    told = f'<{p}r><{p}t xml:space="preserve">{escape(mark.text)}</{p}t></{p}r>'
    return f'<{p}comment ref="{address(place)}" authorId="{author}"><{p}text>{told}</{p}text></{p}comment>'


def _new_notes(marks: Mapping[Place, Mark]) -> str:
    entries = "".join(_entry("", place, mark, 0) for place, mark in sorted(marks.items()))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
        f"<authors><author>{AUTHOR}</author></authors><commentList>{entries}</commentList></comments>"
    )


def _parts(text: str) -> tuple[str, re.Match[str], re.Match[str]]:
    """Prefix, the list of authors and the list of notes."""
    found = re.search(r"<((?:[\w.-]+:)?)comments\b", text)
    p = found[1] if found else ""
    authors = re.search(rf"<{p}authors\b[^>]*>(.*?)</{p}authors>", text, re.DOTALL)
    notes = re.search(rf"<{p}commentList\b[^>]*>(.*?)</{p}commentList>", text, re.DOTALL)
    if not (found and authors and notes):
        raise NotEditable("comments")
    return p, authors, notes


def _write_notes(package: Package, part: str, marks: Mapping[Place, Mark]) -> set[str]:
    """Add notes to a list; gives the addresses of cells that had one, to which the reason was added."""
    text = package.text(part)
    p, authors, notes = _parts(text)
    known = set(re.findall(rf'<{p}comment\b[^>]*?\bref="([A-Z]+\d+)"', notes[1]))
    inside = notes[1]
    author = len(re.findall(rf"<{p}author\b", authors[1]))
    for place, mark in sorted(marks.items()):
        if address(place) in known:
            more = f'<{p}r><{p}t xml:space="preserve">{ADDED}{escape(mark.text)}</{p}t></{p}r>'
            note = rf'(<{p}comment\b[^>]*?\bref="{address(place)}"(?:(?!</{p}text>).)*)(</{p}text>)'
            inside = re.sub(note, lambda found, more=more: found[1] + more + found[2], inside, count=1, flags=re.DOTALL)
        else:
            inside += _entry(p, place, mark, author)
    text = text[: notes.start(1)] + inside + text[notes.end(1) :]
    package.put(part, f"{text[: authors.end(1)]}<{p}author>{AUTHOR}</{p}author>{text[authors.end(1) :]}")
    return known


def _remove_ours(package: Package, part: str, boxes: str) -> None:
    """Take off what an earlier try noted: whole notes with their boxes, and what was added to others'."""
    text = package.text(part)
    p, authors, notes = _parts(text)
    names = re.findall(rf"<{p}author\b[^>]*?(?:/>|>(.*?)</{p}author>)", authors[1], re.DOTALL)
    ours = {str(at) for at, name in enumerate(names) if name == AUTHOR}
    gone: set[Place] = set()

    def kept(found: re.Match[str]) -> str:
        author = re.search(r'\bauthorId="(\d+)"', found[0])
        place = re.search(r'\bref="([A-Z]+)(\d+)"', found[0])
        if author and place and author[1] in ours:
            gone.add((int(place[2]), column_number(place[1])))
            return ""
        return _without_added(found[0], p)

    inside = re.sub(rf"<{p}comment\b.*?</{p}comment>", kept, notes[1], flags=re.DOTALL)
    if inside != notes[1]:
        package.put(part, text[: notes.start(1)] + inside + text[notes.end(1) :])
    if gone and boxes:
        package.put(boxes, _SHAPE.sub(lambda box: "" if _stands_at(box[0]) in gone else box[0], package.text(boxes)))


def _without_added(note: str, p: str) -> str:
    """Somebody else's note without our part, which is its last one; programs may have joined the parts."""
    begun = re.search(rf"\s*※ {AUTHOR}: ", note)
    if not begun:
        return note
    kept = note[: begun.start()]
    run = f"</{p}r>" if kept.rfind(f"<{p}r>") > kept.rfind(f"</{p}r>") else ""
    return f"{kept}</{p}t>{run}{note[note.rfind(f'</{p}text>') :]}"


def _stands_at(box: str) -> Place | None:
    row, column = (re.search(rf"<x:{name}>\s*(\d+)\s*</x:{name}>", box) for name in ("Row", "Column"))
    return (int(row[1]) + 1, int(column[1])) if row and column else None


def _with_boxes(text: str, places: list[Place]) -> str:
    end = text.rfind("</xml>")
    if end < 0:
        raise NotEditable("vml")
    number = max([1024, *(int(used) for used in re.findall(r"_x0000_s(\d+)", text))])
    kind = "" if "_x0000_t202" in text else _BOX_TYPE
    boxes = "".join(_box(number + turn, place) for turn, place in enumerate(places, 1))
    return f"{text[:end]}{kind}{boxes}{text[end:]}"


def _box(number: int, place: Place) -> str:
    row, column = place[0] - 1, place[1]
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 2, {column + 5}, 15, {max(row - 1, 0) + 5}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
        ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:80pt;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
