"""A home outlives the release that made it: what another release put together is refused in words and built again."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import duckdb
import pytest

from parkdash.cli import main
from parkdash.home import BuildFailed, Home, Outdated, read_pointer
from parkdash.ledger import accept, batches, rebuild
from parkdash.warehouse import build, current, refresh
from tests.ledger.importer import given, headcount, import_headcount
from tests.world import batch, version_of

# Of `small_world()`, by the `hash()` of the pinned DuckDB. If an upgrade changes it, the hashes kept in ledgers no longer
# match and every rebuild reports a difference: then say so in the notes of the release.
PINNED = "198f00cbfcff6db58e84f2efb57e8cbd3c519838846c7ca6d63d6e72c824cadc"


def small_world():
    return {
        "residency": [{"enterprise": "一号", "park": "甲园", "starts_on": "2025-01-01", "area_sqm": 12.5}],
        "monthly_report": [{"enterprise": "一号", "month": "2026-10-01", "revenue": "10.05", "headcount": 3}],
        "talent": [
            {"person_no": "1", "person": "某", "enterprise": "一号", "arrived_on": "2025-01-01", "is_returnee": True}
        ],
    }


@pytest.fixture
def outdated(home):
    """A home whose version file is of an older make."""
    import_headcount(home, 1)
    with duckdb.connect(str(Home(home).versions / read_pointer(home).file)) as con:
        con.execute("alter table meta drop column schema")
        con.execute("alter table monthly_report rename column headcount to heads")
    return home


def test_the_content_hash_of_a_small_world_is_what_it_always_was(tmp_path):
    assert version_of(tmp_path, small_world()).content_hash == PINNED


def test_the_order_of_unrelated_batches_does_not_change_the_content(tmp_path):
    one, other = {"residency": small_world()["residency"]}, {"talent": small_world()["talent"]}
    hashes = set()
    for name, order in (("forth", ((1, one), (2, other))), ("back", ((2, other), (1, one)))):
        folder = tmp_path / name
        folder.mkdir()
        found = [batch(folder, number, tables) for number, tables in order]
        hashes.add(build(folder / "v.duckdb", found, 2).content_hash)
    assert len(hashes) == 1


def test_a_version_of_another_release_is_not_read(outdated):
    with pytest.raises(Outdated):
        current(outdated)
    with pytest.raises(Outdated):
        accept(outdated, [headcount(2)], clock=lambda: datetime(2026, 7, 1, tzinfo=UTC))
    assert len(batches(outdated)) == 1


def test_rebuild_brings_it_forward(outdated):
    assert rebuild(outdated).same
    assert refresh(outdated).rows("select headcount from monthly_report") == [(1,)]
    assert import_headcount(outdated, 2).version == 2


@pytest.mark.parametrize("words", [["metric", "enterprises"], ["records", "enterprises"]])
def test_the_command_line_says_what_to_do(outdated, monkeypatch, capsys, words):
    monkeypatch.setenv("PARKDASH_HOME", str(outdated))
    assert main([*words, "--lang", "en"]) == 1
    assert "rebuild" in capsys.readouterr().err
    assert main(["rebuild", "--lang", "en"]) == 0
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "LOOK_SECONDS", 0.0)
    assert main([*words, "--lang", "en"]) == 0


# An amount that fits its column and, in yuan, does not.
TOO_MUCH = {"enterprise": "一号", "kind": "equity", "paid_on": "2026-01-01", "amount": 9 * 10**15, "currency": "USD", "rate": 7000.0}  # fmt: skip


def test_what_the_database_refuses_leaves_the_old_state(home):
    import_headcount(home, 1)
    with pytest.raises(BuildFailed):
        accept(home, [given(financing=[TOO_MUCH])])
    assert (current(home).number, len(batches(home))) == (1, 1)
    assert [path.name for path in sorted(Home(home).versions.iterdir())] == ["000001.duckdb", "current"]
    assert import_headcount(home, 2).version == 2


def test_the_command_line_says_that_no_version_could_be_built(home, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PARKDASH_HOME", str(home))
    path = tmp_path / "financing.csv"
    head = "企业名称,融资类型,到账日期,金额(元),币种,汇率"
    path.write_text(f"{head}\n一号,股权,2026-01-01,{TOO_MUCH['amount']},USD,7000\n", encoding="utf-8")
    code = main(["import", str(path), "--as", "financing", "--lang", "en"])
    said = capsys.readouterr()
    assert (code, "nothing was taken" in said.err) == (1, True), said
    assert batches(home) == []
