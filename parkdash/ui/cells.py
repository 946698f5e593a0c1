"""One value of a record on the screen: codes by their names, days, yuan, links to the firm and to the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from parkdash.contracts import Column, contracts
from parkdash.metrics.labels import choices, worded
from parkdash.metrics.model import Records
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, link, span
from parkdash.ui.view import View

CAUSES = ("in_cause", "out_cause")
ENDS = ("ends_on", "certificate_ends_on")
DAYS = (*ENDS, "starts_on", "on_day", "month", "first_paid_on")
SHORT, NAME = 6, 9  # characters of a name that is never broken (a park, a stage), and that is not where there is room
HIDDEN = ("enterprise_id", "enterprise_no", "payee_id", "project_id", "source_id", "source_row")


@cache
def _column(name: str) -> Column | None:
    """The contracts' column of that name, of several the one whose choices tell most."""
    found = [column for contract in contracts().values() for column in contract.columns if column.name == name]
    return max(found, key=lambda column: len(column.choices), default=None)


def heading(view: View, name: str) -> str:
    """What a column is called."""
    known = text_or_none(f"screen.column.{name}", view.lang)
    if known:
        return known
    column = _column(name)
    return titled(view, column) if column else name


def dimension(view: View, name: str) -> str:
    """What a dimension is called: by a word of its own, else as the contracts call the column."""
    return text_or_none(f"screen.dimension.{name}", view.lang) or heading(view, name)


def titled(view: View, column: Column) -> str:
    """A contract's column title; money is kept in yuan, whatever the workbook's unit."""
    unit = text("metrics.units.yuan", view.lang) if column.kind == "money" else ""
    return view.title(column.title) + (view.text("mark.brackets", inner=unit) if unit else "")


def is_money(name: str) -> bool:
    """True for the contracts' amounts, which are kept in yuan."""
    column = _column(name)
    return column is not None and column.kind == "money"


def sized(view: View, name: str) -> str:
    """What a column is called where its amounts are told by size, each with its own unit."""
    column = _column(name)
    return view.title(column.title) if column and column.kind == "money" else heading(view, name)


def text_or_none(key: str, lang: str) -> str | None:
    """A text that need not exist."""
    try:
        return text(key, lang)
    except KeyError:
        return None


def is_number(name: str, values: Iterable[Any] = ()) -> bool:
    """True for columns that are set to the right: by the contracts, else by the `values` of one that was worked out."""
    column = _column(name)
    if column is not None or name.endswith("_yuan"):
        return column is None or column.kind in ("money", "count", "number", "share", "year")
    told = [value for value in values if value is not None and value != format.MASK]
    return bool(told) and all(isinstance(each, (int, float, Decimal)) and not isinstance(each, bool) for each in told)


def numbers(found: Records) -> frozenset[str]:
    """The columns of these records that are set to the right."""
    values = zip(*found.rows, strict=True) if found.rows else [()] * len(found.columns)
    return frozenset(name for name, told in zip(found.columns, values, strict=True) if is_number(name, told))


def plain(view: View, name: str, value: Any) -> str:
    """The value as text."""
    if value == format.MASK:
        return format.MASK
    if value is None or value == "":
        return format.DASH
    if isinstance(value, bool):
        return text(f"metrics.values.{'yes' if value else 'no'}", view.lang)
    if isinstance(value, date):
        value = last_day(name, value)
        return value.strftime("%Y-%m") if name == "month" else format.day(value)
    if isinstance(value, (Decimal, float, int)):
        return _figure(_column(name), value)
    if name in CAUSES:
        return text(f"metrics.causes.{value}", view.lang)
    if isinstance(value, (list, tuple)):
        return view.text("card.comma").join(plain(view, name, one) for one in value)
    return _chosen(view, name, str(value))


def _figure(column: Column | None, value: Decimal | float | int) -> str:
    """A number as its kind is written: years without marks between their digits, shares in percent."""
    if column and column.kind == "year":
        return str(value)
    return format.share(float(value)) if column and column.kind == "share" else format.exact(value)


def typed(name: str, value: Any) -> Any:
    """A value of a list in which some are masked, where all of them come as text."""
    if not isinstance(value, str) or value == format.MASK:
        return value
    if name in DAYS:
        return date.fromisoformat(value)
    return value == "true" if value in ("true", "false") else value


def last_day(name: str, value: date) -> date:
    """Ends are kept as the first day on which something no longer holds; people read the last day on which it does."""
    return date.fromordinal(value.toordinal() - 1) if name in ENDS and value.year < 9999 else value


def _chosen(view: View, name: str, value: str) -> str:
    known = choices(name).get(value) or worded(name, value)
    return view.title(known) if known else value


def cell(view: View, name: str, value: Any, firm: str | None = None, project: str | None = None) -> str:
    """The value as markup; the name of a firm or of a project leads to it."""
    shown = esc(plain(view, name, value))
    if isinstance(value, date) or len(shown) <= NAME:
        shown = span("pd-nowrap" if isinstance(value, date) or len(shown) <= SHORT else "pd-name", shown)
    if name == "enterprise" and firm and firm != format.MASK:
        return link(view.href("enterprise", firm=firm), shown)
    leads = name == "project" and project and project != format.MASK
    return link(view.href("project", project=project), shown) if leads else shown


def origin(view: View, source_id: int, source_row: int, metric: str = "") -> str:
    """A link to the workbook's row that a record came from; of `metric`, so that its cells can be marked there."""
    if not source_row:  # rows about people are not told apart for one who may not see them
        return format.MASK
    label = view.text("source.row", row=source_row)
    href = view.href("source", source=f"{source_id}:{source_row}", metric=metric)
    return link(href, esc(label), "pd-nowrap")
