"""What comes into a stock and is no firm has a name all the same."""

from __future__ import annotations

from pathlib import Path

from parkdash import metrics
from tests.world import LEADER, day, version_of


def test_a_member_without_a_firm_is_called_by_what_tells_it_apart(tmp_path: Path) -> None:
    version = version_of(
        tmp_path, {"park": [{"name": "甲园"}], "milestone": [
            {"milestone": "验收", "park": "甲园", "due_by": "2026-05-31", "decided_on": "2026-03-01"},
        ]},
    )  # fmt: skip
    bridge = metrics.bridge(version, LEADER, "milestones_open", day("2026-01-01"), day("2026-04-01"))
    ((member,),) = [movement.members for movement in bridge.entered]
    assert (member.id, member.name) == ("", "验收")
