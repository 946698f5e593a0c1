"""Why a number is no longer what an edition showed: then, now, gap, and every part of the gap with its record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import isclose

from parkdash import metrics, warehouse
from parkdash.home import Damaged, NoVersion, Thinned
from parkdash.metrics.model import Metric, SourceRef, Value
from parkdash.metrics.whom import PROJECT_IDS
from parkdash.review import Cause, Content, Edition, Restatement
from parkdash.telling import words
from parkdash.text import text
from parkdash.ui import format, frozen, restated
from parkdash.ui.markup import esc, link
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View, home
from parkdash.warehouse import Version

FIRM = re.compile(r"n:.+|[0-9A-Z]{18}")  # how a firm is known outside a version: by its name or its credit code
LISTED = 200  # parts one by one; the others in one line


def explanation(view: View, found: Restatement) -> str:
    """The whole explanation as markup; of a ratio with those of its parts below."""
    edition = restated.edition_of(view)
    content = frozen.content_of(home(), edition) if edition else None
    if edition is None or content is None:
        return ""
    html = _facts(view, found, edition, content)
    if found.causes:
        html += _causes(view, found, _Origins(view, edition))
    for part in found.parts:
        if part.differs:
            title = view.title(metrics.catalogue()[part.metric].title)
            html += f'<h3 class="pd-h">{esc(_say(view, "why.part", title=title))}</h3>' + explanation(view, part)
    return html


def signed(view: View, value: Value, unit: str) -> str:
    """+2家, −1.2个百分点, 0."""
    return words.signed(value, unit, view.lang) or format.DASH


def _say(view: View, key: str, **places: object) -> str:
    return text(f"changes.{key}", view.lang, **places)  # keys of changes.toml


def _facts(view: View, found: Restatement, edition: Edition, content: Content) -> str:
    metric = metrics.catalogue()[found.metric]
    when = content.figures[found.metric].when
    names = {"edition": edition.id, "day": format.day(edition.as_of)}
    facts = [
        (_say(view, "why.shown", **names), _value(view, found.shown, metric)),
        (_say(view, "why.now"), _value(view, found.now, metric)),
        (_say(view, "why.gap"), f"<strong>{esc(signed(view, found.gap, metric.unit))}</strong>"),
        (_say(view, "why.days"), esc(format.period(when, view.lang))),
    ]
    if found.target_shown != found.target_now:
        shown, now = (_goal(view, goal, metric) for goal in (found.target_shown, found.target_now))
        facts.append((_say(view, "why.target"), esc(_say(view, "why.target_said", shown=shown, now=now))))
    return '<dl class="pd-facts">' + "".join(f"<dt>{esc(name)}</dt><dd>{said}</dd>" for name, said in facts) + "</dl>"


def _value(view: View, value: Value, metric: Metric) -> str:
    """As it is written on a card, and all its digits where those say more."""
    short, exact = view.amount(value, metric.unit), format.exact(value)
    if value is None or metric.unit in format.PERCENT_UNITS or exact in short:
        return esc(short)
    unit = format.unit_word(metric.unit, view.lang)
    return esc(short + view.text("mark.brackets", inner=f"{exact} {unit}"))


def _goal(view: View, goal: Value, metric: Metric) -> str:
    return _say(view, "why.none") if goal is None else view.amount(goal, metric.unit)


def _causes(view: View, found: Restatement, origins: _Origins) -> str:
    metric = metrics.catalogue()[found.metric]
    names = ("cause", "record", "amount", "batch", "who", "row")
    heads = [Head(_say(view, f"why.{name}"), right=name == "amount") for name in names]
    rows = [_cause(view, metric, cause, origins) for cause in found.causes[:LISTED]]
    rest = found.causes[LISTED:]
    if rest:
        said = signed(view, _total(rest), metric.unit)
        rows.append([esc(_say(view, "why.rest", n=f"{len(rest):,}")), "", esc(said), "", "", ""])
    total = _total(found.causes)
    adds_up = isclose(float(total or 0), float(found.gap or 0), rel_tol=1e-9, abs_tol=1e-9)
    key = "why.sum" if adds_up else "why.sum_off"
    summed = _say(view, key, sum=signed(view, total, metric.unit), gap=signed(view, found.gap, metric.unit))
    proof = f'<p class="pd-proof">{esc(summed)}</p>'
    label = _say(view, "why.title")
    return f'{_by_kind(view, metric, found.causes)}<div class="pd-tight">{table(label, heads, rows)}</div>{proof}'


def _by_kind(view: View, metric: Metric, causes: Sequence[Cause]) -> str:
    """迟报 2 条，+3家；更正 1 条，−1家: what it comes to before the lines are read."""
    counted = Counter(cause.kind for cause in causes)
    if len(causes) == 1:
        return ""
    said = [
        _say(
            view, "why.by_kind", kind=_say(view, f"kind.{kind}"), n=f"{count:,}",
            amount=signed(view, _total([cause for cause in causes if cause.kind == kind]), metric.unit),
        )
        for kind, count in counted.most_common()
    ]  # fmt: skip
    return f'<p class="pd-soft">{esc(_say(view, "why.between").join(said))}</p>'


def _cause(view: View, metric: Metric, cause: Cause, origins: _Origins) -> list[str]:
    number = int(cause.batch) if cause.batch.isdigit() else None
    batch = link(view.href("batches", batch=number), esc(cause.batch)) if number else format.DASH
    return [
        esc(_say(view, f"kind.{cause.kind}")),
        origins.named(view, cause),
        esc(signed(view, cause.amount, metric.unit)),
        batch,
        esc(cause.who or format.DASH),
        origins.row(view, metric, cause),
    ]


def _total(causes: Sequence[Cause]) -> Value:
    total: Value = 0
    for cause in causes:
        total = metrics.difference(total, metrics.difference(0, cause.amount))
    return total


class _Origins:
    """Where the lines of an edition and of today stand: in a sheet of this version, or of the edition's own."""

    def __init__(self, view: View, edition: Edition) -> None:
        self.places: dict[tuple[str, str, str], tuple[Version, int]] = {
            _place(ref): (view.version, id) for id, ref in view.version.sources.items()
        }
        try:
            before = warehouse.at(home(), edition.version)
        except (Thinned, NoVersion, Damaged):
            return
        for id, ref in before.sources.items():
            self.places.setdefault(_place(ref), (before, id))

    def named(self, view: View, cause: Cause) -> str:
        """The name; that of a firm or a project leads to it."""
        firm = cause.key.partition("|")[0]
        if not cause.name:
            return format.DASH
        if firm.startswith(PROJECT_IDS):
            return link(view.href("project", project=firm), esc(cause.name))
        return link(view.href("enterprise", firm=firm), esc(cause.name)) if FIRM.fullmatch(firm) else esc(cause.name)

    def row(self, view: View, metric: Metric, cause: Cause) -> str:
        """A link to the workbook's row, in the version in which it stands."""
        where = " ".join(part for part in (cause.file, cause.sheet) if part)
        if not cause.row:
            return format.DASH
        said = esc(f"{where} {view.text('source.row', row=cause.row)}")
        found = self.places.get((cause.origin, cause.file, cause.sheet))
        if found is None:
            return said
        version, id = found
        return link(view.href("source", source=f"{id}:{cause.row}", metric=metric.id, version=version.number), said)


def _place(ref: SourceRef) -> tuple[str, str, str]:
    return ref.batch, ref.file, ref.sheet
