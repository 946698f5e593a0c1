"""Every text is there in both languages, and every text that the code asks for exists."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator

import pytest

from parkdash.text import LANGUAGES
from tests.architecture.source import ROOT, files

ASKED = re.compile(r"""\btext\(\s*(f?)"([a-z_]+(?:\.[^"\s]+)+)\"""")
PLACE = re.compile(r"\{[^{}]*\}")


def entries(table: dict, prefix: str) -> Iterator[tuple[str, dict]]:
    """All entries below a table: a table whose values are texts is an entry."""
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict) and all(isinstance(inner, dict) for inner in value.values()):
            yield from entries(value, key)
        else:
            yield key, value


def all_entries() -> dict[str, dict]:
    """Every text by its key."""
    found: dict[str, dict] = {}
    folder = ROOT / "parkdash" / "text"
    for path in sorted(folder.rglob("*.toml")):
        area = path.relative_to(folder).with_suffix("").parts[0]
        found |= entries(tomllib.loads(path.read_text(encoding="utf-8")), area)
    return found


def places(sentence: str) -> set[str]:
    """The names of a sentence's places: {n}, {name}."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def faults(entry: dict) -> list[str]:
    """What is wrong with one text."""
    if not isinstance(entry, dict) or set(entry) - {"severity"} != set(LANGUAGES):  # problems carry their severity
        return ["not exactly in zh and en"]
    filled = [lang for lang in LANGUAGES if entry[lang].strip()]
    found = [f"only in {filled[0]}"] if len(filled) == 1 else []  # empty in both is meant: an example left blank
    if places(entry["zh"]) != places(entry["en"]):
        found.append("other places in zh than in en")
    return found


def asked_for(source: str) -> list[tuple[str, re.Pattern[str]]]:
    """Keys that a file asks for, each as a pattern: places of an f-string stand for anything."""
    found = []
    for is_f, key in ASKED.findall(source):
        escaped = ".+".join(map(re.escape, PLACE.split(key))) if is_f else re.escape(key)
        found.append((key, re.compile(rf"(screen\.)?{escaped}")))  # a view's own `text` adds `screen.`
    return found


@pytest.mark.parametrize(("key", "entry"), all_entries().items(), ids=all_entries())
def test_a_text_is_there_in_both_languages(key: str, entry: dict) -> None:
    assert not faults(entry), key


def test_every_text_that_is_asked_for_exists() -> None:
    known = all_entries()
    asked = [(path, *wanted) for path in files() for wanted in asked_for(path.read_text(encoding="utf-8"))]
    assert asked
    missing = [f"{path.relative_to(ROOT)}: {key}" for path, key, form in asked if not any(map(form.fullmatch, known))]
    assert not missing


@pytest.mark.parametrize(
    "entry",
    [{"zh": "甲"}, {"zh": "甲", "en": " "}, {"zh": "第 {row} 行", "en": "Row"}, {"zh": "甲", "en": "A", "fr": "A"}],
)
def test_a_faulty_text_is_noticed(entry: dict) -> None:
    assert faults(entry)


def test_a_key_of_an_f_string_is_a_pattern() -> None:
    ((_, form),) = asked_for('text(f"metrics.units.{unit}", lang)')
    assert form.fullmatch("metrics.units.firm")
    assert not form.fullmatch("metrics.owners.firm")
