"""Sources: who hands in, how their files are recognised and read, and what may be done without asking."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parkdash.batch import Mode

Headers = tuple[frozenset[str], ...]  # the headers of each sheet with a table


@dataclass(frozen=True)
class FileKind:
    """One kind of file that a source hands in: its name without digits, its headers by sheet, and its mapping (TOML;
    "" for our own template).
    """

    name: str
    headers: Headers
    mapping: str = ""


@dataclass(frozen=True)
class Source:
    """`modes` by table as chosen last. `inbox`: what is clean may be accepted without a person. `due_day`: of the
    month, 0 for that of the contracts.
    """

    id: str
    name: str
    owner: str = ""
    kinds: tuple[FileKind, ...] = ()
    modes: Dict[str, Mode] = field(default_factory=dict)
    inbox: bool = False
    due_day: int = 0


def all_sources(home: Path) -> list[Source]:
    """The sources known, by name."""
    return []


def load(home: Path, id: str) -> Source | None:
    """One source, None if there is none of that id."""
    return next((source for source in all_sources(home) if source.id == id), None)


def save(home: Path, source: Source) -> None:
    """Keep a source, in place of what was kept of it before."""


def match(home: Path, file_names: Sequence[str], headers: Sequence[Headers]) -> Source | None:
    """The source whose files these look like: the same headers, or much the same under the same name without digits."""
    return None
