"""Policy payouts on the screen: is everything paid that fell due, what is owed for how long, what vouchers bring."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.labels import worded
from parkdash.metrics.model import At, Group, Value
from parkdash.rules import rules
from parkdash.ui import cells, empty, factors, format, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

LONGEST, YEARS = 12, 4
OWED_COLUMNS = (
    "enterprise_id", "enterprise", "person", "policy", "park", "approved_on", "pay_by", "payout_state", "owed_yuan",
)  # fmt: skip
FUNNEL = (("vouchers_issued", ""), ("vouchers_used", "voucher_use_rate"), ("vouchers_redeemed", "voucher_redeem_rate"))


def claim(view: View) -> None:
    """Whether everything that fell due has been paid: worked out from the payouts, whatever a report may claim."""
    due, paid, owed = (_value(view, id) for id in ("payouts_due", "payouts_settled", "payouts_overdue"))
    if not due:
        st.html(empty.nothing(view))
        return
    light, verdict = ("on_track", "kept") if not owed else ("warning", "not_kept")
    said = [span(f"pd-status pd-{light}", esc(view.text(f"policy.{verdict}")))]
    said.append(esc(view.text("policy.claim", due=view.amount(due, "payout"), paid=view.amount(paid, "payout"))))
    if owed:
        money = view.amount(_value(view, "payout_owed_money"), "yuan")
        words = view.text("policy.owed", n=view.amount(owed, "payout"), money=money)
        said.append(link(view.number_href("payouts_overdue", view="records", sort="pay_by"), esc(words)))
    st.html(f'<div class="pd-strip">{"".join(f"<span>{each}</span>" for each in said)}</div>')


def _value(view: View, id: str) -> Value:
    return view.ask(metrics.value, id, At(view.at), view.bar).value


def _groups(view: View, id: str, by: str) -> dict[str | None, Group]:
    found = view.ask(metrics.breakdown, id, At(view.at), by, view.bar)
    return {group.key: group for group in found.groups}


def _said(view: View, group: Group | None, unit: str) -> str:
    if group is not None and group.suppressed:
        return format.MASK
    return format.DASH if group is None or group.value is None else esc(view.amount(group.value, unit))


def ages(view: View) -> None:
    """What is owed by how long it has been, in the order of the bands; a bar opens its payouts."""
    money, number = (_groups(view, id, "payout_state") for id in ("payout_owed_money", "payouts_overdue"))
    plot.heading(view.text("policy.ages"), view.text("policy.ages_note"))
    if not number:
        st.html(empty.box(esc(view.text("policy.none_owed"))))
        return
    codes = [band["code"] for band in rules("policy")["payout_band"]]
    labels = [view.title(worded("payout_state", code) or {"zh": code, "en": code}) for code in codes]
    texts = [_age_said(view, money.get(code), number.get(code)) for code in codes]
    values = [float(money[code].value or 0) if code in money else 0.0 for code in codes]
    alt = "; ".join(f"{a}: {b}" for a, b in zip(labels, texts, strict=True))
    opens = factors.opener(view, "payout_owed_money", "payout_state")
    figure = charts.bars(labels, values, texts, codes)
    figure["layout"]["margin"]["r"] = 130  # an amount and a number stand beside the bar
    plot.draw(figure, "payout_ages", alt, opens)


def _age_said(view: View, money: Group | None, number: Group | None) -> str:
    if number is None or number.suppressed or money is None or money.suppressed:
        return format.DASH if number is None else format.MASK
    pair = view.amount(money.value, "yuan"), view.amount(number.value, "payout")
    return view.text("policy.money_and_number", money=pair[0], n=pair[1])


def by_year(view: View) -> None:
    """The payout rate by the year in which a payout fell due, by number and by amount."""
    plot.heading(view.text("policy.by_year"), view.text("policy.by_year_note"))
    due, rate, by_money, owed = (
        _groups(view, id, "due_year") for id in ("payouts_due", "payout_rate", "payout_money_rate", "payout_owed_money")
    )
    heads = [Head(cells.dimension(view, "due_year"))]
    names = ("due", "rate", "money_rate", "owed_money")
    heads += [Head(view.text(f"policy.{name}"), right=True) for name in names]
    rows = [
        [
            link(view.number_href("payouts_due", (("due_year", year),), view="records"), esc(year)),
            _said(view, due.get(year), "payout"), _said(view, rate.get(year), "percent"),
            _said(view, by_money.get(year), "percent"), _said(view, owed.get(year), "yuan"),
        ]
        for year in sorted((key for key in due if key), reverse=True)[:YEARS]
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("policy.by_year"), heads, rows)}</div>')


def funnel(view: View) -> None:
    """Vouchers issued, used and redeemed, each with its share of the step before; and what a yuan of them moves."""
    leverage = _value(view, "voucher_leverage")
    lapsing = _value(view, "vouchers_expiring")
    note = view.text("policy.leverage", size=view.amount(leverage, "times")) if leverage is not None else ""
    plot.heading(view.text("policy.funnel"), note)
    largest = float(_value(view, "vouchers_issued") or 0)
    if not largest:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("policy.step")), Head(view.text("policy.number"), right=True)]
    heads += [Head(view.text("policy.of_before"), right=True), Head(view.text("drill.bar"), wide=True)]
    rows = [_step(view, id, rate, largest) for id, rate in FUNNEL]
    ending = link(view.number_href("vouchers_expiring", view="records", sort="expires_on"),
                  esc(view.text("policy.ending", n=view.amount(lapsing, "voucher"))))  # fmt: skip
    leads = link(view.number_href("voucher_leverage", view="parts"), esc(view.text("policy.leverage_parts")))
    html = table(view.text("policy.funnel"), heads, rows)
    st.html(f'<div class="pd-tight">{html}<p class="pd-soft">{ending} · {leads}</p></div>')


def _step(view: View, id: str, rate: str, largest: float) -> list[str]:
    found = view.ask(metrics.value, id, At(view.at), view.bar)
    share = view.ask(metrics.value, rate, At(view.at), view.bar).value if rate else None
    return [
        link(view.number_href(id, view="records"), esc(view.title(metrics.catalogue()[id].title))),
        format.MASK if found.reason == "suppressed" else esc(view.amount(found.value, found.unit)),
        format.DASH if share is None else esc(view.amount(share, "percent")),
        inline_bar(float(found.value or 0) / largest),
    ]


def policies(view: View) -> None:
    """Policy by policy, the largest debt first: approved and paid this year, owed, paid of what fell due, days."""
    plot.heading(view.text("policy.policies"), view.text("policy.policies_note", year=view.at.year))
    ids = (
        "payouts_approved", "payout_approved_money", "payout_paid_money", "payout_days_p90", "payout_rate",
        "payouts_overdue", "payout_owed_money",
    )  # fmt: skip
    found = {id: _groups(view, id, "policy") for id in ids}
    known = {key for groups in found.values() for key in groups}
    if not known:
        st.html(empty.nothing(view))
        return
    order = sorted(known, key=lambda key: (-_size(found["payout_owed_money"].get(key)), key or ""))
    names = ("approved", "approved_money", "paid_money", "days_p90", "rate", "owed_number", "owed_money")
    heads = [Head(cells.heading(view, "policy")), *(Head(view.text(f"policy.{name}"), right=True) for name in names)]
    rows = [
        [_policy(view, key), *(_said(view, found[id].get(key), metrics.catalogue()[id].unit) for id in ids)]
        for key in order
    ]
    st.html(f'<div class="pd-tight">{table(view.text("policy.policies"), heads, rows)}</div>')


def _size(group: Group | None) -> float:
    return float(group.value or 0) if group else 0.0


def _policy(view: View, policy: str | None) -> str:
    return link(view.number_href("payouts_due", (("policy", policy),), view="records"), esc(policy))


def longest(view: View) -> None:
    """The payouts that have been owed longest, with their days and the workbook's row; names as the reader may see."""
    if not view.scope.firms:
        return  # whom anything is owed
    found = view.ask(
        metrics.records, "payouts_overdue", At(view.at), view.bar, OWED_COLUMNS, "pay_by", 1, LONGEST
    )  # fmt: skip
    if not found.rows:
        return
    plot.heading(view.text("policy.longest"), view.text("policy.longest_note", n=min(LONGEST, found.total)))
    names = ("payee", "policy", "park", "approved_on", "pay_by", "days_over", "owed_money")
    heads = [Head(view.text(f"policy.{name}"), right=name in ("days_over", "owed_money")) for name in names]
    rows = [_owed(view, dict(zip(found.columns, row, strict=True))) for row in found.rows]
    html = table(view.text("policy.longest"), [*heads, Head(view.text("source.title"))], rows)
    st.html(f'<div class="pd-tight">{html}</div>')


def _owed(view: View, of: dict[str, Any]) -> list[str]:
    payee = cells.cell(view, "enterprise", of["enterprise"], of["enterprise_id"])
    if of["person"]:
        payee = esc(of["person"]) + (f" {span('pd-soft', payee)}" if of["enterprise"] else "")
    late = (view.at - of["pay_by"]).days if isinstance(of["pay_by"], date) else None
    return [
        payee, esc(of["policy"]), esc(of["park"]), esc(cells.plain(view, "approved_on", of["approved_on"])),
        esc(cells.plain(view, "pay_by", of["pay_by"])), format.DASH if late is None else f"{late:,}",
        format.MASK if of["owed_yuan"] == format.MASK else esc(view.amount(of["owed_yuan"], "yuan")),
        cells.origin(view, of["source_id"], of["source_row"], "payouts_overdue"),
    ]  # fmt: skip
