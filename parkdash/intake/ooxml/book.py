"""A workbook's list of sheets: which part each one is, and one more in front of them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from parkdash.intake.ooxml.package import RELATIONS, NotEditable, Package, parsed

TRY_NAME = "parkdash_try"  # a hidden name in the workbook: the id of the try that it was returned for
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What stands after the list of names in a workbook (ECMA-376, CT_Workbook).
_AFTER = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
          "fileRecoveryPr", "webPublishObjects", "extLst")  # fmt: skip


class Book:
    """The workbook part of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        roots = [target for kind, target in package.relations("").values() if kind == "officeDocument"]
        if not roots:
            raise NotEditable("workbook")
        self._part = roots[0]
        self._text = package.text(self._part)
        tree = parsed(self._text, self._part)
        if not tree.tag.startswith(_MAIN):
            raise NotEditable("strict")
        relations = package.relations(self._part)
        self.parts: dict[str, str] = {}  # of worksheets, by name
        for entry in tree.iter(f"{_MAIN}sheet"):
            kind, target = relations.get(entry.get(f"{{{RELATIONS}}}id", ""), ("", ""))
            if kind == "worksheet":
                self.parts[entry.get("name", "")] = target
        self.styles = next((target for kind, target in relations.values() if kind == "styles"), "")
        self._names = [entry.get("name", "") for entry in tree.iter(f"{_MAIN}sheet")]
        self._prefix = re.search(r"<((?:[\w.-]+:)?)workbook\b", self._text)[1]  # type: ignore[index]

    def free_name(self, wanted: str) -> str:
        """The name, with a number if a sheet is already called so."""
        taken = {name.lower() for name in self._names}
        return next(name for number in range(1, len(taken) + 2)
                    if (name := wanted if number == 1 else f"{wanted}{number}").lower() not in taken)  # fmt: skip

    def put_in_front(self, name: str, sheet: str) -> None:
        """Add a sheet before all others and let it be the one that is seen first."""
        part = self._package.free("xl/worksheets/sheet{}.xml")
        self._package.put(part, sheet)
        self._package.declare(part, "spreadsheetml.worksheet")
        reference = self._package.relate(self._part, "worksheet", part)
        number = max(map(int, re.findall(r'\bsheetId="(\d+)"', self._text)), default=0) + 1
        p = self._prefix
        entry = f'<{p}sheet xmlns:r="{RELATIONS}" name={quoteattr(name)} sheetId="{number}" r:id="{reference}"/>'
        self._text = re.sub(rf"(<{p}sheets\b[^>]*>)", lambda found: found[1] + entry, self._text, count=1)
        self._text = re.sub(r'\blocalSheetId="(\d+)"', lambda at: f'localSheetId="{int(at[1]) + 1}"', self._text)
        self.show_first()

    def show_first(self) -> None:
        """Open with the first sheet, and no other selected with it: what is typed would go into all of them."""
        self._text = re.sub(r'\s(?:activeTab|firstSheet)="\d+"', "", self._text)

    def name_try(self, try_id: str) -> None:
        """Keep the try's id in the workbook, whatever becomes of the sheet in front."""
        p = self._prefix
        old = rf'<{p}definedName\b[^>]*\bname="{TRY_NAME}"[^>]*>[^<]*</{p}definedName>'
        self._text = re.sub(old, "", self._text)
        value = escape(f'"{try_id}"')
        entry = f'<{p}definedName name="{TRY_NAME}" hidden="1">{value}</{p}definedName>'
        if f"</{p}definedNames>" in self._text:
            self._text = self._text.replace(f"</{p}definedNames>", f"{entry}</{p}definedNames>", 1)
            return
        self._text = re.sub(rf"<{p}definedNames\s*/>", "", self._text)
        places = [found.start() for name in _AFTER if (found := re.search(rf"<{p}{name}\b", self._text))]
        at = min(places, default=self._text.rfind(f"</{p}workbook>"))
        self._text = f"{self._text[:at]}<{p}definedNames>{entry}</{p}definedNames>{self._text[at:]}"

    def written(self) -> None:
        """Put the workbook part back."""
        self._package.put(self._part, self._text)


def unselected(text: str) -> str:
    """A sheet that is not the one shown."""
    return re.sub(r'(<(?:[\w.-]+:)?sheetView\b[^>]*?)\s(?:tabSelected)="(?:1|true)"', r"\1", text)


def try_named(package: Package) -> str | None:
    """The id that `name_try` kept. NotEditable if the workbook cannot be read as text."""
    roots = [target for kind, target in package.relations("").values() if kind == "officeDocument"]
    text = package.text(roots[0]) if roots else ""
    found = re.search(rf'<(?:[\w.-]+:)?definedName\b[^>]*\bname="{TRY_NAME}"[^>]*>(?:"|&quot;)?([\w.-]*)', text)
    return found[1] if found else None
