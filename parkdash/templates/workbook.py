"""The template workbook: a sheet per table with headers, units, formats and drop-downs, and a guide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from parkdash.contracts import Column, Contract, contracts
from parkdash.templates import describe
from parkdash.text import text

ROWS = 20_000  # rows below the header that have drop-downs and formats
LANG = "zh"  # offices fill in Chinese sheets; the import reads English headers too
GUIDE = ("sheet", "column", "kind", "required", "unit", "choices", "example")
WIDTHS = (14, 20, 52, 8, 10, 60, 22)
# A month typed as 2025-08 would turn into a date, and a long code lose digits, so both are text.
FORMATS = {
    **{"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "money": "#,##0.00", "count": "0", "year": "0"},
    **dict.fromkeys(("month", "credit_code", "text", "list", "range"), "@"),
}
CREATED = datetime(2026, 1, 1)  # fixed, so that the same contracts give the same bytes


def template(tables: Contract | Iterable[str]) -> bytes:
    """An xlsx workbook for one contract or for several tables by name; KeyError if there is no such table."""
    chosen = [tables] if isinstance(tables, Contract) else [contracts()[table] for table in tables]
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        guide = book.add_worksheet(text("templates.guide_sheet", LANG))
        sheets = [book.add_worksheet(contract.title[LANG]) for contract in chosen]
        lists = _choices_sheet(book, chosen)
        for contract, sheet in zip(chosen, sheets, strict=True):
            _data_sheet(book, sheet, contract, lists)
        _guide_sheet(book, guide, chosen)
        (sheets or [guide])[0].activate()
    return target.getvalue()


def _data_sheet(book: Any, sheet: Worksheet, contract: Contract, lists: dict[tuple[str, str], str]) -> None:
    plain = book.add_format({"bold": True, "bg_color": "#E8EDF2", "bottom": 1, "text_wrap": True})
    required = book.add_format({"bold": True, "bg_color": "#C9D6E4", "bottom": 1, "text_wrap": True})
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(contract.columns):
        cells = book.add_format({"num_format": FORMATS[column.kind]}) if column.kind in FORMATS else None
        sheet.set_column(place, place, max(14, 2 * len(column.header) + 2), cells)
        title = f"{column.header}*" if column.required else column.header
        sheet.write(0, place, title, required if column.required else plain)
        sheet.write_comment(0, place, _comment(column), {"x_scale": 1.6})
        if source := lists.get((contract.table, column.name)):
            sheet.data_validation(1, place, ROWS, place, _list_of(source))


def _list_of(source: str) -> dict[str, Any]:
    """A drop-down that warns rather than forbids, since the import reads aliases such as 高企 as well."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_message": text("templates.wrong_choice", LANG),
    }


def _comment(column: Column) -> str:
    lines = [describe.kind(column, LANG), f"{text('templates.head_example', LANG)}：{describe.example(column, LANG)}"]
    if column.required:
        lines.append(f"{text('templates.head_required', LANG)}：{describe.required(column, LANG)}")
    return "\n".join(lines)


def _choices_sheet(book: Any, chosen: list[Contract]) -> dict[tuple[str, str], str]:
    """The lists behind the drop-downs (a list inside a validation holds 255 characters only): where each stands."""
    name = text("templates.choices_sheet", LANG)
    sheet = book.add_worksheet(name)
    lists: dict[tuple[str, str], str] = {}
    for contract in chosen:
        for column in contract.columns:
            values = [choice.title[LANG] for choice in column.choices]
            if column.kind == "flag":
                values = [text("templates.yes", LANG), text("templates.no", LANG)]
            if values:
                place = len(lists)
                sheet.write_column(0, place, [f"{contract.title[LANG]} {column.title[LANG]}", *values])
                letters = xlsxwriter.utility.xl_col_to_name(place)
                lists[contract.table, column.name] = f"='{name}'!${letters}$2:${letters}${len(values) + 1}"
    sheet.set_column(0, max(len(lists) - 1, 0), 24)
    return lists


def _guide_sheet(book: Any, sheet: Worksheet, chosen: list[Contract]) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bg_color": "#E8EDF2"})
    sheet.merge_range(0, 0, 0, len(GUIDE) - 1, text("templates.guide_intro", LANG), wrapped)
    sheet.set_row(0, 48)
    sheet.write_row(1, 0, [text(f"templates.head_{name}", LANG) for name in GUIDE], bold)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width, wrapped)
    rows = [(contract, column) for contract in chosen for column in contract.columns]
    for number, (contract, column) in enumerate(rows, start=2):
        described = (describe.kind, describe.required)
        content, needed = (tell(column, LANG) for tell in described)
        words = (column.unit, describe.choices(column, LANG), describe.example(column, LANG))
        sheet.write_row(number, 0, [contract.title[LANG], column.header, content, needed, *words])
    sheet.freeze_panes(2, 0)
