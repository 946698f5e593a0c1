"""Sources: who hands in, how their files are recognised and read, and what may be done without asking.

`sources/<id>.toml` in the data home; a person may edit it. A file that is no source any more after that is left as it
is, and its source unknown until it is put right: one slip of the hand stops nobody's import.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from parkdash.batch import Mode, mode_entry, mode_from
from parkdash.home import Home, write_whole
from parkdash.intake.kinds import Headers, likeness, name_of

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
ALIKE = 0.9  # of the headers: the same file under whatever name
ALIKE_BY_NAME = 0.6  # of the headers, where the name without digits is the same


class NoSource(LookupError):
    """There is no source of that id, or it cannot be one."""


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


def create(home: Path, name: str, owner: str = "") -> Source:
    """A new source, kept."""
    source = Source(secrets.token_hex(4), name, owner)
    save(home, source)
    return source


def all_sources(home: Path) -> list[Source]:
    """The sources known, by name."""
    folder = Home(home).sources
    found = [load(home, path.stem) for path in folder.glob("*.toml")] if folder.is_dir() else []
    return sorted((source for source in found if source), key=lambda source: (source.name, source.id))


def load(home: Path, id: str) -> Source | None:
    """One source, None if there is none of that id that could be read; why not goes to the log."""
    if not ID.fullmatch(id):
        return None
    try:
        return _source(id, tomllib.loads(_path(home, id).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        logging.getLogger(__name__).warning("sources/%s.toml: %s: %s", id, type(broken).__name__, broken)
        return None


def is_free(home: Path, id: str) -> bool:
    """True if nothing is kept under an id, not even a file that cannot be read."""
    return not _path(home, id).exists()


def _source(id: str, entry: dict[str, Any]) -> Source:
    """ValueError, KeyError, TypeError or AttributeError if the entry is not a source's."""
    kinds = tuple(
        FileKind(kind["name"], tuple(map(frozenset, kind["headers"])), kind.get("mapping", ""))
        for kind in entry.get("files", ())
    )
    modes = {table: mode_from(mode) for table, mode in entry.get("modes", {}).items()}
    return Source(
        id, entry["name"], entry.get("owner", ""), kinds, modes, entry.get("inbox", False), entry.get("due_day", 0)
    )


def save(home: Path, source: Source) -> None:
    """Keep a source, in place of what was kept of it before. NoSource for an id that could be a path."""
    if not ID.fullmatch(source.id):
        raise NoSource(source.id)
    Home(home).sources.mkdir(parents=True, exist_ok=True)
    write_whole(_path(home, source.id), _toml(source).encode())


def match(home: Path, file_names: Sequence[str], headers: Sequence[Headers]) -> Source | None:
    """The source whose files these look like: much the same headers, or the same name without digits and similar ones.

    None if no source fits every file with a table, or if two fit equally well (two offices that fill in our template).
    """
    files = [(name_of(name), each) for name, each in zip(file_names, headers, strict=True) if each]
    scored = [(sum(_score(source, *file) for file in files), source) for source in all_sources(home)
              if files and all(_score(source, *file) for file in files)]  # fmt: skip
    scored.sort(key=lambda each: each[0], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def mapping_for(source: Source, file_name: str, headers: Headers) -> str:
    """The mapping (TOML) that the source's most similar file was read through; "" if none is known."""
    ranked = sorted(source.kinds, key=lambda kind: _fit(kind, name_of(file_name), headers), reverse=True)
    return ranked[0].mapping if ranked and _fit(ranked[0], name_of(file_name), headers) else ""


def has_sent(source: Source, file_name: str) -> bool:
    """True if the source has handed in a file of this name before, whatever the digits in it."""
    return any(kind.name == name_of(file_name) for kind in source.kinds)


def learned(source: Source, kinds: Sequence[FileKind]) -> Source:
    """The source with what was learned of these kinds of file, each in place of what was known of the same headers."""
    known = {(kind.name, kind.headers): kind for kind in (*source.kinds, *kinds)}
    return replace(source, kinds=tuple(known.values()))


def _score(source: Source, name: str, headers: Headers) -> float:
    return max((_fit(kind, name, headers) for kind in source.kinds), default=0.0)


def _fit(kind: FileKind, name: str, headers: Headers) -> float:
    """0 if the file is not of this kind, else more for more in common; the same name counts beside the headers."""
    alike, named = likeness(kind.headers, headers), bool(name) and kind.name == name
    enough = ALIKE_BY_NAME if named else ALIKE
    return alike + named if alike >= enough else 0.0


def _path(home: Path, id: str) -> Path:
    return Home(home).sources / f"{id}.toml"


def _toml(source: Source) -> str:
    lines = [f"name = {_text(source.name)}", f"owner = {_text(source.owner)}"]
    lines += [f"inbox = {str(source.inbox).lower()}", f"due_day = {source.due_day}", ""]
    for table, mode in source.modes.items():
        # The months of a batch are its own; what is remembered is whether months matter at all.
        entry = mode_entry(replace(mode, months=None if mode.months is None else ()))
        said = ", ".join(f"{name} = {_plain(value)}" for name, value in entry.items() if value is not None)
        lines += [f"modes.{table} = {{ {said} }}"]
    for kind in source.kinds:
        headers = ", ".join(f"[{', '.join(map(_text, sorted(sheet)))}]" for sheet in kind.headers)
        lines += ["", "[[files]]", f"name = {_text(kind.name)}", f"headers = [{headers}]"]
        lines += [f"mapping = {_block(kind.mapping)}"] if kind.mapping else []
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _text(value) if isinstance(value, str) else "[]"


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's too, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _block(text: str) -> str:
    """A TOML string over several lines, so that a mapping can be read where it stands."""
    *lines, last = (_text(line)[1:-1] for line in text.split("\n"))
    plain = [line if '\\"\\"\\"' in line else line.replace('\\"', '"') for line in lines]
    return '"""\n' + "\n".join([*plain, last]) + '"""'
