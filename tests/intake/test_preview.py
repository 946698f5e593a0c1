"""What taking a try would do, and that taking it does just that, once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from parkdash import jobs
from parkdash.batch import Mode
from parkdash.home import Home, read_pointer
from parkdash.intake import changes, drafts, preview, take
from parkdash.intake.modes import WrongMode
from parkdash.ledger import Refused, accept, batches, rebuild, undo
from parkdash.warehouse import refresh
from tests.intake.handing import NAME, clock, hand_in, report, taken
from tests.ledger.importer import given
from tests.world import LEADER

JANUARY = [("甲公司", "2026-01", 1), ("乙公司", "2026-01", 2)]


def seen(home, draft, studied):
    return preview(home, draft, studied, LEADER, clock=clock)


def heads(home):
    return refresh(home).rows("select enterprise, month(month), headcount from monthly_report order by all")


@pytest.fixture
def begun(home):
    """A home with the January reports of two firms."""
    taken(home, (NAME, report(*JANUARY)))
    return home


def test_a_preview_shows_rows_counts_and_numbers_and_takes_nothing(begun):
    content = report(("甲公司", "2026-01", 5), ("丙公司", "2026-01", 4), ("乙公司", "2026-01", 2))
    draft, studied = hand_in(begun, ("b.csv", content))
    shown = seen(begun, draft, studied)
    count = shown.counts["monthly_report"]
    assert (count.new, count.changed, count.unchanged, count.missing) == (1, 1, 1, 0)
    changed = next(row for row in shown.rows if row.what == "changed")
    assert changed.key == (("enterprise", "甲公司"), ("month", date(2026, 1, 1)))
    assert [(cell.column, cell.old, cell.new) for cell in changed.cells] == [("headcount", 1, 5)]
    assert (changed.file, changed.row) == ("b.csv", 2)
    moved = {(effect.metric, effect.park): (effect.before.value, effect.after.value) for effect in shown.effects}
    assert moved["headcount", None] == (3, 11)
    assert "revenue" not in {metric for metric, _ in moved}
    assert (shown.version, shown.as_of, shown.is_new) == (1, date(2026, 1, 31), True)
    assert changes(begun, draft, "monthly_report", "new").total == 1
    assert len(batches(begun)) == 1


def test_a_part_shows_what_it_leaves_out_and_an_undo_brings_it_back(begun):
    before = read_pointer(begun).content_hash
    mode = {"monthly_report": Mode("part", months=())}
    draft, studied = hand_in(begun, ("b.csv", report(("甲公司", "2026-01", 1))), modes=mode)
    shown = seen(begun, draft, studied)
    (missing,) = (row for row in shown.rows if row.what == "missing")
    assert (missing.key[0], missing.file, missing.cells) == (("enterprise", "乙公司"), NAME, ())
    done = take(begun, draft, studied, "李", "", clock=clock)
    assert done.tables["monthly_report"].missing == 1
    assert done.batch.modes["monthly_report"].months == (date(2026, 1, 1),)
    assert heads(begun) == [("甲公司", 1, 1)]
    undo(begun, 2, clock=clock)
    assert read_pointer(begun).content_hash == before


def test_what_was_previewed_is_taken_as_it_was_built(begun):
    draft, studied = hand_in(begun, ("b.csv", report(("丙公司", "2026-01", 3))))
    seen(begun, draft, studied)
    steps = []
    done = take(begun, draft, studied, "李", "补报", lambda step, share: steps.append(step), clock)
    assert "cubes" not in steps
    assert (done.batch.who, done.batch.why, done.batch.draft) == ("李", "补报", draft.id)
    assert heads(begun)[-1] == ("甲公司", 1, 1)
    assert rebuild(begun).same
    assert not list(Home(begun).drafts.iterdir())


def test_what_was_previewed_before_another_batch_came_is_built_again(begun):
    draft, studied = hand_in(begun, ("b.csv", report(("丙公司", "2026-01", 3))))
    seen(begun, draft, studied)
    taken(begun, ("c.csv", report(("丁公司", "2026-01", 4))))
    done = take(begun, draft, studied, "", "", clock=clock)
    assert (done.batch.number, len(heads(begun))) == (3, 4)
    assert rebuild(begun).same


def test_two_clicks_make_one_batch(begun):
    draft, studied = hand_in(begun, ("b.csv", report(("丙公司", "2026-01", 3))))
    start = threading.Barrier(2)

    def click(_):
        start.wait(10)
        return take(begun, draft, studied, "", "", clock=clock)

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(click, range(2)))
    assert [done.batch.number for done in both] == [2, 2]
    assert len(batches(begun)) == 2
    ended = drafts.load(begun, draft.id)
    assert (ended.state, ended.batch) == ("taken", 2)
    assert drafts.open_tries(begun) == []


def test_a_dropped_try_is_not_taken(begun):
    draft, studied = hand_in(begun, ("b.csv", report(("丙公司", "2026-01", 3))))
    drafts.drop(begun, draft.id)
    with pytest.raises(drafts.Gone):
        take(begun, draft, studied, "", "", clock=clock)
    with pytest.raises(drafts.Gone):
        seen(begun, draft, studied)
    assert len(batches(begun)) == 1


def test_a_cancelled_preview_leaves_nothing_and_the_next_one_works(begun):
    draft, studied = hand_in(begun, ("b.csv", report(("丙公司", "2026-01", 3))))

    def stop(step, share):
        if step == "cubes":
            raise jobs.Cancelled(draft.id)

    with pytest.raises(jobs.Cancelled):
        preview(begun, draft, studied, LEADER, stop, clock)
    assert not [path for path in drafts.folder_of(begun, draft.id).iterdir() if path.is_dir()]
    assert changes(begun, draft, "monthly_report", "new").total == 0
    assert seen(begun, draft, studied).counts["monthly_report"].new == 1


def test_a_status_that_flips_is_shown_for_the_park_it_is_about(home):
    stay = {"enterprise": "甲公司", "park": "东园", "starts_on": "2026-01-01"}
    goal = {"metric": "enterprises", "park": "东园", "year": 2026, "value": 4, "base": 0, "decided_on": "2026-01-01"}
    accept(home, [given(residency=[stay], target=[goal])], clock=clock)
    content = "企业名称,园区名称,入驻日期\n乙公司,东园,2026-06-01\n".encode()
    draft, studied = hand_in(home, ("入驻.csv", content))
    shown = seen(home, draft, studied)
    flipped = [effect for effect in shown.effects if effect.status_before != effect.status_after]
    assert [(effect.metric, effect.park_label["zh"]) for effect in flipped] == [("enterprises", "东园")]
    (effect,) = flipped
    assert (effect.before.value, effect.after.value, effect.status_after) == (1, 2, "on_track")  # 2 of 4 by June


def test_rows_in_error_stop_the_others_unless_they_may_be_left_out(home):
    content = report(("甲公司", "2026-01", 1), ("乙公司", "没有", 2))
    draft, studied = hand_in(home, (NAME, content))
    with pytest.raises(Refused):
        take(home, draft, studied, "", "", clock=clock)
    done = take(home, replace(draft, partial=True), studied, "", "", clock=clock)
    count = done.tables["monthly_report"]
    assert (count.rows, count.new, count.left_out) == (1, 1, 1)
    assert heads(home) == [("甲公司", 1, 1)]


def test_a_mode_that_a_table_has_not_is_refused(home):
    draft, studied = hand_in(home, (NAME, report(*JANUARY)), modes={"monthly_report": Mode("whole")})
    with pytest.raises(WrongMode):
        take(home, draft, studied, "", "", clock=clock)
