"""Issues stay known: of a try while it waits, of a batch while it holds."""

from __future__ import annotations

from pathlib import Path

from parkdash import ledger
from parkdash.intake import drafts
from parkdash.intake.quality import open_issues
from tests.intake.handing import hand_in, report, taken

NAME = "月报2026-01.csv"
GOOD = tuple((firm, "2026-01", 5) for firm in "丙丁戊己庚辛")


def told(home: Path) -> list[tuple[str, int, int, int]]:
    """(try or batch, batch's number, errors, warnings), what waits longest first."""
    return [
        ("try" if one.draft else "batch", one.batch, one.count("error"), one.count("warning"))
        for one in open_issues(home)
    ]


def test_what_is_wrong_with_a_try_is_open_until_it_is_dropped(home: Path) -> None:
    draft, _ = hand_in(home, (NAME, report(("甲", "2026-01", 5), ("乙", "2026-13", 5), ("丙", "2026-01", -1))))
    assert told(home) == [("try", 0, 2, 0)]
    drafts.drop(home, draft.id)
    assert told(home) == []


def test_what_was_taken_all_the_same_is_open_while_the_batch_holds(home: Path) -> None:
    wrong = report(("甲", "2026-01", 5), ("乙", "2026-13", 5))
    taken(home, (NAME, wrong), partial=True)
    assert told(home) == [("batch", 1, 1, 0)]
    ledger.undo(home, 1)
    assert told(home) == []


def test_a_clean_file_leaves_nothing_open(home: Path) -> None:
    taken(home, (NAME, report(("甲", "2026-01", 5))))
    assert told(home) == []


def test_the_first_issue_of_a_kind_still_says_its_sentence(home: Path) -> None:
    hand_in(home, (NAME, report(("甲", "2026-13", 5), ("乙", "2026-14", 5), *GOOD)))
    ((kind,),) = (one.kinds for one in open_issues(home))
    assert kind.count == 2
    assert "2026-13" in kind.first.text("zh")
