"""The parts of an xlsx: read, changed, added, written again."""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from parkdash.ingest.packed import Budget, parts_of, unpacked, up_to_end

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument"
_LIST = re.compile(r"<((?:[\w.-]+:)?)(Relationships|Types)\b[^>]*?(/?)>")
_STRANGE = ("<!DOCTYPE", "<!--", "<![CDATA[")  # where a tag may stand in a text


class NotEditable(Exception):
    """The workbook is made in a way that cannot be changed in place; it has to be written anew."""


class Package:
    """An xlsx that was found safe to read. Unreadable (packed) if it is not."""

    def __init__(self, content: bytes, file: str) -> None:
        self._content = up_to_end(content, file)
        self._budget = Budget(self._content, file)
        self._file = file
        self._packed = {part.name: part for part in parts_of(self._content, file)}
        self._changed: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """True if there is such a part."""
        return name in self._changed or name in self._packed

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(dict.fromkeys([*self._packed, *self._changed]))

    def text(self, name: str) -> str:
        """A part as text. NotEditable if there is none, or it is no plain XML in UTF-8."""
        try:
            text = self._bytes(name).decode("utf-8-sig")
        except (KeyError, UnicodeDecodeError) as error:
            raise NotEditable(name) from error
        if any(strange in text for strange in _STRANGE):
            raise NotEditable(name)
        return text

    def sheet(self, name: str) -> str:
        """A sheet with one character a byte: what is looked for and put in is ASCII, whatever else stands there, and a
        big sheet takes no more room than it must. NotEditable as `text`.
        """
        try:
            text = self._bytes(name).decode("latin-1")
        except KeyError as error:
            raise NotEditable(name) from error
        if any(strange in text for strange in _STRANGE):
            raise NotEditable(name)
        return text

    def put_sheet(self, name: str, text: str) -> None:
        """Change a sheet that `sheet` gave."""
        self._changed[name] = text.encode("latin-1")

    def _bytes(self, name: str) -> bytes:
        if name not in self._changed:
            self._changed[name] = b"".join(unpacked(self._packed[name], self._budget, self._file))
        return self._changed[name]

    def put(self, name: str, text: str) -> None:
        """Change or add a part."""
        self._changed[name] = text.encode()

    def free(self, pattern: str) -> str:
        """The first name `pattern.format(n)` that no part has yet, whatever its case."""
        taken = {name.lower() for name in self.names()}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """id → (last word of the type, name of the target part) of what a part refers to inside the package."""
        name = _relations_of(part)
        if not self.has(name):
            return {}
        found = {}
        for entry in parsed(self.text(name), name):
            kind, target = entry.get("Type", ""), entry.get("Target", "")
            if "purl.oclc.org" in kind:
                raise NotEditable("strict")
            if entry.get("TargetMode") != "External":
                whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
                found[entry.get("Id", "")] = (kind.rpartition("/")[2], whole)
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another; gives the id of the reference."""
        name = _relations_of(part)
        empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        text = (
            self.text(name) if self.has(name) else f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{empty}'
        )
        number = 1
        while f'"rIdPd{number}"' in text:
            number += 1
        entry = f'Relationship Id="rIdPd{number}" Type="{RELATIONS}/{kind}" Target={quoteattr("/" + target)}/>'
        self.put(name, _appended(text, entry))
        return f"rIdPd{number}"

    def declare(self, part: str, kind: str) -> None:
        """Say in the list of contents what an added part is."""
        text = self.text("[Content_Types].xml")
        entry = f'Override PartName={quoteattr("/" + part)} ContentType="{_CONTENT}.{kind}+xml"/>'
        self.put("[Content_Types].xml", _appended(text, entry))

    def declare_drawings(self) -> None:
        """Say in the list of contents what a .vml is, unless it does."""
        text = self.text("[Content_Types].xml")
        if not re.search(r'Extension="vml"', text, re.IGNORECASE):
            entry = f'Default Extension="vml" ContentType="{_CONTENT}.vmlDrawing"/>'
            self.put("[Content_Types].xml", _appended(text, entry))

    def written(self) -> bytes:
        """The package with its changes; parts keep their order."""
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for name in self.names():
                if not name.endswith("/"):
                    entry = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                    entry.compress_type = ZIP_DEFLATED
                    known = self._changed.get(name)
                    chunks = [known] if known is not None else unpacked(self._packed[name], self._budget, self._file)
                    with archive.open(entry, "w") as out:
                        for chunk in chunks:
                            out.write(chunk)
        return target.getvalue()


def parsed(text: str, name: str) -> ElementTree.Element:
    """Small XML as a tree. NotEditable if it is none."""
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise NotEditable(name) from error


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _appended(text: str, entry: str) -> str:
    """With one more element at the end of a list of relations or contents."""
    found = _LIST.search(text)
    if found is None:
        raise NotEditable("list")
    prefix, name = found[1], found[2]
    if found[3]:
        return f"{text[: found.end() - 2]}><{prefix}{entry}</{prefix}{name}>{text[found.end() :]}"
    end = text.rfind(f"</{prefix}{name}>")
    if end < 0:
        raise NotEditable("list")
    return f"{text[:end]}<{prefix}{entry}{text[end:]}"
