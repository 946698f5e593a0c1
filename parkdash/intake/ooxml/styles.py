"""Formats of cells: each cell that is coloured keeps everything else of its format."""

from __future__ import annotations

import re

from parkdash.ingest.issues import Severity
from parkdash.intake.ooxml.package import NotEditable, Package

# Close to what Excel calls bad and neutral, but not the same: our own colours are taken off again, others' are not.
COLOURS: dict[str, str] = {"error": "FFFFC7CD", "warning": "FFFFEB9D"}


class Styles:
    """The formats of a workbook; `written` puts them back with what was added."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self._text = package.text(part)
        self._prefix = _prefix(self._text)
        self._fills = self._children("fills", "fill")
        self._formats = self._children("cellXfs", "xf")
        self._without_old_colours()
        self._made: dict[tuple[int, str], int] = {}
        self._fill: dict[str, int] = {}

    def _section(self, name: str) -> re.Match[str]:
        found = re.search(rf"(<{self._prefix}{name}\b[^>]*>)(.*?)(</{self._prefix}{name}>)", self._text, re.DOTALL)
        if not found:
            raise NotEditable(f"{self._part}: {name}")
        return found

    def _children(self, name: str, child: str) -> list[str]:
        tag = f"{self._prefix}{child}"
        return re.findall(rf"<{tag}\b[^>]*/>|<{tag}\b[^>]*>.*?</{tag}>", self._section(name)[2], re.DOTALL)

    def _without_old_colours(self) -> None:
        """Cells that an earlier try coloured lose the colour: what was wrong then may be right now."""
        ours = {str(at) for at, fill in enumerate(self._fills) if any(rgb in fill.upper() for rgb in COLOURS.values())}
        for at, format_ in enumerate(self._formats):
            fill = re.search(r'\bfillId="(\d+)"', format_)
            if fill and fill[1] in ours:
                self._formats[at] = format_.replace(fill[0], 'fillId="0"', 1)

    def coloured(self, base: int, severity: Severity) -> int:
        """The number of the format `base` with a colour."""
        key = (base, COLOURS[severity])
        if key not in self._made:
            if not 0 <= base < len(self._formats):
                raise NotEditable(f"format {base}")
            if key[1] not in self._fill:
                self._fill[key[1]] = len(self._fills)
                self._fills.append(self._solid(key[1]))
            self._made[key] = len(self._formats)
            self._formats.append(_filled(self._formats[base], self._fill[key[1]]))
        return self._made[key]

    def wrapped(self) -> int:
        """The number of a format of texts over several lines."""
        tag = f"{self._prefix}xf"
        place = f'<{self._prefix}alignment vertical="top" wrapText="1"/>'
        self._formats.append(f'<{tag} numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
                             f' applyAlignment="1">{place}</{tag}>')  # fmt: skip
        return len(self._formats) - 1

    def written(self) -> None:
        """Put the formats back into the workbook."""
        for name, children in (("fills", self._fills), ("cellXfs", self._formats)):
            found = self._section(name)
            head = re.sub(r'\scount="\d+"', "", found[1])[:-1] + f' count="{len(children)}">'
            self._text = self._text[: found.start()] + head + "".join(children) + found[3] + self._text[found.end() :]
        self._package.put(self._part, self._text)

    def _solid(self, rgb: str) -> str:
        p = self._prefix
        inside = f'<{p}fgColor rgb="{rgb}"/><{p}bgColor indexed="64"/>'
        return f'<{p}fill><{p}patternFill patternType="solid">{inside}</{p}patternFill></{p}fill>'


def _prefix(text: str) -> str:
    found = re.search(r"<((?:[\w.-]+:)?)styleSheet\b", text)
    if not found:
        raise NotEditable("styleSheet")
    return found[1]


def _filled(format_: str, fill: int) -> str:
    head, rest = re.match(r"(<[^>]*?)(/?>.*)", format_, re.DOTALL).groups()  # type: ignore[union-attr]
    head = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", head)
    return f'{head} fillId="{fill}" applyFill="1"{rest}'
