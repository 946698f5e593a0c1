"""Tables that no batch speaks of are made without running anything; what comes out is the same as if all had run."""

from __future__ import annotations

import pytest

from parkdash.contracts import contracts
from parkdash.sql import facts
from parkdash.warehouse import Version, current, shapes
from tests.ledger.test_releases import small_world
from tests.world import new_version

FIRMS_ONLY = {
    "park": [{"name": "甲园"}],
    "enterprise": [{"enterprise": "一号"}, {"enterprise": "二号"}],
    "residency": [{"enterprise": "一号", "park": "甲园", "starts_on": "2025-01-01"}],
}


def columns_of(version: Version) -> dict[str, list[tuple[str, str]]]:
    """Every table's columns with their types, in their order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in version.rows(
        "select table_name, column_name, data_type from duckdb_columns() where not internal order by 1, column_index"
    ):
        found.setdefault(table, []).append((column, kind))
    return found


def counted(version: Version) -> dict[str, int]:
    """Every table's count of rows."""
    return {name: version.rows(f'select count(*) from "{name}"')[0][0] for name in version.tables()}


@pytest.mark.parametrize("rows", [FIRMS_ONLY, small_world(), {}], ids=["firms", "some of all", "nothing"])
def test_a_build_that_leaves_out_what_is_empty_makes_the_same_tables(tmp_path, rows):
    shapes._columns.clear()
    made = [new_version(tmp_path / name, rows) for name in ("all is run", "the empty is not")]
    assert counted(made[0]) == counted(made[1])
    assert columns_of(made[0]) == columns_of(made[1])


def test_a_table_that_no_batch_speaks_of_has_the_columns_of_one_that_is_told(tmp_path, sample_home):
    told, untold = columns_of(current(sample_home)), columns_of(new_version(tmp_path, {}))
    names = (*contracts(), *facts())
    assert {name: untold[name] for name in names} == {name: told[name] for name in names}
