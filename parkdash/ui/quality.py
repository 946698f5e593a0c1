"""The state of the data: what is lacking, how fresh each table is, who is late, and which issues are still open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from parkdash import metrics
from parkdash.batch import Batch, batch_id
from parkdash.contracts import Contract, contracts
from parkdash.history import batches
from parkdash.intake import sources
from parkdash.intake.quality import Open, open_issues
from parkdash.metrics import quality as asked
from parkdash.metrics.coverage import Handed, due_on
from parkdash.metrics.model import Between, Status
from parkdash.metrics.quality import Freshness, Gap
from parkdash.metrics.spans import month_end
from parkdash.text import text
from parkdash.ui import cards, empty, format, lights, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View, home
from parkdash.warehouse import Version

LISTED = 20
AGES = {"week": 7, "month": 30, "older": 100_000}  # days


def may_see(view: View) -> bool:
    """True for readers who may see single firms; others are told why there is nothing."""
    if not view.scope.firms:
        st.html(empty.box(esc(view.text("quality.not_for_you"))))
    return view.scope.firms


def gaps(view: View) -> None:
    """What is not known of the enterprises in a park, each figure a link to those enterprises."""
    found: tuple[Gap, ...] = view.ask(asked.gaps, view.at, view.bar)
    plot.heading(view.text("quality.gaps"), view.text("quality.gaps_note", n=f"{found[0].firms:,}"))
    st.html(f'<div class="pd-cards" role="list">{"".join(_gap(view, gap) for gap in found)}</div>')


def _gap(view: View, gap: Gap) -> str:
    name = view.text(f"quality.gap_{gap.name}")
    month = view.text("mark.brackets", inner=gap.month.strftime("%Y-%m")) if gap.month else ""
    counted = view.text("quality.of", n=f"{gap.lacking:,}", all=f"{gap.firms:,}")
    share = format.share(gap.share)
    parts = (
        span("pd-t", esc(name + month)),
        span("pd-v", span("pd-n", esc(share))),
        span("pd-c", esc(counted)),
    )
    label = f"{name}{month} {share} {counted}"
    card = link(view.href("enterprises", lacking=gap.name), "".join(parts), "pd-card", label)
    return f'<div role="listitem">{card}</div>'


def tables(view: View) -> None:
    """Table by table: whose it is, when it is due, how far it reaches, and whether it is late."""
    brought = {batch.id: batch for batch in batches(home())}
    found: tuple[Freshness, ...] = view.ask(asked.freshness, view.at)
    plot.heading(view.text("quality.tables"), view.text("quality.tables_note"))
    names = ("table", "owner", "due", "newest", "handed_in", "rows", "state")
    heads = [Head(view.text(f"quality.{name}"), right=name == "rows") for name in names]
    rows = [_table(view, one, brought.get(one.batch)) for one in found]
    st.html(f'<div class="pd-tight">{table(view.text("quality.tables"), heads, rows)}</div>')


def _table(view: View, one: Freshness, batch: Batch | None) -> list[str]:
    contract = contracts()[one.table]
    handed_in = format.DASH
    if batch is not None:
        when = esc(view.text("quality.batch", batch=batch.id, day=format.day(batch.accepted_on)))
        handed_in = link(view.href("batches", batch=batch.number), when, "pd-nowrap")
    return [
        esc(view.title(contract.title)),
        esc(view.title(contract.owner)),
        esc(_due(view, contract)),
        span("pd-nowrap", esc(format.day(one.newest))),
        handed_in,
        format.DASH if one.rows is None else f"{one.rows:,}",
        _state(view, contract, one, batch),
    ]


def _due(view: View, contract: Contract) -> str:
    """When a table is due, or how often it comes."""
    if contract.due_day:
        return view.text("quality.due_day", day=contract.due_day)
    return view.text("quality.each_year" if contract.time["kind"] == "year" else "quality.no_due_day")


def _state(view: View, contract: Contract, one: Freshness, batch: Batch | None) -> str:
    """In time or late, and by how much; for reports which parks are missing. Word and shape, not colour alone."""
    if batch is None:
        return lights.said("unreported", view.text("quality.never"))
    if "month" in contract.time:
        month = view.ask(_report_month, view.at)
        span_of_it = Between(month, month_end(month))
        handed_in = view.ask(metrics.coverage, metrics.catalogue()["revenue"], span_of_it, view.bar)
        said = cards.reported(view, handed_in)
        waiting: Status = "behind" if handed_in.late_days else "unreported"
        return lights.said(waiting if handed_in.missing else "on_track", f"{month:%Y-%m} {said}")
    late = asked.late_days(contract, one.newest, batch.accepted_on, view.at)
    if late:
        return lights.said("behind", view.text("quality.late", days=late))
    return lights.said("on_track", view.text("quality.in_time")) if contract.due_day else format.DASH


def _report_month(version: Version, _: object, at: date) -> date:
    return asked.report_month(version, at)


def issues(view: View) -> None:
    """What is open, by severity and age, and where; what it says only for those who may read what is in the files."""
    found = open_issues(home())
    plot.heading(view.text("quality.issues"), view.text("quality.issues_note"))
    if not found:
        st.html(f'<p class="pd-soft">{esc(view.text("quality.no_issues"))}</p>')
        return
    today = datetime.now(UTC)
    st.html(_ages(view, found, today))
    names = ("where", "source", "errors", "warnings", "days", *(("first",) if view.scope.sees_everything else ()))
    heads = [Head(view.text(f"quality.{name}"), right=name in ("errors", "warnings", "days")) for name in names]
    rows = [_open(view, one, today) for one in found[:LISTED]]
    st.html(f'<div class="pd-tight">{table(view.text("quality.issues"), heads, rows)}</div>')


def _ages(view: View, found: list[Open], today: datetime) -> str:
    """How many places by severity, and for how long they have been open."""
    heads = [Head(view.text("quality.severity"))]
    heads += [Head(view.text(f"quality.age_{name}"), right=True) for name in AGES]
    rows = []
    for severity in ("error", "warning"):
        counts = dict.fromkeys(AGES, 0)
        for one in found:
            counts[_age(one, today)] += one.count(severity)
        mark = "■" if severity == "error" else "▲"
        said = span(f"pd-{severity}", esc(f"{mark} {text(f'import.{severity}', view.lang)}"))
        rows.append([said, *(f"{count:,}" for count in counts.values())])
    return f'<div class="pd-tight">{table(view.text("quality.by_age"), heads, rows)}</div>'


def _age(one: Open, today: datetime) -> str:
    days = (today - one.since).days
    return next(name for name, limit in AGES.items() if days <= limit)


def _open(view: View, one: Open, today: datetime) -> list[str]:
    if one.draft:
        where = link(
            view.href("import", attempt=one.draft, step="issues"), esc(view.text("quality.a_try")), "pd-nowrap"
        )
    else:
        where = link(
            view.href("batches", batch=one.batch),
            esc(view.text("quality.a_batch", batch=batch_id(one.batch))),
            "pd-nowrap",
        )
    source = sources.load(home(), one.source) if one.source else None
    named = source.name if source else _files(view, one)
    cells = [where, esc(named), *(f"{one.count(name):,}" for name in ("error", "warning"))]
    cells.append(f"{(today - one.since).days:,}")
    if view.scope.sees_everything:
        first = one.kinds[0].first
        said = first.text(view.lang)
        cells.append(esc(said if first.sheet in said else f"{first.sheet} {said}"))
    return cells


def _files(view: View, one: Open) -> str | None:
    """The first file and how many more, for those who may read names of files."""
    if not one.files or not view.scope.sees_everything:
        return None
    more = len(one.files) - 1
    return one.files[0] + (text("import.more_files", view.lang, n=more) if more else "")


def reports(view: View) -> None:
    """The monthly reports park by park, each a link to the enterprises whose report is not in."""
    found: tuple[Handed, ...] = view.ask(asked.reports, view.at, view.bar)
    month = view.ask(_report_month, view.at)
    deadline = due_on(month, contracts()["monthly_report"].due_day)
    note = view.text("quality.reports_note", month=f"{month:%Y-%m}", day=format.day(deadline))
    plot.heading(view.text("quality.reports"), note)
    if not found:
        st.html(empty.nothing(view))
        return
    names = ("park", "firms", "reported", "open", "state")
    heads = [Head(view.text(f"quality.{name}"), right=name in ("firms", "reported", "open")) for name in names]
    rows = [_park(view, handed, view.at > deadline) for handed in sorted(found, key=lambda one: one.reported / one.due)]
    st.html(f'<div class="pd-tight">{table(view.text("quality.reports"), heads, rows)}</div>')


def _park(view: View, handed: Handed, is_due: bool) -> list[str]:
    left = handed.due - handed.reported
    filters = view.state.with_only("park", [handed.park]).kept().filters
    onward = link(view.href("enterprises", filters=filters, lacking="report"), f"{left:,}") if left else "0"
    late: tuple[Status, str] = ("behind", "missing") if is_due else ("unreported", "waiting")
    status, said = late if handed.missing else ("on_track", "in")
    return [
        esc(handed.park),
        f"{handed.due:,}",
        f"{handed.reported:,}",
        onward,
        lights.said(status, view.text(f"quality.{said}")),
    ]
