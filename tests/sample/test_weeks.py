"""What the sample's offices knew on three Fridays: it grows into the final tables, with a few things late or wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from parkdash import sample
from parkdash.sample import weeks


@cache
def park() -> dict[str, pd.DataFrame]:
    """The default park with fewer months, made once."""
    return sample.tables(600, 14)


def test_the_last_friday_knows_the_final_tables() -> None:
    for name, frame in weeks.known(park(), 2).items():
        pd.testing.assert_frame_equal(frame, park()[name])


def test_nothing_is_known_before_it_happens() -> None:
    for week, friday in enumerate(weeks.FRIDAYS[:2]):
        found = weeks.known(park(), week)
        for table, column in weeks.BEGINS.items():
            assert not (found[table][column] > friday).any(), table
        for table, last, reason in weeks.ENDS:
            assert not (found[table][last] > friday).any(), table
            assert found[table].loc[found[table][last].isna(), reason].isna().all(), table
        assert (found["monthly_report"]["month"] + pd.offsets.MonthEnd(0) <= friday).all()


def test_some_facts_of_a_week_come_in_the_week_after() -> None:
    arrived = park()["talent"]["arrived_on"]
    happened = int((arrived <= weeks.FRIDAYS[0]).sum())
    assert 0 < happened - len(weeks.known(park(), 0)["talent"]) < happened


def test_one_park_reports_the_newest_month_a_week_late() -> None:
    months = [weeks.known(park(), week)["monthly_report"]["month"] for week in range(3)]
    newest = [int((month == "2026-10-01").sum()) for month in months]
    assert newest[0] == 0 < newest[1] < newest[2]


def test_what_was_wrong_is_put_right_in_its_week() -> None:
    for wrong in weeks.WRONG:
        said = [weeks.known(park(), week)[wrong.table][wrong.column] for week in range(3)]
        final = park()[wrong.table][wrong.column]
        for week in range(3):
            both = said[week].index.intersection(final.index)
            same = said[week].loc[both].equals(final.loc[both])
            others = [o for o in weeks.WRONG if o.table == wrong.table and week < o.until]
            assert same is not bool(others), (wrong, week)


def test_later_workbooks_hold_only_what_is_new_or_changed(tmp_path: Path) -> None:
    done = weeks.write_weeks(tmp_path, park())
    assert [handing.at for handing in done] == sorted(handing.at for handing in done)
    sizes = {handing.file: (tmp_path / handing.file).stat().st_size for handing in done}
    assert sizes["2026-11-13/经济发展局.xlsx"] < sizes["2026-10-30/经济发展局.xlsx"] / 3
    assert "2026-11-06/人才办.xlsx" not in sizes
    assert "2026-11-13/人才办-补报.xlsx" in sizes
    assert [handing.file for handing in done if handing.takes_back] == ["2026-11-06/园区办公室-补充.xlsx"]
