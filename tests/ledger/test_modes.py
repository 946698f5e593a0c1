"""What batches in other modes do to the rows before them, and that undoing any of them leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from parkdash.batch import Mode
from parkdash.warehouse.build import content_hash_of, hold
from tests.world import batch, day

MONTHS = (date(2026, 1, 1), date(2026, 2, 1))
LAST_DAYS = (day("2026-03-31"), day("2026-06-30"))
FIRMS = ("甲", "乙", "丙")


def reports(**staff):
    """`reports(甲01=5)`: 甲 reports 5 people for January 2026."""
    return [{"enterprise": key[0], "month": f"2026-{key[1:]}-01", "headcount": n} for key, n in staff.items()]


def stays(*firms, begins="2026-01-01", last_day=None):
    return [{"enterprise": firm, "park": "园", "starts_on": begins, "last_day": last_day} for firm in firms]


def held(batches, table="monthly_report", columns="enterprise, month(month), headcount"):
    with duckdb.connect() as con:
        hold(con, batches, lambda step, done: None)
        return con.execute(f"select {columns} from {table} order by all").fetchall()


def content(batches):
    with duckdb.connect() as con:
        hold(con, batches, lambda step, done: None)
        return content_hash_of(con)


def part(own=False, months=(date(2026, 1, 1),)):
    return {"monthly_report": Mode("part", own, months)}


def whole(own=False, last_day="2026-03-31"):
    return {"residency": Mode("whole", own, None, day(last_day))}


def test_a_part_replaces_the_months_it_speaks_of_and_no_others(tmp_path):
    old = batch(tmp_path, 1, {"monthly_report": reports(甲01=1, 乙01=2, 甲02=3)})
    new = replace(batch(tmp_path, 2, {"monthly_report": reports(甲01=9)}), modes=part())
    assert held([old, new]) == [("甲", 1, 9), ("甲", 2, 3)]


def test_a_part_of_one_source_leaves_the_rows_of_others(tmp_path):
    mine = replace(batch(tmp_path, 1, {"monthly_report": reports(甲01=1)}), source="a")
    theirs = replace(batch(tmp_path, 2, {"monthly_report": reports(乙01=2)}), source="b")
    new = replace(batch(tmp_path, 3, {"monthly_report": reports(丙01=3)}), source="a", modes=part(own=True))
    assert held([mine, theirs, new]) == [("丙", 1, 3), ("乙", 1, 2)]


def test_a_source_replaces_all_of_its_part(tmp_path):
    old = replace(batch(tmp_path, 1, {"monthly_report": reports(甲01=1, 甲02=2)}), source="a")
    new = replace(batch(tmp_path, 2, {"monthly_report": reports(甲02=3)}), source="a", modes=part(True, None))
    assert held([old, new]) == [("甲", 2, 3)]


def test_a_part_of_years_replaces_the_years_it_speaks_of(tmp_path):
    figures = lambda year, n: [{"enterprise": "甲", "year": year, "headcount": n}]  # noqa: E731
    old = batch(tmp_path, 1, {"annual_report": [*figures(2024, 1), *figures(2025, 2)]})
    new = batch(tmp_path, 2, {"annual_report": [{"enterprise": "乙", "year": 2025, "headcount": 3}]})
    new = replace(new, modes={"annual_report": Mode("part", False, (date(2025, 1, 1),))})
    assert held([old, new], "annual_report", "enterprise, year") == [("乙", 2025), ("甲", 2024)]


def test_what_a_whole_ledger_lacks_is_ended_and_keeps_its_origin(tmp_path):
    old = batch(tmp_path, 1, {"residency": stays("甲", "乙")})
    new = replace(batch(tmp_path, 2, {"residency": stays("甲")}), modes=whole())
    found = held([old, new], "residency join source using (source_id)", "enterprise, last_day, batch, ended_by")
    assert found == [("乙", day("2026-03-31"), "000001", "000002"), ("甲", None, "000002", None)]


def test_a_whole_ledger_leaves_what_had_ended_before_and_what_began_after(tmp_path):
    gone, coming = stays("甲", last_day="2026-02-01"), stays("乙", begins="2026-05-01")
    old = batch(tmp_path, 1, {"residency": [*gone, *coming]})
    new = replace(batch(tmp_path, 2, {"residency": stays("丙")}), modes=whole())
    assert held([old, new], "residency", "enterprise, last_day") == [
        ("丙", None), ("乙", None), ("甲", day("2026-02-01")),
    ]  # fmt: skip


def test_a_whole_ledger_of_one_source_ends_only_its_rows(tmp_path):
    mine = replace(batch(tmp_path, 1, {"residency": stays("甲")}), source="a")
    theirs = replace(batch(tmp_path, 2, {"residency": stays("乙")}), source="b")
    new = replace(batch(tmp_path, 3, {"residency": stays("丙")}), source="a", modes=whole(own=True))
    assert held([mine, theirs, new], "residency", "enterprise, ended_by") == [
        ("丙", None), ("乙", None), ("甲", "000003"),
    ]  # fmt: skip


def test_a_revoked_certificate_is_not_ended_again(tmp_path):
    base = {"enterprise": "甲", "tier": "high_tech", "valid_from": "2025-01-01"}
    old = batch(tmp_path, 1, {"recognition": [base | {"revoked_on": "2026-01-10"}, base | {"enterprise": "乙"}]})
    other = {"recognition": [base | {"enterprise": "丙"}]}
    new = replace(batch(tmp_path, 2, other), modes={"recognition": Mode("whole", last_day=day("2026-03-31"))})
    assert held([old, new], "recognition", "enterprise, valid_until, revoked_on") == [
        ("丙", None, None), ("乙", day("2026-03-31"), None), ("甲", None, day("2026-01-10")),
    ]  # fmt: skip


def test_a_row_that_comes_back_holds_again(tmp_path):
    old = batch(tmp_path, 1, {"residency": stays("甲", "乙")})
    without = replace(batch(tmp_path, 2, {"residency": stays("甲")}), modes=whole())
    back = batch(tmp_path, 3, {"residency": stays("乙")})
    assert held([old, without, back], "residency", "enterprise, last_day") == [("乙", None), ("甲", None)]


# Random histories against a model that is as plain as can be: a list of what was said, rule by rule.

SAID = st.tuples(
    st.sampled_from(("update", "part", "part of a source", "whole of a source", "all of a source", "whole")),
    st.sampled_from(("a", "b")),
    st.dictionaries(st.tuples(st.sampled_from(FIRMS), st.sampled_from(MONTHS)), st.integers(1, 9), min_size=1),
    st.sampled_from(LAST_DAYS),
)
STEPS = st.lists(st.one_of(SAID, st.integers(1, 8)), min_size=2, max_size=8)


def made(folder, number, step):
    """A batch: what was said, or (a number) the undoing of an earlier one."""
    if isinstance(step, int):
        return replace(batch(folder, number, {}), kind="undo", undoes=(step,))
    how, source, said, last_day = step
    rows = [{"enterprise": firm, "month": month, "headcount": n} for (firm, month), n in said.items()]
    stay = stays(*{firm: None for firm, _ in said})
    months = tuple(sorted({month for _, month in said}))
    modes = {
        "update": {},
        "part": {"monthly_report": Mode("part", False, months)},
        "part of a source": {"monthly_report": Mode("part", True, months)},
        "all of a source": {"monthly_report": Mode("part", True, None)},
        "whole": {"residency": Mode("whole", False, None, last_day)},
        "whole of a source": {"residency": Mode("whole", True, None, last_day)},
    }[how]
    return replace(batch(folder, number, {"monthly_report": rows, "residency": stay}), source=source, modes=modes)


def modelled(steps):
    """Which reports hold and when each stay ends, of the steps that nobody undid."""
    figures, ends = [], []  # of every row: source, key, value
    for how, source, said, last_day in steps:
        months = {month for _, month in said}
        if how.startswith(("part", "all")):
            figures = [
                row for row in figures
                if ("source" in how and row[0] != source) or (how.startswith("part") and row[1][1] not in months)
            ]  # fmt: skip
        figures += [(source, key, n) for key, n in said.items()]
        firms = {firm for firm, _ in said}
        if how.startswith("whole"):
            ends = [
                [of, firm, min(end or last_day, last_day)] if firm not in firms and ("source" not in how or of == source)
                else [of, firm, end]
                for of, firm, end in ends
            ]  # fmt: skip
        ends += [[source, firm, None] for firm in firms]
    return {key: n for _, key, n in figures}, {firm: end for _, firm, end in ends}


def undone(steps):
    """The places of the steps that hold: those that no later one that holds takes back."""
    taken_back, holding = set(), []
    for number in range(len(steps), 0, -1):
        if number not in taken_back:
            step = steps[number - 1]
            if isinstance(step, int):
                taken_back.add(step)
            else:
                holding.append(number)
    return holding[::-1]


@settings(max_examples=25)
@drawn(STEPS)
def test_any_history_holds_what_a_plain_model_says_and_an_undo_leaves_no_trace(tmp_path_factory, drawn_steps):
    steps = [step for place, step in enumerate(drawn_steps) if not isinstance(step, int) or step <= place]
    folder = tmp_path_factory.mktemp("history")
    history = [made(folder, number, step) for number, step in enumerate(steps, 1)]
    holding = undone(steps)
    figures, ends = modelled([steps[number - 1] for number in holding])
    assert held(history, columns="enterprise, month, headcount") == sorted((*key, n) for key, n in figures.items())
    found = held(history, "residency", "enterprise, last_day")
    assert dict(found) == ends
    kept = [history[number - 1] for number in holding]
    alone = [replace(each, number=number) for number, each in enumerate(kept, 1)]
    assert content(history) == content(alone)
