"""The catalogue of problems: every code that the code uses is in it, and every sentence can be said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from parkdash.ingest.issues import LISTED, Issue, Issues, issue, severity_of

ROOT = Path(__file__).parents[2]
CATALOGUE = tomllib.loads((ROOT / "parkdash/text/problems.toml").read_text(encoding="utf-8"))
RAISED = re.compile(r'(?:\b(?:issue|Problem|Unreadable|_list_rows)|\.say)\(\s*"([a-z_]+)"')


def codes_in_use() -> set[str]:
    """All codes that the reading and checking of files raise."""
    paths = (path for part in ("ingest", "intake") for path in (ROOT / "parkdash" / part).rglob("*.py"))
    return {code for path in paths for code in RAISED.findall(path.read_text("utf-8"))}


def test_every_problem_that_is_raised_is_in_the_catalogue() -> None:
    assert codes_in_use() <= CATALOGUE.keys() | CATALOGUE["unreadable"].keys()


def test_every_problem_has_a_severity() -> None:
    assert {severity_of(code) for code in CATALOGUE if code not in ("unreadable", "words")} == {"error", "warning"}


def test_a_parameter_given_in_two_languages_is_said_in_the_one_asked_for() -> None:
    told = issue("unknown_header", "s", 0, "x", title={"zh": "园区", "en": "Parks"})
    assert "园区" in told.text("zh")
    assert "Parks" in told.text("en")


def test_the_summary_of_many_problems_has_their_severity() -> None:
    issues = Issues()
    for row in range(LISTED + 3):
        issues.add(issue("legacy_code", "s", row, "x", value="1"))
    assert issues.all()[-1] == Issue("warning", "s", 0, "x", "more_of_same", {"count": 3})
