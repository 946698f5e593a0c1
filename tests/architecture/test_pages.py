"""A page is a list of what is on the screen, and opens with the question that it answers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LONGEST_PAGE = 40
PAGES = sorted((ROOT / "pages").rglob("*.py"))
SQL = re.compile(r"\bselect\b[^;]{0,200}\bfrom\b", re.IGNORECASE)


def faults(source: str) -> list[str]:
    """What is wrong with a page's source."""
    page = ast.parse(source)
    found = []
    if len(source.splitlines()) > LONGEST_PAGE:
        found.append(f"longer than {LONGEST_PAGE} lines")
    if any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) for node in ast.walk(page)):
        found.append("defines something")
    if SQL.search(source):
        found.append("speaks SQL")
    if not (ast.get_docstring(page) or "").rstrip().endswith("?"):
        found.append("does not open with its question")
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_a_list_that_answers_a_question(path: Path) -> None:
    assert not faults(path.read_text(encoding="utf-8"))


def test_pages_lie_in_folders_of_their_sections() -> None:
    assert PAGES
    assert not list((ROOT / "pages").glob("*.py"))  # there a deep link would bypass app.py


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('"""What?"""\n' + "x = 1\n" * LONGEST_PAGE, "longer than 40 lines"),
        ('"""What?"""\ndef f(): ...\n', "defines something"),
        ('"""What?"""\nq = "select a from b"\n', "speaks SQL"),
        ('"""Draws things."""\n', "does not open with its question"),
        ("x = 1\n", "does not open with its question"),
    ],
)
def test_a_faulty_page_is_noticed(source: str, fault: str) -> None:
    assert faults(source) == [fault]
