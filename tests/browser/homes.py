"""Workbooks and data homes for tests that import: templates filled in as an office would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl

from parkdash import ingest, ledger
from parkdash.contracts import contracts
from parkdash.templates import template

Row = Mapping[str, object]


def filled(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """The template of these tables with the rows written into it, column by column name."""
    book = openpyxl.load_workbook(BytesIO(template(list(rows))))
    for name, lines in rows.items():
        contract = contracts()[name]
        sheet = book[contract.title["zh"]]
        places = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1] if cell.value}
        for number, line in enumerate(lines, start=2):
            for column in contract.columns:
                if column.name in line:
                    cell = sheet.cell(number, places[column.header], line[column.name])
                    cell.data_type = "s"  # typed as text: a name that begins with = is no formula of ours
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def take(home: Path, name: str, content: bytes) -> None:
    """Accept a workbook into a home, as the import page and the command line do."""
    intake = ingest.read(content, name)
    assert not [issue for issue in intake.issues if issue.severity == "error"], intake.issues
    ledger.accept(home, [(name, content, intake)], None, "test", "test")


def newcomer(name: str, park: str, **more: object) -> dict[str, list[dict[str, object]]]:
    """A firm in a park since the beginning of 2026, with a high-tech certificate in force."""
    firm = {"enterprise": name}
    certificate = {
        "tier": "高新技术企业", "level": "国家级", "certificate_no": "GR202600000001",
        "valid_from": "2026-02-01", "valid_until": "2029-01-31",
    }  # fmt: skip
    return {
        "enterprise": [firm | more],
        "residency": [firm | {"park": park, "starts_on": "2026-01-01"}],
        "recognition": [firm | certificate],
    }
