"""Yearly targets, set so that some are met, some missed: value = base + what happened / the completion wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from parkdash.sample.dates import CUT_OFF, Days, day
from parkdash.sample.enterprises import Firms
from parkdash.sample.money import KINDS, Deals
from parkdash.sample.parks import PARKS
from parkdash.sample.talent import LEVELS, Posts, Titles
from parkdash.sample.tiers import TIERS, Certificates

Count = Callable[[int, int, int | None], float]  # first day, last day, park (None: all) -> value in yuan, firms, people


@dataclass(frozen=True)
class Facts:
    """What the targets look at."""

    firm: Firms
    held: Certificates
    post: Posts
    title: Titles
    deal: Deals
    reports: dict[str, np.ndarray]
    months: int


@dataclass(frozen=True)
class Aim:
    """One target of each year. `parks` names the parks that get one of their own beside the whole."""

    metric: str
    unit: str
    owner: str
    completion: tuple[float, float]  # wanted of 2025 at its end and of 2026 at the cut-off
    parks: tuple[int, ...] = ()
    curve: str = "even"
    is_flow: bool = False
    ceiling: bool = False  # fewer is better: at most so many


SCIENCE, OFFICE, TALENT, FINANCE, ECONOMY = "科技创新局", "园区办公室", "人才办", "金融服务中心", "经济发展局"
AIMS: tuple[Aim, ...] = (
    Aim("enterprises", "firm", OFFICE, (1.04, 0.93), (0, 1, 2, 3, 4)),
    Aim("enterprises_new", "firm", OFFICE, (1.02, 0.88), (0, 2), is_flow=True),
    Aim("enterprises_exited", "firm", OFFICE, (0.98, 0.93), is_flow=True, ceiling=True),
    Aim("above_scale", "firm", ECONOMY, (0.97, 0.74), (0, 2)),
    Aim("high_tech", "firm", SCIENCE, (1.05, 0.71), (0, 1, 2, 3, 4), curve="q4"),
    Aim("tech_sme", "firm", SCIENCE, (1.1, 1.03), curve="june_august"),
    Aim("specialized", "firm", SCIENCE, (0.9, 0.8), (0, 2)),
    Aim("little_giant", "firm", SCIENCE, (1.0, 0.6), curve="april_june"),
    Aim("gazelle", "firm", SCIENCE, (1.0, 0.9), (0,)),
    Aim("regional_board", "firm", FINANCE, (0.95, 0.82), (0,)),
    Aim("tiered", "firm", SCIENCE, (1.01, 0.89)),
    Aim("certificates_expiring", "item", SCIENCE, (0.9, 0.82), ceiling=True),
    Aim("talent_total", "person", TALENT, (1.03, 0.9), (0, 1, 2, 3, 4)),
    Aim("masters", "person", TALENT, (0.98, 0.84), (1,)),
    Aim("doctors", "person", TALENT, (0.92, 0.78), (1,)),
    Aim("titled_provincial", "person", TALENT, (1.0, 0.87), (1,)),
    Aim("talent_arrivals", "person", TALENT, (1.06, 0.96), (0, 1), is_flow=True),
    Aim("equity_paid", "yi", FINANCE, (0.94, 0.83), (0, 1), is_flow=True),
    Aim("financed_enterprises", "firm", FINANCE, (1.0, 0.9), is_flow=True),
    Aim("fund_invested", "wan", FINANCE, (0.88, 0.66), is_flow=True),
    Aim("loans", "yi", FINANCE, (1.08, 1.01), is_flow=True),
    Aim("revenue", "yi", ECONOMY, (1.02, 0.86), (0, 1, 2, 3, 4), is_flow=True),
    Aim("tax_paid", "wan", ECONOMY, (0.99, 0.81), (0, 2), is_flow=True),
    Aim("rd_expense", "wan", ECONOMY, (1.04, 0.92), is_flow=True),
)
UNITS = {"yi": 100_000_000, "wan": 10_000}
DECIDED = {2025: day("2025-02-18"), 2026: day("2026-02-27")}
DOCUMENTS = {2025: "霁园发〔2025〕4号", 2026: "霁园发〔2026〕3号"}
AMENDED = ("equity_paid", day("2026-07-10"), "霁园发〔2026〕17号")


def targets(facts: Facts) -> Iterator[dict[str, object]]:
    """One row per metric, park and year; one target was lowered in the middle of the year."""
    for year in DECIDED:
        for number, aim in enumerate(AIMS):
            for park in (None, *aim.parks):
                row = _row(facts, aim, year, park, number)
                yield row
                if (aim.metric, year, park) == (AMENDED[0], 2026, None):
                    lowered = float(round(float(str(row["value"])) * 0.9, 2))
                    yield {**row, "value": lowered, "decided_on": AMENDED[1], "document": AMENDED[2]}


def _row(facts: Facts, aim: Aim, year: int, park: int | None, number: int) -> dict[str, object]:
    last = min(day(f"{year}-12-31"), CUT_OFF)
    count = _counter(facts, aim)
    scale = UNITS.get(aim.unit, 1)
    now = count(day(f"{year}-01-01"), last, park) / scale
    before = count(day(f"{year - 1}-01-01"), day(f"{year - 1}-12-31"), park) / scale
    wanted = aim.completion[year - 2025] + (0 if park is None else 0.09 * ((park * 3 + number) % 5 - 2))
    base: float | None = None if aim.is_flow or aim.ceiling else before
    if aim.ceiling and not aim.is_flow:
        value = before + max(now - before, 0.04 * before, 1) / wanted  # may grow from last year's end by so much
    elif base is None:
        value = now / wanted
    else:
        value = base + max(now - base, 0.04 * base, 1) / wanted
    digits = 2 if scale > 1 else 0
    return {
        "metric": aim.metric, "park": None if park is None else PARKS[park].name, "year": year,
        "value": float(max(round(value, digits), 10.0**-digits)),
        "base": None if base is None else float(round(base, digits)), "document": DOCUMENTS[year],
        "unit": aim.unit, "curve": aim.curve, "owner": aim.owner, "decided_on": DECIDED[year],
    }  # fmt: skip


def _counter(facts: Facts, aim: Aim) -> Count:
    """What the metric counts, closely enough to set a target by; the metric layer alone decides the figure."""
    firm, held, post, deal = facts.firm, facts.held, facts.post, facts.deal

    series = (held.firm * len(TIERS) + held.tier) * 10_000_000  # of certificates of one tier of one enterprise

    def of(park: int | None, who: Days) -> np.ndarray:
        return np.ones(len(who), dtype=np.bool_) if park is None else firm.park[who] == park

    def present(at: int, who: Days) -> np.ndarray:
        return (firm.begins[who] <= at) & (firm.ends[who] > at)

    def firms(first: int, last: int, park: int | None) -> float:
        mine = of(park, np.arange(len(firm)))
        if aim.metric == "enterprises_new":
            return int((mine & (firm.begins >= first) & (firm.begins <= last)).sum())
        if aim.metric == "enterprises_exited":
            return int((mine & (firm.ends >= first) & (firm.ends <= last)).sum())
        return int((mine & present(last, np.arange(len(firm)))).sum())

    def tier(_: int, last: int, park: int | None) -> float:
        on = (held.begins <= last) & (np.minimum(held.ends, held.revoked - 1) >= last) & of(park, held.firm)
        on &= present(last, held.firm)
        if aim.metric == "certificates_expiring":
            renewed = np.isin(series + held.ends + 1, series + held.begins)
            return int((on & (held.ends <= last + 180) & ~renewed).sum())
        codes = np.array([tier.code for tier in TIERS])[held.tier]
        on &= codes != "above_scale" if aim.metric == "tiered" else codes == aim.metric
        return len(np.unique(held.firm[on]))

    def people(first: int, last: int, park: int | None) -> float:
        mine = of(park, post.firm)
        if aim.metric == "talent_arrivals":
            return int((mine & (post.begins >= first) & (post.begins <= last)).sum())
        on = mine & (post.begins <= last) & (post.ends > last)
        if aim.metric == "titled_provincial":
            title = facts.title
            good = on[title.post] & (title.begins <= last) & (title.ends >= last)
            good &= title.level <= LEVELS.index("provincial")
            return len(np.unique(post.person[title.post[good]]))
        return int((on & {"masters": post.degree == 1, "doctors": post.degree == 0}.get(aim.metric, on)).sum())

    def money(first: int, last: int, park: int | None) -> float:
        on = (deal.paid >= first) & (deal.paid <= last) & of(park, deal.firm)
        if aim.metric == "fund_invested":
            return float(np.nansum(deal.fund_amount[on]))
        on &= deal.kind == KINDS.index("loan" if aim.metric == "loans" else "equity")
        if aim.metric == "financed_enterprises":
            return len(np.unique(deal.firm[on]))
        return float(np.nansum((deal.amount * np.nan_to_num(deal.rate, nan=1.0))[on]))

    def monthly(first: int, last: int, park: int | None) -> float:
        rows = facts.reports
        month = np.datetime64("2026-10", "M").astype(np.int64) - (facts.months - 1) + rows["month"]
        span = [np.int64(d).astype("M8[D]").astype("M8[M]").astype(np.int64) for d in (first, last)]
        on = (month >= span[0]) & (month <= span[1]) & of(park, rows["firm"])
        return float(np.nansum(rows[aim.metric][on]))

    if aim.metric in ("revenue", "tax_paid", "rd_expense"):
        return monthly
    if aim.owner == FINANCE and aim.metric != "regional_board":
        return money
    if aim.owner == TALENT:
        return people
    return firms if aim.owner == OFFICE else tier
