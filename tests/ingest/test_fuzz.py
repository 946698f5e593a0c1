"""A fixed small set of mutated files; `make fuzz` tries many."""

from __future__ import annotations

import pytest

from fuzz.cases import case, fault

CASES = 240
GROUPS = 12


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_mutated_file_is_read_rightly_or_something_is_said(group: int) -> None:
    wrong = {number: told for number in range(group, CASES, GROUPS) if (told := fault(case(number)))}
    assert not wrong
