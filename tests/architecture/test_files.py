"""Files stay small, are named for what they hold, and swallow no errors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, files, tree

LONGEST_FILE = 300
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "service", "services", "misc", "core"}


def swallows_errors(source: ast.AST) -> list[int]:
    """Lines with a bare or broad `except`, or with one that does nothing at all."""
    return [
        node.lineno
        for node in ast.walk(source)
        if isinstance(node, ast.ExceptHandler) and (_is_broad(node.type) or _does_nothing(node.body))
    ]


def _is_broad(caught: ast.expr | None) -> bool:
    each = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(one is None or (isinstance(one, ast.Name) and one.id in ("Exception", "BaseException")) for one in each)


def _does_nothing(body: list[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.Pass)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_short_well_named_and_swallows_no_errors(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert not {*path.relative_to(ROOT).parts[:-1], path.stem} & NAMES_OF_NOTHING
    assert not swallows_errors(tree(path))


@pytest.mark.parametrize("clause", ["except:", "except Exception:", "except (ValueError, BaseException) as error:"])
def test_a_broad_except_is_noticed(clause: str) -> None:
    assert swallows_errors(ast.parse(f"try:\n    f()\n{clause}\n    g()"))


def test_a_bare_pass_is_noticed() -> None:
    assert swallows_errors(ast.parse("try:\n    f()\nexcept ValueError:\n    pass"))
