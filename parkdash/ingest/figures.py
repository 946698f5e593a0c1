"""Numbers as people write them → exact decimals: grouped in any way, with 万 or bn, bracketed, spelled in Chinese.

A text that can be read in two ways is no number: `Ambiguous` says so, and the caller makes it a problem.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

LONGEST = 60  # characters of a number; longer texts are prose

_MAGNITUDES = {
    "十": 10, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000,
    "亿": 100_000_000, "十亿": 1_000_000_000, "百亿": 10_000_000_000, "千亿": 100_000_000_000,
    "万亿": 1_000_000_000_000, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000,
    "million": 1_000_000, "mio": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_WORDS = "|".join(sorted(_MAGNITUDES, key=len, reverse=True))
_SIMPLIFIED = str.maketrans(
    "萬億點兩負〇○◯壹贰貳叁參肆伍陆陸柒捌玖拾佰仟國華圓幣臺鎊歐餘約數幾萬",
    "万亿点两负零零零一二二三三四五六六七八九十百千国华圆币台镑欧余约数几万",
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "−": "-", "‐": "-", "，": ","})

_PLAIN = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?")
_GROUPED = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?"), ",", "."),
    (re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?"), ",", "."),  # 12,34,567
    (re.compile(r"\d{1,4}(?:,\d{4}){2,}(?:\.\d*)?"), ",", "."),  # 1,2345,6789
    (re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?"), " ", ".,"),
    (re.compile(r"\d{1,3}(?:'\d{3})+(?:[.,]\d+)?"), "'", ".,"),
    (re.compile(r"\d{1,3}(?:\.\d{3})+,\d+"), ".", ","),  # 1.234,5
    (re.compile(r"\d{1,3}(?:\.\d{3}){2,}"), ".", ","),
    (re.compile(r"0,\d+"), "", ","),  # no thousands begin with a nought
)
_AMBIGUOUS = re.compile(r"\d+,\d+")  # 1,23: a decimal comma, or thousands with a slip
_PART = re.compile(rf"(?P<number>[\d.,' ]*[\d.])\s*(?P<word>{_WORDS})?")
_DIGITS = {char: place for place, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1_000}
_SPELLED = re.compile(r"[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?")


class Ambiguous(ValueError):
    """The text may mean two numbers."""


def straight(text: str) -> str:
    """A text with ordinary digits, letters, marks and single spaces: NFKC, no line breaks, lower case."""
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).translate(_SIMPLIFIED)
    return " ".join(plain.replace("\u200b", "").replace("\ufeff", "").split()).lower()


def number_of(text: str) -> Decimal | None:
    """The number that a straight text is, magnitude words included; None if it is none. Raises Ambiguous."""
    if not text or len(text) > LONGEST:
        return None
    sign, body = _signed(text)
    value = _unsigned(body)
    return None if value is None else value * sign


def is_bare(text: str) -> bool:
    """True for digits alone, whatever their grouping: no word says how many of them count."""
    try:
        return _digits(_signed(text)[1]) is not None
    except Ambiguous:
        return True


def _signed(text: str) -> tuple[int, str]:
    body, sign = text.lstrip("'").strip(), 1
    if body.startswith("(") and body.endswith(")"):
        body, sign = body[1:-1].strip(), -1
    elif body.endswith("-") and not body.startswith("-"):
        body, sign = body[:-1].strip(), -1
    for mark, factor in (("-", -1), ("负", -1), ("+", 1)):
        if body.startswith(mark):
            return sign * factor, body[len(mark) :].strip()
    return sign, body


def _unsigned(text: str) -> Decimal | None:
    if not text:
        return None
    if (value := _digits(text)) is not None:
        return value
    if _SPELLED.fullmatch(text):
        return _spelled(text)
    return _compound(text)


def _digits(text: str) -> Decimal | None:
    """Digits with any grouping, without a word."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    for pattern, group, points in _GROUPED:
        if pattern.fullmatch(text):
            bare = text.replace(group, "") if group else text
            return Decimal(bare.replace(",", ".") if "," in points else bare)
    if _AMBIGUOUS.fullmatch(text):
        raise Ambiguous(text)
    return None


def _compound(text: str) -> Decimal | None:
    """1.5亿, 3亿5000万, 242.6m: each part smaller than the unit of the one before."""
    total, place, ceiling = Decimal(0), 0, None
    while place < len(text):
        found = _PART.match(text, place)
        if not found or (not found["word"] and ceiling is not None):
            return None
        number = _digits(found["number"].strip())
        if number is None or not found["word"]:
            return None
        factor = _MAGNITUDES[found["word"]]
        if ceiling is not None and number * factor >= ceiling:
            return None
        total, ceiling, place = total + number * factor, factor, found.end()
        while place < len(text) and text[place] == " ":
            place += 1
    return total


def _spelled(text: str) -> Decimal | None:
    """三千万, 一百二十, 二零二五; None for 一百二 (a hundred and two or and twenty) and 三五 (three to five)."""
    whole, _, fraction = text.partition("点")
    if all(char in _DIGITS for char in whole):
        if len(whole) > 1 and "零" not in whole and len(whole) < 4:
            return None
        value = Decimal("".join(str(_DIGITS[char]) for char in whole))
    else:
        found = _counted(whole)
        if found is None:
            return None
        value = Decimal(found)
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction)) if fraction else value


def _counted(text: str) -> int | None:
    for mark, factor in (("亿", 100_000_000), ("万", 10_000)):
        if mark in text:
            above, _, below = text.rpartition(mark)
            high = _counted(above) if above else None  # 万元 alone is a unit, not a number
            low = _below(below, factor)
            return None if high is None or low is None or low >= factor else high * factor + low
    total, digit, last = 0, None, 10_000
    for place, char in enumerate(text):
        if char in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[char]
        else:
            step = _STEPS[char]
            if step >= last or (digit is None and not (step == 10 and place == 0)) or digit == 0:
                return None
            total, digit, last = total + (digit or 1) * step, None, step
    if digit is None or last <= 10 or last == 10_000 or text[-2:-1] == "零":
        return total + (digit or 0)
    return None  # 一百二


def _below(text: str, factor: int) -> int | None:
    """What follows 万 or 亿: nothing, or a number that is written in full (一万二 is not)."""
    if not text:
        return 0
    if len(text) == 1:
        return None
    return _counted(text)
