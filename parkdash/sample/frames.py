"""The tables of the contracts, as pandas frames in the stored form: codes of choices, yuan, dates, truth values."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.contracts import LIST_MARK, contracts
from parkdash.sample import annual, enterprises, innovation, money, monthly, names, talent, targets, tiers
from parkdash.sample.dates import CUT_OFF, LAST_MONTH, Days, as_dates, years
from parkdash.sample.forms import chosen, named, texts
from parkdash.sample.parks import PARKS, carriers, operator
from parkdash.sample.systems import Park, with_systems

REASONS = {tier.code: tier.lapse for tier in tiers.TIERS}


def tables(enterprises_count: int, months: int, seed: int) -> dict[str, pd.DataFrame]:
    """All tables by name. Columns are named and ordered as in the contracts; repeated texts are categories."""
    streams = [np.random.default_rng([seed, number]) for number in range(11)]
    firm = enterprises.firms(streams[0], enterprises_count)
    stays = enterprises.stays(streams[1], firm)
    held = tiers.certificates(streams[2], firm)
    post = talent.posts(streams[3], firm)
    title = talent.titles(streams[4], firm, post)
    deal = money.deals(streams[5], firm, held)
    reports = monthly.reports(streams[6], firm, months)
    facts = targets.Facts(firm, held, post, title, deal, reports, months)
    register = _register(streams[7], firm, tiers.founded(streams[7], firm, held))
    frames = {
        "park": _parks(),
        "carrier": _carriers(firm),
        "enterprise": register,
        "residency": _stays(register, stays),
        "recognition": _recognitions(register, held),
        "monthly_report": _reports(register, reports, months),
        **_people(streams[7], register, post, title),
        "financing": _deals(register, deal),
        "fund": _funds(deal),
        "target": _targets(facts),
        "annual_report": _annual(register, annual.annual(streams[8], firm, reports, months)),
        "platform": _platforms(streams[9], register, innovation.platforms(streams[9], firm)),
        "vacancy": _vacancies(register, innovation.vacancies(streams[10], firm)),
    }
    made = with_systems(Park(firm, frames, months, seed))
    return {
        table: made[table].reindex(columns=[c.name for c in contract.columns])
        for table, contract in contracts().items()
    }


def _parks() -> pd.DataFrame:
    opened = as_dates(np.array([park.opened for park in PARKS]))
    rows = [(p.name, p.region, p.operator, p.area_sqm, p.is_enclave, p.park_level, p.leading) for p in PARKS]
    columns = ["name", "region", "operator", "area_sqm", "is_enclave", "park_level", "leading_industries"]
    frame = pd.DataFrame(rows, columns=columns)
    planned = (frame["area_sqm"] * 1.6 / 10_000).round(1)  # streets and green included
    return frame.assign(opened_on=opened, approved_on=opened, planned_area_ha=planned, is_sample=True)


def _carriers(firm: enterprises.Firms) -> pd.DataFrame:
    found = carriers(np.bincount(firm.park, minlength=len(PARKS)).tolist())
    rows = [
        (carrier.name, park.name, carrier.kind, operator(park, carrier), carrier.area_sqm, park.opened + 120 * number)
        for park, built in zip(PARKS, found, strict=True)
        for number, carrier in enumerate(built)
    ]
    frame = pd.DataFrame(rows, columns=["name", "park", "kind", "operator", "area_sqm", "opened_on"])
    return frame.assign(opened_on=as_dates(np.minimum(frame["opened_on"].to_numpy(), CUT_OFF)))


def _register(rng: np.random.Generator, firm: enterprises.Firms, founded: Days) -> pd.DataFrame:
    count = len(firm)
    renamed = np.flatnonzero(rng.random(count) < 0.03)
    brands = names.brands(rng, count + len(renamed))
    former = np.full(count, None, dtype=object)
    former[renamed] = names.enterprise_names(rng, brands[count:], firm.industry[renamed])
    capital = np.round(np.exp(rng.normal(5.6, 0.8, count) + 2.2 * firm.quality) / 10 + 1) * 100_000
    return pd.DataFrame(
        {
            "enterprise": names.enterprise_names(rng, brands[:count], firm.industry),
            "credit_code": names.credit_codes(count),
            "former_name": former,
            "industry": chosen(firm.industry, [name for name, _, _ in names.INDUSTRIES]),
            "chain": texts(np.array([chain for _, _, chain in names.INDUSTRIES])[firm.industry]),
            "founded_on": as_dates(founded),
            "registered_capital": capital,
            "legal_person": names.person_names(rng, count),
            "website": None,
        }
    )


def _stays(register: pd.DataFrame, stays: enterprises.Stays) -> pd.DataFrame:
    found = carriers(np.bincount(stays.park[-len(register) :], minlength=len(PARKS)).tolist())
    first = np.cumsum([0, *[len(built) for built in found[:-1]]])
    order = np.lexsort((stays.firm, stays.begins))
    frame = pd.DataFrame(
        {
            **named(register, stays.firm),
            "park": chosen(stays.park, [park.name for park in PARKS]),
            "carrier": chosen(first[stays.park] + stays.carrier, [c.name for built in found for c in built]),
            "starts_on": as_dates(stays.begins),
            "last_day": as_dates(stays.ends),
            "entry_kind": texts(stays.entry),
            "exit_reason": texts(stays.exit),
            "area_sqm": stays.area_sqm,
            "room": texts(np.char.add(stays.room.astype(str), "室")),
        }
    )
    return frame.iloc[order].reset_index(drop=True)


def _recognitions(register: pd.DataFrame, held: tiers.Certificates) -> pd.DataFrame:
    year = years(held.begins)
    issuers = np.array([tier.issuer for tier in tiers.TIERS])[held.tier]
    number = names.numbered("", np.arange(1, len(held.firm) + 1), 7)
    is_revoked = held.revoked <= CUT_OFF
    lapses = np.array([tier.lapse for tier in tiers.TIERS])[held.tier]
    marked = np.char.add(np.char.add(issuers, "〔"), year.astype(str))
    return pd.DataFrame(
        {
            **named(register, held.firm),
            "tier": chosen(held.tier, [tier.code for tier in tiers.TIERS]),
            "level": texts(np.array([tier.level for tier in tiers.TIERS])[held.tier]),
            "certificate_no": np.char.add(np.char.add("SL", year.astype(str)), number),
            "awarded_on": as_dates(held.begins),
            "valid_from": as_dates(held.begins),
            "valid_until": as_dates(held.ends),
            "revoked_on": as_dates(held.revoked),
            "revoke_reason": texts(np.where(is_revoked, lapses, "")),
            "document": texts(np.char.add(marked, "〕示例批次")),
        }
    )


def _reports(register: pd.DataFrame, reports: dict[str, np.ndarray], months: int) -> pd.DataFrame:
    month = (LAST_MONTH - (months - 1) + reports["month"]).astype("M8[s]")
    values = {name: column for name, column in reports.items() if name not in ("firm", "month")}
    return pd.DataFrame({**named(register, reports["firm"]), "month": month, **values})


def _people(
    rng: np.random.Generator, register: pd.DataFrame, post: talent.Posts, title: talent.Titles
) -> dict[str, pd.DataFrame]:
    people = int(post.person.max()) + 1 if len(post.person) else 0
    number, called = names.numbered("RC", np.arange(1, people + 1), 8), names.person_names(rng, people)
    posts = pd.DataFrame(
        {
            "person_no": chosen(post.person, number.tolist()),
            "person": texts(called[post.person]),
            **named(register, post.firm),
            "arrived_on": as_dates(post.begins),
            "last_day": as_dates(post.ends),
            "degree": chosen(post.degree, talent.DEGREES),
            "is_returnee": post.is_returnee,
            "field": chosen(post.field, talent.FIELDS),
            "leave_reason": texts(post.reason),
        }
    )
    kinds = [(level, kind) for level in talent.LEVELS for kind in talent.TITLES[level]]
    first = np.cumsum([0, *[len(talent.TITLES[level]) for level in talent.LEVELS[:-1]]])
    won = posts.iloc[title.post].reset_index(drop=True)
    titles = won[["person_no", "person", "enterprise", "credit_code"]].assign(
        title=chosen(first[title.level] + title.kind, [kind for _, kind in kinds]),
        level=chosen(title.level, talent.LEVELS),
        awarded_on=as_dates(title.begins),
        valid_until=as_dates(title.ends),
    )
    return {"talent": posts, "talent_title": titles}


def _deals(register: pd.DataFrame, deal: money.Deals) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **named(register, deal.firm),
            "deal_no": names.numbered("RZ", np.arange(1, len(deal.firm) + 1), 7),
            "kind": chosen(deal.kind, money.KINDS),
            "round": chosen(deal.round, money.ROUNDS),
            "signed_on": as_dates(deal.signed),
            "paid_on": as_dates(deal.paid),
            "amount": deal.amount,
            "currency": texts(np.where(np.isnan(deal.rate), "CNY", "USD")),
            "rate": deal.rate,
            "investor": texts(deal.investor),
            "funding": texts(deal.funding),
            "fund": chosen(np.where(deal.fund < 0, len(PARKS), deal.fund), [park.fund for park in PARKS]),
            "fund_amount": deal.fund_amount,
        }
    )


def _funds(deal: money.Deals) -> pd.DataFrame:
    sizes = np.ceil(money.invested(deal) / 0.62 / 10_000_000 + 1) * 10_000_000  # about 60 % is put to work
    return pd.DataFrame(
        {
            "fund": [park.fund for park in PARKS],
            "park": [park.name for park in PARKS],
            "manager": [f"{park.fund[:2]}基金管理有限公司" for park in PARKS],
            "size": sizes,
            "established_on": as_dates(np.array([park.fund_established for park in PARKS])),
            "closes_on": as_dates(np.array([park.fund_closes for park in PARKS])),
        }
    )


def _targets(facts: targets.Facts) -> pd.DataFrame:
    frame = pd.DataFrame(list(targets.targets(facts)))
    return frame.assign(decided_on=as_dates(frame["decided_on"].to_numpy()))


def _annual(register: pd.DataFrame, found: dict[str, np.ndarray]) -> pd.DataFrame:
    values = {name: column for name, column in found.items() if name != "firm"}
    return pd.DataFrame({**named(register, found["firm"]), **values})


def _platforms(rng: np.random.Generator, register: pd.DataFrame, found: innovation.Platforms) -> pd.DataFrame:
    firms = register["enterprise"].to_numpy(dtype=object)[found.firm]
    prefix = np.array(innovation.LEVEL_NAMES, dtype=object)[found.level]
    called = np.array(innovation.KIND_NAMES, dtype=object)[found.kind]
    one, other = names.person_names(rng, len(firms)), names.person_names(rng, len(firms))
    return pd.DataFrame(
        {
            "name": [f"{firm[:2]}{level}{kind}" for firm, level, kind in zip(firms, prefix, called, strict=True)],
            "host": firms,
            **named(register, found.firm),
            "platform_kind": chosen(found.kind, innovation.KINDS),
            "platform_level": chosen(found.level, innovation.LEVELS),
            "field": texts(register["industry"].astype(str).to_numpy()[found.firm].astype(str)),
            "leaders": [LIST_MARK.join(pair) for pair in zip(one, other, strict=True)],
            "established_on": as_dates(found.begins),
        }
    )


def _vacancies(register: pd.DataFrame, found: innovation.Vacancies) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **named(register, found.firm),
            "position": chosen(found.position, innovation.POSITIONS),
            "salary": [f"{low}-{high}" for low, high in zip(found.low.tolist(), found.high.tolist(), strict=True)],
            "degree": chosen(found.degree, innovation.DEGREES),
            "experience": chosen(found.experience, innovation.EXPERIENCE),
            "wanted": found.wanted,
            "posted_on": as_dates(found.posted),
            "last_day": as_dates(found.ends),
        }
    )
