"""A name that the clerk says to be a known firm is read as that firm."""

from __future__ import annotations

from pathlib import Path

from parkdash import metrics, warehouse
from parkdash.intake.study import FIRMS
from tests.intake.handing import hand_in, report, taken
from tests.world import LEADER, day

REGISTER = ("企业.csv", "企业名称,所属行业\n谌岭生物技术有限公司,生物\n".encode())


def test_a_choice_among_candidates_is_read_as_the_known_firm(home: Path) -> None:
    taken(home, REGISTER)
    file = ("月报.csv", report(("谌岭生物科技公司", "2026-01", 5)))
    _, found = hand_in(home, file)
    (kind,) = {one.kind for one in found.files}
    assert "unknown_enterprise" in {issue.code for issue in found.files[0].issues}
    answers = {kind: {FIRMS: {"谌岭生物科技公司": "谌岭生物技术有限公司"}}}
    _, found = hand_in(home, file, answers=answers)
    assert "unknown_enterprise" not in {issue.code for issue in found.files[0].issues}
    taken(home, file, answers=answers)
    firms = metrics.find(warehouse.refresh(home), LEADER, "", day("2026-06-30")).firms
    assert [firm.name for firm in firms] == ["谌岭生物技术有限公司"]
