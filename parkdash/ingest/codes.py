"""Cells that name one of a list: choices, flags, metrics, credit codes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from stdnum.cn import uscc

from parkdash.catalogue import titles
from parkdash.contracts import Column
from parkdash.ingest.fast import CODE_LENGTH, CODE_SHAPE
from parkdash.ingest.outcomes import How, Outcome, Problem

_YES = ("是", "有", "yes", "y", "1", "true", "t", "√", "✓", "✔", "☑", "对", "對", "已", "是的", "已是", "真")
_NO = (
    "否",
    "无",
    "無",
    "no",
    "n",
    "0",
    "false",
    "f",
    "×",
    "✗",
    "✘",
    "☒",
    "x",
    "错",
    "錯",
    "未",
    "不是",
    "没有",
    "沒有",
)
_FLAGS = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
_LEGACY = re.compile(r"\d{15}|\d{13}", re.ASCII)  # business registration numbers before 2015
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}")  # what a spreadsheet makes of a code of digits
_ROUNDED = re.compile(r"\d{15}000")  # the same, written out: it keeps 15 digits
_NO_CODE_LETTERS = "IOSVZ"
_SHAPE = re.compile(
    CODE_SHAPE, re.ASCII
)  # the first two may be letters, as N2 of rural cooperatives; stdnum takes digits only


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
    bare = plain(text).upper().replace("-", "").lstrip("'")
    if _LEGACY.fullmatch(bare):
        return bare, Problem("legacy_code")
    if _SHAPE.match(bare) and uscc.calc_check_digit(bare) == bare[-1]:
        return bare, None
    return None, _wrong_code(bare)


def _wrong_code(bare: str) -> Problem:
    """What is wrong with a code, as far as it can be told."""
    if _SCIENTIFIC.fullmatch(plain(bare).upper()) or _ROUNDED.fullmatch(bare):
        return Problem("lost_digits")
    strange = "".join(dict.fromkeys(char for char in bare if not (char.isascii() and char.isalnum())))
    letters = "".join(dict.fromkeys(char for char in bare if char in _NO_CODE_LETTERS))
    if strange:
        return Problem("bad_credit_code")
    if len(bare) != CODE_LENGTH:
        return Problem("code_length", {"length": len(bare)})
    if letters:
        return Problem("code_letters", {"letters": letters})
    return Problem("code_check" if _SHAPE.match(bare) else "bad_credit_code")


@cache
def metric_names() -> dict[str, str]:
    """Every name of a metric (plain id, titles) → its id, as the catalogue has them."""
    return {plain(name): key for key, title in titles().items() for name in (*title.values(), key)}
