"""The invented park, read from its tables: always the same, well formed, nothing dated after the cut-off, and alive."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from stdnum.cn import uscc

from bench.rows import arrow
from parkdash.contracts import contracts
from parkdash.ingest.columns import STORED
from parkdash.sample import tables

CUT_OFF = pd.Timestamp("2026-11-13")
NO_LATER = {
    "residency": ("starts_on", "last_day"), "recognition": ("awarded_on", "valid_from", "revoked_on"),
    "monthly_report": ("month",), "talent": ("arrived_on", "last_day"), "talent_title": ("awarded_on",),
    "financing": ("signed_on", "paid_on"), "fund": ("established_on",), "target": ("decided_on",),
    "park": ("opened_on",), "carrier": ("opened_on",), "enterprise": ("founded_on",),
}  # fmt: skip


@cache
def park() -> dict[str, pd.DataFrame]:
    """The default tables, made once."""
    return tables()


def plain(table: str) -> pd.DataFrame:
    """A table with its repeated texts as ordinary ones."""
    frame = park()[table]
    return frame.astype({name: object for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype)})


def in_force(frame: pd.DataFrame, first: str, last: str) -> pd.Series:
    """Rows that hold on the cut-off day."""
    return (frame[first] <= CUT_OFF) & (frame[last].isna() | (frame[last] >= CUT_OFF))


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    first, again, other = tables(40, 6, 7), tables(40, 6, 7), tables(40, 6, 8)
    for table, frame in first.items():
        pd.testing.assert_frame_equal(frame, again[table])
    assert not first["enterprise"]["enterprise"].equals(other["enterprise"]["enterprise"])


@pytest.mark.parametrize("count", [1, 5, 37])
def test_a_small_park_has_all_tables_with_the_columns_of_the_contracts(count: int) -> None:
    found = tables(count, 2)
    assert list(found) == list(contracts())
    assert all(list(found[name]) == [c.name for c in contract.columns] for name, contract in contracts().items())
    assert len(found["enterprise"]) == count


@pytest.mark.parametrize("table", contracts())
def test_the_bench_takes_every_table_as_it_would_be_stored(table: str) -> None:
    taken = arrow(contracts()[table], park()[table])
    assert taken.column_names == [*contracts()[table].stored, "sheet", "source_row"]
    assert [str(taken.schema.field(name).type) for name in contracts()[table].stored] == [
        str(STORED[kind]) for kind in contracts()[table].stored.values()
    ]


def test_every_credit_code_is_valid_and_of_region_000000() -> None:
    codes = park()["enterprise"]["credit_code"].tolist()
    assert all(uscc.is_valid(code) and code[2:8] == "000000" for code in codes)


def test_every_organisation_code_carries_its_own_check_character() -> None:
    for code in park()["enterprise"]["credit_code"][:50]:
        total = sum(int(c, 36) * weight for c, weight in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
        assert code[16] == "0123456789X0"[11 - total % 11]


@pytest.mark.parametrize("table", contracts())
def test_no_key_appears_twice(table: str) -> None:
    assert not plain(table).duplicated(list(contracts()[table].key)).any()


@pytest.mark.parametrize("table", contracts())
def test_required_cells_are_filled_and_choices_known(table: str) -> None:
    frame = plain(table)
    for column in contracts()[table].columns:
        assert not (column.required and frame[column.name].isna().any()), column.name
        if column.choices:
            assert set(frame[column.name].dropna()) <= {choice.code for choice in column.choices}


def test_names_of_enterprises_are_unique_former_names_included() -> None:
    enterprise = park()["enterprise"]
    names = enterprise["enterprise"].tolist() + enterprise["former_name"].dropna().tolist()
    assert len(names) == len(set(names)) > 600


@pytest.mark.parametrize("table", NO_LATER)
def test_no_fact_is_dated_after_the_cut_off(table: str) -> None:
    for column in NO_LATER[table]:
        assert not (park()[table][column] > CUT_OFF).any(), column


def test_an_enterprise_and_a_person_arrive_on_the_cut_off_day() -> None:
    assert (park()["residency"]["starts_on"] == CUT_OFF).any()
    assert (park()["talent"]["arrived_on"] == CUT_OFF).any()


def test_the_stays_of_an_enterprise_follow_each_other_without_gap_or_overlap() -> None:
    stays = plain("residency").sort_values(["enterprise", "starts_on"])
    before = stays.groupby("enterprise")["last_day"].shift()
    moved = stays[before.notna()]
    assert len(moved) > 40
    assert (moved["starts_on"] - before[before.notna()] == pd.Timedelta(days=1)).all()
    assert ((moved["park"] != stays.groupby("enterprise")["park"].shift()[moved.index]).sum()) >= 3


def test_deals_people_and_titles_lie_within_the_stay_of_their_enterprise() -> None:
    stays = plain("residency").groupby("enterprise")
    first, last = stays["starts_on"].min(), stays["last_day"].max()
    last[stays["last_day"].count() < stays.size()] = CUT_OFF
    for table, column in (("financing", "paid_on"), ("talent", "arrived_on"), ("talent_title", "awarded_on")):
        frame = plain(table)
        assert (frame[column] >= frame["enterprise"].map(first)).all()
        assert (frame[column] <= frame["enterprise"].map(last)).all()


def test_a_renewal_begins_on_the_day_after_the_certificate_before_it() -> None:
    held = plain("recognition").sort_values(["enterprise", "tier", "valid_from"])
    before = held.groupby(["enterprise", "tier"])["valid_until"].shift()
    gaps = (held["valid_from"] - before).dropna().dt.days
    assert len(gaps) > 100
    assert (gaps == 1).mean() > 0.95


def test_certificates_run_out_are_revoked_and_end_soon_in_every_window() -> None:
    held = plain("recognition")
    left = (held["valid_until"] - CUT_OFF).dt.days
    assert held["revoked_on"].notna().sum() > 20
    assert (left < 0).sum() > 100
    assert 0 < left.between(0, 30).sum() < left.between(0, 90).sum() < left.between(0, 180).sum()


def test_four_in_five_are_still_in_their_post_after_a_year() -> None:
    posts = plain("talent")
    due = posts[(posts["arrived_on"] > "2024-11-13") & (posts["arrived_on"] <= "2025-11-13")]
    stayed = due["last_day"].isna() | (due["last_day"] >= due["arrived_on"] + pd.DateOffset(years=1))
    assert 0.76 < stayed.mean() < 0.84


def test_a_person_keeps_number_name_and_degree_and_holds_one_post_at_a_time() -> None:
    posts = plain("talent")
    assert (posts.groupby("person_no")[["person", "degree"]].nunique() == 1).all().all()
    assert posts["person_no"].duplicated().sum() > 20
    assert not posts[in_force(posts, "arrived_on", "last_day")]["person_no"].duplicated().any()


def test_revenue_grows_peaks_in_december_and_dips_at_the_spring_festival() -> None:
    sums = plain("monthly_report").groupby("month")["revenue"].sum()
    assert sums["2025-12-01"] > sums["2025-09-01"] > sums["2025-02-01"]
    assert sums["2026-09-01"] > 1.1 * sums["2025-09-01"]


def test_park_five_has_not_handed_in_october() -> None:
    stays = plain("residency")
    five = set(stays[stays["park"] == "砚屏新材料园"]["enterprise"])
    reports = plain("monthly_report")
    reported = reports[reports["enterprise"].isin(five)].groupby("month").size()
    assert reported["2026-09-01"] > 40
    assert "2026-10-01" not in reported.index.strftime("%Y-%m-%d")


def test_fund_money_is_part_of_a_deal_and_some_amounts_are_undisclosed_or_in_dollars() -> None:
    deals = plain("financing")
    joined = deals[deals["fund_amount"].notna()]
    assert (joined["fund_amount"] < joined["amount"]).all()
    assert joined["fund"].notna().all()
    assert deals["amount"].isna().any()
    assert deals[deals["currency"] == "USD"]["rate"].between(6.5, 7.5).all()


def test_each_firm_of_twenty_thousand_has_its_own_name_and_code() -> None:
    enterprise = tables(20_000, 1)["enterprise"]
    assert enterprise["enterprise"].is_unique
    assert enterprise["credit_code"].is_unique
