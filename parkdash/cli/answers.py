"""Answers and files as they are given on the command line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from parkdash.cli.output import Failure
from parkdash.text import text

Answers = dict[str, Any]
Value = TypeVar("Value")
_OF_TEXT = re.compile(r"(codes:\w+\.\w+)\[(.*)\]=([^=]*)", re.DOTALL)
_OF_COLUMN = re.compile(r"((?:column|value|codes|dates|unit|currency|repeats):\w+(?:\.\w+)?)=(.*)", re.DOTALL)
_OF_HEADER = re.compile(r"((?:table|column|blank|beside|value):.*)=([^=]*)", re.DOTALL)


class ForEveryKind(Mapping[str, Value], Generic[Value]):
    """One value, whatever kind of file it is asked for: on the command line answers are given for all files."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def __getitem__(self, kind: str) -> Value:
        return self._value

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class AsTable(dict[str, Any]):
    """Answers beside which every sheet is one table."""

    def __init__(self, answers: Answers, table: str) -> None:
        super().__init__(answers)
        self._table = table

    def __bool__(self) -> bool:
        return True  # it says something without a single entry

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name, self._table if name.startswith("table:") else default)


def answers_of(given: Sequence[str], file: Path | None, lang: str) -> Answers:
    """All answers: those of the file, and on top of them those given one by one. Failure for what is no answer."""
    answers = _in_file(file, lang) if file else {}
    for one in given:
        _add(answers, one, lang)
    return answers


def _add(answers: Answers, given: str, lang: str) -> None:
    """`codes:recognition.tier[1]=high_tech` answers one text of a question, `unit:financing.amount=万元` the whole."""
    of_text = _OF_TEXT.fullmatch(given)
    if of_text:
        name, one, value = of_text.groups()
        before = answers.get(name)
        answers[name] = {**(before if isinstance(before, dict) else {}), one: value}
        return
    whole = _OF_COLUMN.fullmatch(given) or _OF_HEADER.fullmatch(given)
    if whole is None:
        raise Failure(text("cli.bad_answer", lang, given=given))
    answers[whole[1]] = whole[2]


def _in_file(path: Path, lang: str) -> Answers:
    try:
        content = read_text(path, lang)
        answers = json.loads(content) if path.suffix.lower() == ".json" else tomllib.loads(content)
    except ValueError as problem:
        raise Failure(text("cli.bad_answers", lang, path=path, problem=problem)) from None
    if not isinstance(answers, dict) or not all(map(_is_answer, answers.values())):
        raise Failure(text("cli.bad_answers", lang, path=path, problem="{id: value | {text: value}}"))
    return answers


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(one, str) for one in value.values()))


def read_text(path: Path, lang: str) -> str:
    """The text of a file that a person wrote. Failure if there is none, or it is not UTF-8."""
    try:
        return read_bytes(path, lang).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(text("cli.not_utf8", lang, path=path)) from None


def read_bytes(path: Path, lang: str) -> bytes:
    """The bytes of a file. Failure if there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise Failure(text("cli.no_file", lang, path=path)) from None


def gathered(paths: Sequence[Path], lang: str) -> list[tuple[str, bytes]]:
    """(name, bytes) of every file, of those in a folder and in its folders each; zips are left as they are."""
    found = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if _is_meant(each, path)) if path.is_dir() else [path]
        found += [(each.name, read_bytes(each, lang)) for each in inside]
    if not found:
        raise Failure(text("cli.no_file", lang, path=", ".join(map(str, paths))))
    return found


def _is_meant(path: Path, folder: Path) -> bool:
    """Not what hides, nor the locks of open workbooks."""
    return path.is_file() and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
