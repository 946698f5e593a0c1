"""Chinese texts are punctuated as Chinese: full-width signs and curly quotes, one stop at an end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

FOLDERS = ("text", "catalogue", "contracts")
CHINESE = r"[\u3400-\u9fff\u3001-\u303f\uff01-\uffef“”]"
# Half-width signs beside a Chinese one; a unit or example in brackets is written as spreadsheets write it.
HALF = re.compile(rf"{CHINESE} ?[,;:?!()]|[,;:?!()] ?{CHINESE}")
# The key that is called ?, and names that the program takes apart at their commas.
NO_SENTENCES = {"text.meeting.keys", "text.meeting.key.help", "text.trend.months"}
QUOTES = re.compile(r"['\"]")
TWICE = re.compile(r"。。|，，|；；|。；|，。")


def chinese_of(table: dict, prefix: str) -> Iterator[tuple[str, str]]:
    """Every text in Chinese below a table, with where it stands."""
    for name, value in table.items():
        if name == "zh" and isinstance(value, str):
            yield prefix, value
        for number, inner in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(inner, dict):
                place = f"{name}.{number}" if isinstance(value, list) else name
                yield from chinese_of(inner, f"{prefix}.{place}")


def all_chinese() -> dict[str, str]:
    """Every Chinese text of the product by where it stands."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / "parkdash" / folder).rglob("*.toml"))]
    return {key: said for path in paths for key, said in chinese_of(_read(path), f"{path.parent.name}.{path.stem}")}


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def faults(said: str) -> list[str]:
    """What is not written as Chinese."""
    return [found for form in (HALF, QUOTES, TWICE) for found in form.findall(said)]


def test_chinese_texts_have_chinese_punctuation() -> None:
    found = {key: marks for key, said in all_chinese().items() if key not in NO_SENTENCES and (marks := faults(said))}
    assert len(all_chinese()) > 1000
    assert not found


@pytest.mark.parametrize("said", ["截至,今天", "(数据)", "列 'A' 有误", "完毕。。", "批次 {n}:已导入", "总额: 三"])
def test_a_fault_is_noticed(said: str) -> None:
    assert faults(said)


@pytest.mark.parametrize("said", ["A/B (C)", "截至 2026-11-13，共 1,234 家（{n}）。", "{address}:{port}", "第“{n}”行"])
def test_what_is_right_is_not_noticed(said: str) -> None:
    assert not faults(said)
