"""Files as an office hands them in, and the way from there to a batch."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from parkdash.intake import Draft, Study, drafts, preview, study, take
from parkdash.ledger import Accepted
from tests.world import LEADER

NOON = datetime(2026, 6, 30, 4, tzinfo=UTC)
NAME = "月报2026-01.csv"


def clock() -> datetime:
    """Noon of 30 June 2026 in China."""
    return NOON


def report(*rows: tuple[str, str, int], heading: str = "企业名称,月份,从业人员") -> bytes:
    """A monthly report: (firm, month, people) line by line."""
    return "\n".join([heading, *(",".join(map(str, row)) for row in rows), ""]).encode()


def hand_in(home: Path, *files: tuple[str, bytes], **said: object) -> tuple[Draft, Study]:
    """A new try, with what is said of it, studied."""
    draft = replace(drafts.start(home, files, clock=clock), **said)
    drafts.save(home, draft)
    return draft, study(home, draft, clock=clock)


def taken(home: Path, *files: tuple[str, bytes], **said: object) -> Accepted:
    """Hand in and take at once."""
    draft, studied = hand_in(home, *files, **said)
    return take(home, draft, studied, "李", "月报", clock=clock)


def hand_in_headcount(home: Path, staff: int) -> None:
    """The whole way of a file that says how many people one firm has: try, study, preview, batch."""
    draft = drafts.start(home, [(NAME, report(("甲公司", "2026-01", staff)))], clock=clock)
    finish(home, draft)


def finish(home: Path, draft: Draft) -> Accepted:
    """The rest of the way, from wherever the try was left."""
    studied = study(home, draft, clock=clock)
    if draft.state == "open":
        preview(home, draft, studied, LEADER, clock=clock)
    return take(home, draft, studied, "李", "", clock=clock)
