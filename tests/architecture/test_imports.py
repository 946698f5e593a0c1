"""Imports run one way, and every outside library has its home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, files, imported, libraries, part_of, parts, tree

# Who may import whom; a part that is not here may not exist. Lowest first: nothing may import what stands below it.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "catalogue": set(),
    "contracts": set(),
    "text": set(),
    "rules": set(),
    "sql": set(),
    "home": set(),
    "access": set(),
    "background": set(),
    "matching": set(),
    "jobs": {"background", "home"},
    "batch": set(),
    "ingest": {"catalogue", "contracts", "rules", "text"},
    "sample": {"batch", "catalogue", "contracts"},
    "templates": {"contracts", "text"},
    "upkeep": {"batch", "home"},
    "warehouse": {"background", "batch", "contracts", "home", "rules", "sql"},
    "history": {"batch", "home", "upkeep", "warehouse"},
    "ledger": {"batch", "history", "home", "ingest", "upkeep", "warehouse"},
    "metrics": {"access", "batch", "catalogue", "contracts", "rules", "sql", "text", "warehouse"},
    "intake": {
        "access",
        "batch",
        "contracts",
        "history",
        "home",
        "ingest",
        "ledger",
        "metrics",
        "packs",
        "text",
        "warehouse",
    },
    "office": set(),
    "review": {"access", "batch", "history", "home", "metrics", "office", "rules", "warehouse"},
    "charts": {"metrics", "text"},
    "telling": {"metrics", "review", "text"},
    "packs": {"metrics", "review", "telling", "text"},
    "packing": {"home", "packs", "review", "telling"},
    "demo": {"access", "batch", "history", "home", "intake", "ledger", "review", "sample", "warehouse"},
}
BELOW_THE_SCREEN = set(MAY_IMPORT)
MAY_IMPORT |= {
    "ui": BELOW_THE_SCREEN - {"sql", "sample", "upkeep"},
    "pages": {"ui"},
    "app": {"ui", "text"},
    "cli": BELOW_THE_SCREEN - {"charts"} | {"ui"},  # of ui the server only, see below
    "__main__": {"cli"},
}

# The homes of outside libraries. Columns of data flow through several parts in pyarrow, numpy and pandas.
HOMES: dict[str, set[str]] = {
    "streamlit": {"app", "pages", "ui"},
    "starlette": {"ui"},
    "anyio": {"ui"},
    "duckdb": {"warehouse"},
    "python_calamine": {"ingest"},
    "xlsxwriter": {"templates", "sample", "packs", "intake"},
    "stdnum": {"ingest"},
    "filelock": {"home"},
    "sqlalchemy": {"office", "review"},
    "pypinyin": {"warehouse", "ui"},
    "chinese_calendar": {"review"},
    "cachetools": {"metrics", "ui"},
    "pyarrow": {"ingest", "intake", "ledger", "warehouse", "review"},
    "numpy": {"ingest", "intake", "sample"},
    "pandas": {"sample"},
    "pptx": {"packs"},
    "docx": {"packs"},
    "typst": {"packs"},
    "jinja2": {"packs"},
}


def forbidden_imports(part: str, source: ast.AST) -> set[str]:
    """What a file of this part imports against the rules."""
    names = imported(source)
    own = parts(names) - MAY_IMPORT[part] - {part}
    return own | {name for name in libraries(names) if part not in HOMES.get(name, set())}


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_part_may(path: Path) -> None:
    assert not forbidden_imports(part_of(path), tree(path))


def test_the_command_line_takes_only_the_server_from_the_screen() -> None:
    taken = {name for path in files() if part_of(path) == "cli" for name in imported(tree(path))}
    assert {name for name in taken if name.startswith("parkdash.ui")} <= {"parkdash.ui.server"}


def test_nothing_imports_in_a_circle() -> None:
    done: set[str] = set()
    waiting = dict(MAY_IMPORT)
    while free := [part for part, needs in waiting.items() if needs <= done]:
        done |= set(free)
        waiting = {part: needs for part, needs in waiting.items() if part not in free}
    assert not waiting


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("metrics", "import streamlit as st"),
        ("pages", "import duckdb"),
        ("pages", "from parkdash.metrics import value"),
        ("contracts", "from parkdash import metrics"),
        ("sample", "import openpyxl"),
    ],
)
def test_a_wrong_import_is_noticed(part: str, line: str) -> None:
    assert forbidden_imports(part, ast.parse(f"def f():\n    {line}"))


# of chinesecalendar, python-docx, python-pptx, python-stdnum
OTHERWISE_CALLED = {"chinese_calendar", "docx", "pptx", "stdnum"}


def test_every_imported_library_is_a_direct_requirement() -> None:
    direct = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("# What the above bring along")[0]
    packages = {line.split("==")[0].replace("-", "_").lower() for line in direct.splitlines() if "==" in line}
    used = {name for path in files() for name in libraries(imported(tree(path)))}
    assert used <= packages | OTHERWISE_CALLED
