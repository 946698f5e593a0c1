"""Cells that name one of a list: choices, flags, metrics, credit codes."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from parkdash.contracts import Column
from parkdash.ingest.outcomes import How, Outcome, Problem

_FLAGS = {"是": True, "有": True, "yes": True, "y": True, "1": True, "true": True, "√": True} | {
    "否": False, "无": False, "no": False, "n": False, "0": False, "false": False, "×": False,
}  # fmt: skip
_LEGACY = re.compile(r"\d{15}|\d{13}")  # business registration numbers before 2015


def plain(text: str) -> str:
    """A text as codes are compared: NFKC, no spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def choice_outcome(text: str, column: Column, how: How) -> Outcome:
    """The code of a choice, given by code, title in either language, or alias."""
    code = how.names.get(plain(text))
    if code is None:
        return None, Problem("unknown_choice", {"choices": _titles(column)})
    return code, None


def choice_names(column: Column) -> dict[str, str]:
    """Every name of a choice (plain code, titles, aliases) → its code; a code wins over a title over an alias."""
    return {
        plain(name): choice.code
        for choice in reversed(column.choices)
        for name in (*choice.aliases, *choice.title.values(), choice.code)
    }


def _titles(column: Column) -> dict[str, str]:
    return {
        lang: mark.join(choice.title[lang] for choice in column.choices) for lang, mark in (("zh", "、"), ("en", ", "))
    }


def flag_outcome(text: str, column: Column, how: How) -> Outcome:
    """Yes or no."""
    value = _FLAGS.get(plain(text))
    return value, None if value is not None else Problem("bad_flag")


def metric_outcome(text: str, column: Column, how: How) -> Outcome:
    """The id of a metric, given by id or title."""
    value = how.names.get(plain(text))
    return value, None if value else Problem("unknown_metric")


def code_outcome(text: str, column: Column, how: How) -> Outcome:
    """A unified social credit code with a right check digit (GB 32100-2015); 15-digit legacy numbers are kept."""
    bare = plain(text).upper().replace("-", "")
    if _LEGACY.fullmatch(bare):
        return bare, Problem("legacy_code")
    try:
        return uscc.validate(bare), None
    except ValidationError:
        return None, Problem("bad_credit_code")


@cache
def metric_names() -> dict[str, str]:
    """Every name of a metric (plain id, titles) → its id, read from the catalogue's file."""
    catalogue = tomllib.loads((files("parkdash") / "metrics.toml").read_text(encoding="utf-8"))
    return {plain(name): key for key, entry in catalogue.items() for name in (*entry["title"].values(), key)}
