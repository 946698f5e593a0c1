"""The package's source as data: files, their trees, who imports whom."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the product: package, pages and app.py."""
    found = [*(ROOT / "parkdash").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    return tuple(sorted(path for path in found if path.is_file()))


def part_of(path: Path) -> str:
    """The part of the house that a file belongs to: `metrics` for parkdash/metrics/model.py, `pages` for a page."""
    first, *rest = path.relative_to(ROOT).parts
    return (rest[0] if first == "parkdash" else first).removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """Dotted names that a file imports anywhere in it; `from parkdash import x` counts as parkdash.x."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "parkdash":
            names |= {f"parkdash.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def parts(names: set[str]) -> set[str]:
    """Of imported names, the parts of our own house."""
    return {name.split(".")[1] for name in names if name.startswith("parkdash.")} | {
        name.split(".")[0] for name in names if name.split(".")[0] in ("app", "pages")
    }


def libraries(names: set[str]) -> set[str]:
    """Of imported names, the outside libraries."""
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"parkdash", "app", "pages"}


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
