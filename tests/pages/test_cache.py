"""Answers: asked once, and carried over to a new version before its readers come."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from parkdash import metrics
from parkdash.metrics.model import At, Number
from parkdash.ui import cache
from parkdash.warehouse import Version
from tests.world import LEADER, Scope, version_of

ROW = {"park": "甲园", "starts_on": "2026-01-01"}


def test_fifty_readers_of_one_number_are_one_question(tmp_path: Path) -> None:
    version, asked = version_of(tmp_path, {"residency": [{**ROW, "enterprise": "一号"}]}), []

    def slow(version: Version, scope: Scope) -> int:
        asked.append(1)
        time.sleep(0.1)
        return 42

    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(cache.ask(slow, version, LEADER))) for _ in range(50)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (len(asked), found) == (1, [42] * 50)


def test_what_was_asked_of_the_old_version_is_answered_for_the_new_one_on_its_own_day(tmp_path: Path) -> None:
    old = version_of(tmp_path / "1", {"residency": [{**ROW, "enterprise": "一号"}]})
    new = version_of(
        tmp_path / "2",
        {"residency": [{**ROW, "enterprise": "一号"}, {**ROW, "enterprise": "二号", "starts_on": "2026-02-01"}]},
    )
    counted: list[object] = []

    def count(version: Version, scope: Scope, when: At) -> Number:
        counted.append((version, when))
        return metrics.value(version, scope, "enterprises", when)

    assert cache.ask(count, old, LEADER, At(old.cut_off)).value == 1
    cache.carry_over(old, new)
    assert counted == [(old, At(old.cut_off)), (new, At(new.cut_off))]
    assert cache.ask(count, new, LEADER, At(new.cut_off)).value == 2
    assert len(counted) == 2
