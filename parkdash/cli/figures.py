"""Commands about numbers: metrics, metric, records. All of them ask within the scope of this process."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from parkdash.cli.output import Failure, plain, write_json, write_line, write_table
from parkdash.text import text

if TYPE_CHECKING:
    from parkdash.metrics.model import Filters, Value, When
    from parkdash.warehouse import Version

MONEY = "yuan"
EARLIEST, LATEST = 1800, 2200


def add(commands: argparse._SubParsersAction, lang: str) -> None:
    """Declare the commands of this group."""
    listing = commands.add_parser("metrics", help=text("cli.metrics_help", lang))
    listing.set_defaults(run=list_metrics)
    one = commands.add_parser("metric", help=text("cli.metric_help", lang))
    one.set_defaults(run=show_metric)
    behind = commands.add_parser("records", help=text("cli.records_help", lang))
    behind.set_defaults(run=show_records)
    for parser in (one, behind):
        _ask(parser, lang)
    one.add_argument("--by", metavar="DIMENSION", help=text("cli.by_help", lang))
    behind.add_argument("--limit", type=int, default=50, metavar="N", help=text("cli.limit_help", lang))
    for parser in (listing, one, behind):
        parser.add_argument("--json", action="store_true", help=text("cli.json_help", lang))


def _ask(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("metric", metavar="ID")
    parser.add_argument("--at", metavar="DATE", help=text("cli.at_help", lang))
    parser.add_argument("--from", dest="first", metavar="DATE", help=text("cli.from_help", lang))
    parser.add_argument("--to", dest="last", metavar="DATE", help=text("cli.to_help", lang))
    parser.add_argument(
        "--where", action="append", default=[], metavar="DIMENSION=VALUE", help=text("cli.where_help", lang)
    )
    parser.add_argument("--version", type=int, metavar="N", help=text("cli.version_help", lang))


def list_metrics(arguments: argparse.Namespace) -> int:
    """The catalogue."""
    from parkdash.metrics import catalogue

    found = list(catalogue().values())
    if arguments.json:
        write_json(
            {
                "metrics": [
                    {
                        "metric": metric.id,
                        "title": metric.title,
                        "explains": metric.explains,
                        "group": metric.group,
                        "kind": metric.kind,
                        "unit": unit_sign(metric.unit),
                        "better": metric.better,
                        "owner": metric.owner,
                        "dimensions": list(metric.dimensions),
                    }
                    for metric in found
                ]
            }
        )
        return 0
    lang = arguments.lang
    headers = [text(f"cli.{name}", lang) for name in ("metric", "title", "unit", "owner")]
    said = [[text(f"metrics.units.{each.unit}", lang), text(f"metrics.owners.{each.owner}", lang)] for each in found]
    write_table(headers, [[each.id, each.title[lang], *words] for each, words in zip(found, said, strict=True)])
    return 0


def show_metric(arguments: argparse.Namespace) -> int:
    """One number, or its groups with --by."""
    from parkdash.access import own_scope
    from parkdash.metrics import breakdown, value

    version, when, filters = _question(arguments)
    scope = own_scope()
    with _told(arguments):
        parts = breakdown(version, scope, arguments.metric, when, arguments.by, filters) if arguments.by else None
        number = parts.total if parts else value(version, scope, arguments.metric, when, filters)
    answer: dict[str, Any] = {"metric": number.metric, "value": shaped(number.value, number.unit)}
    answer |= (
        {"unit": unit_sign(number.unit)}
        | _span(when)
        | _span(number.when)
        | {"rows": number.rows, "version": version.number}
    )
    if number.reason:
        answer["reason"] = number.reason
    if parts:
        groups = [*parts.groups, *([parts.rest] if parts.rest else [])]
        answer["groups"] = [
            {"key": group.key, "value": shaped(group.value, number.unit), "rows": group.rows} for group in groups
        ]
    if arguments.json:
        write_json(answer)
        return 0
    unit = text(f"metrics.units.{number.unit}", arguments.lang)
    write_line(f"{_said(answer['value'], arguments.lang)} {unit}  ({_days(answer)})")
    if parts:
        headers = [arguments.by, text("cli.value", arguments.lang), text("cli.rows", arguments.lang)]
        rows = [[group.label[arguments.lang], shaped(group.value, number.unit), group.rows] for group in groups]
        write_table(headers, rows)
    return 0


def show_records(arguments: argparse.Namespace) -> int:
    """The rows behind a number, each with the file, sheet and row it came from."""
    from parkdash.access import own_scope
    from parkdash.metrics import records

    version, when, filters = _question(arguments)
    if arguments.limit < 1:
        raise Failure(text("cli.bad_limit", arguments.lang, limit=arguments.limit))
    scope = own_scope()
    with _told(arguments):
        found = records(version, scope, arguments.metric, when, filters, size=arguments.limit)
    rows = [_traced(version, found.columns, row, scope.sees_everything) for row in found.rows]
    if arguments.json:
        asked = {"metric": arguments.metric} | _span(when)
        write_json(asked | {"version": version.number, "total": found.total, "records": rows})
        return 0
    if rows:
        write_table(list(rows[0]), [list(row.values()) for row in rows])
    write_line(text("cli.shown", arguments.lang, shown=len(rows), total=found.total))
    return 0


def _traced(version: Version, columns: tuple[str, ...], row: tuple, names_files: bool) -> dict[str, Any]:
    cells = dict(zip(columns, row, strict=True))
    source, line = version.source(cells.pop("source_id")), cells.pop("source_row")
    record = {name: plain(cell) for name, cell in cells.items()}
    named = {"file": source.file, "sheet": source.sheet} if names_files else {}
    return record | {"batch": source.batch, **named, "row": line}


def _question(arguments: argparse.Namespace) -> tuple[Version, When, Filters]:
    from parkdash.warehouse import at, current

    home = arguments.home
    version = current(home) if arguments.version is None else at(home, arguments.version)
    conditions = [condition.partition("=") for condition in arguments.where]
    for dimension, sign, _ in conditions:
        if not sign:
            raise Failure(text("cli.bad_where", arguments.lang, given=dimension))
    filters = tuple((dimension, wanted or None) for dimension, _, wanted in conditions)
    return version, _when(arguments, version), filters


def _when(arguments: argparse.Namespace, version: Version) -> When:
    from parkdash.metrics.model import At, Between

    if (arguments.first is None) != (arguments.last is None) or (arguments.at and arguments.first):
        raise Failure(text("cli.bad_span", arguments.lang))
    if arguments.first is None:
        return At(read_day(arguments.at, arguments.lang) if arguments.at else version.cut_off)
    first, last = read_day(arguments.first, arguments.lang), read_day(arguments.last, arguments.lang)
    if first > last:
        raise Failure(text("cli.bad_order", arguments.lang, first=first, last=last))
    return Between(first, last)


def read_day(given: str, lang: str) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Failure(text("cli.bad_day", lang, given=given)) from None
    if not EARLIEST <= day.year <= LATEST:  # as in files: beyond these years it is a slip
        raise Failure(text("cli.bad_day", lang, given=given))
    return day


@contextmanager
def _told(arguments: argparse.Namespace) -> Iterator[None]:
    """Names that the catalogue does not have end as words, with those that it has."""
    from parkdash.metrics import UnknownDimension, UnknownMetric, catalogue

    try:
        yield
    except UnknownMetric as unknown:
        raise Failure(
            text("cli.bad_metric", arguments.lang, metric=unknown.args[0], known=", ".join(catalogue()))
        ) from unknown
    except UnknownDimension as unknown:
        known = ", ".join(unknown.metric.dimensions)
        raise Failure(text("cli.bad_dimension", arguments.lang, dimension=unknown.dimension, known=known)) from unknown


def unit_sign(unit: str) -> str:
    """The unit as people write it, 家, 元, 人, %: the same in every language, so that scripts can rely on it."""
    return text(f"metrics.units.{unit}", "zh")


def shaped(value: Value, unit: str) -> object:
    """A value as the command line gives it: counts whole, money with at most two places, shares as they are."""
    if isinstance(value, float) and unit == MONEY:
        return round(value, 2)
    return plain(value)


def _span(when: When) -> dict[str, str]:
    from parkdash.metrics.model import At

    if isinstance(when, At):
        return {"at": when.day.isoformat()}
    return {"from": when.first.isoformat(), "to": when.last.isoformat()}


def _days(answer: dict[str, Any]) -> str:
    return answer["at"] if "at" in answer else f"{answer['from']} – {answer['to']}"


def _said(value: object, lang: str) -> str:
    return (
        text("cli.no_value", lang) if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
    )
