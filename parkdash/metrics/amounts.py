"""Numbers and days as people read them: 万 and 亿 in Chinese, K, M and B in English; never cut off, never guessed."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import NamedTuple

from parkdash.metrics.model import At, Value, When
from parkdash.text import text

DASH = "—"

# How a status is told without colour, and in which order statuses are looked at.
SHAPES = {"on_track": "●", "warning": "▲", "behind": "■", "unreported": "○"}
URGENCY = {"behind": 0, "warning": 1, "unreported": 2, "on_track": 3, "none": 4}

# Limits from which a larger unit is used, largest first, with the key of its word.
SCALES = {
    "zh": ((100_000_000, "yi"), (10_000, "wan")),
    "en": ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")),
}
COUNT_FROM = {"zh": 100_000, "en": 1_000_000}  # counts stay whole up to here
PERCENT_UNITS = ("percent",)
DECIMAL_UNITS = ("per_hundred", "times")
DIVISIBLE = (  # units of which there are halves; all others count things
    "yuan", "percent", "per_hundred", "times", "hectare", "sqm", "day", "hour", "minute", "score", "firm_each",
    "read_each",
)  # fmt: skip


class Shown(NamedTuple):
    """A number ready for the screen: digits, and the unit's word ("" where there is none)."""

    digits: str
    unit: str

    def __str__(self) -> str:
        return f"{self.digits}{self.unit}"


def number(value: Value, unit: str, lang: str) -> Shown:
    """A value in its catalogue unit: 26700000 yuan → 2,670 万元, 0.616·100 percent → 61.6 %."""
    if value is None:
        return Shown(DASH, "")
    amount = float(value)
    if unit in PERCENT_UNITS:
        return Shown(f"{amount:,.1f}", "%")
    if unit in DECIMAL_UNITS:
        return Shown(f"{amount:,.1f}" if abs(amount) >= 10 else f"{amount:,.2f}", unit_word(unit, lang))
    scaled, scale = _scaled(amount, unit, lang)
    digits = f"{scaled:,.{_decimals(scaled, scale, amount)}f}"
    if digits in ("1", "-1") and not scale:
        return Shown(digits, _unit_of_one(unit, lang))
    return Shown(digits, _unit_with_scale(scale, unit, lang))


def scale(value: float, unit: str, lang: str) -> tuple[int, str]:
    """What an axis' values are divided by, and its unit: (100_000_000, "亿元"); counts stay whole longer than money."""
    limit, name = _limit(value, unit, lang)
    return limit, _unit_with_scale(name, unit, lang)


def _scaled(amount: float, unit: str, lang: str) -> tuple[float, str]:
    limit, name = _limit(amount, unit, lang)
    return (amount / limit if name else amount), name


def _limit(amount: float, unit: str, lang: str) -> tuple[int, str]:
    smallest = 0 if unit == "yuan" else COUNT_FROM[lang]
    for limit, name in SCALES[lang]:
        # 99,999,999 would be shown as 10,000 万: from where rounding reaches the next unit, that unit is used
        if abs(amount) >= limit * 0.99995 and abs(amount) >= smallest:
            return limit, name
    return 1, ""


def _decimals(scaled: float, scale: str, amount: float) -> int:
    if not scale:
        return 0 if amount == int(amount) or abs(amount) >= 1000 else 1
    size = abs(scaled)
    if scale in ("wan", "thousand"):
        return 0 if size >= 100 or scaled == int(scaled) else 1
    return 2 if size < 100 else 1 if size < 1000 else 0


def _unit_with_scale(scale: str, unit: str, lang: str) -> str:
    word = unit_word(unit, lang)
    if not scale:
        return word
    return text(f"screen.scale.{scale}", lang) + (word if lang == "zh" else f" {word}".rstrip())


def unit_word(unit: str, lang: str) -> str:
    """家, 人, 元 …; the unit of a catalogue entry in words."""
    return text(f"metrics.units.{unit}", lang)


def _unit_of_one(unit: str, lang: str) -> str:
    try:
        return text(f"metrics.unit_of_one.{unit}", lang)
    except KeyError:  # most units have one word only
        return unit_word(unit, lang)


def joined(shown: Shown, lang: str) -> str:
    """Digits and unit in running text: 2,670万元; 26.70M yuan; 44 firms."""
    if lang == "zh" or shown.unit in ("%", "") or shown.unit[0] in "KMB":
        return str(shown)
    return f"{shown.digits} {shown.unit}"


def amount(value: Value, unit: str, lang: str) -> str:
    """`number` in running text."""
    return joined(number(value, unit, lang), lang)


def to_bring(value: float, unit: str) -> float:
    """What is still to be brought, as precise as a plan is: things whole and rounded up, sizes to one decimal."""
    return math.ceil(value) if unit not in DIVISIBLE else _coarse(value)


def foreseen(value: float, unit: str) -> float:
    """What is expected, as precise as a forecast is: nobody expects half a firm."""
    return round(value) if unit not in DIVISIBLE else _coarse(value)


def _coarse(value: float) -> float:
    return round(value, 1) if abs(value) < 1000 else round(value)


def change(value: Value, unit: str, lang: str) -> str:
    """A difference without its sign; a ratio in % changes in percentage points."""
    if value is None:
        return DASH
    size = abs(float(value))
    if unit in PERCENT_UNITS:
        return f"{size:.1f}{text('screen.period.points', lang)}"
    return amount(size if size != int(size) else int(size), unit, lang)


def vanishes(value: Value, unit: str) -> bool:
    """True for a change that is shown as nothing: none at all, or one of 0.03 points."""
    return value is None or not float(number(abs(float(value)), unit, "zh").digits.replace(",", ""))


def direction(value: Value, unit: str, added: bool) -> str:
    """The word for a change: up, down; risen, fallen in points; of what adds up in a year: added, none_added; flat."""
    if value is None or vanishes(value, unit):
        return "none_added" if added else "flat"
    if unit in PERCENT_UNITS:
        return "risen" if value > 0 else "fallen"
    return ("added" if added else "up") if value > 0 else "down"


def is_ceiling(better: str, base: Value, target: Value) -> bool:
    """True for a target that is not to be exceeded: little used up is good."""
    return better == "lower" and float(base or 0) <= float(target or 0)


def goal_form(kind: str, better: str, cumulative: bool, base: Value, target: Value) -> str:
    """Which words tell a target: a stock or a ratio is measured by its growth since its base, so both are said."""
    grows = bool(base) and (kind in ("stock", "month_stock", "ratio") or cumulative)
    if is_ceiling(better, base, target):
        return "ceiling_growth" if grows else "ceiling"
    if kind == "month_flow":
        return "target_year"
    return "target_growth" if grows else "target"


def share(value: float | None) -> str:
    """A fraction of one as a percentage with one decimal."""
    return DASH if value is None else f"{value * 100:.1f}%".replace("-", "−")


def exact(value: Value) -> str:
    """All digits, for tooltips and tables."""
    if value is None:
        return DASH
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.2f}".rstrip("0").rstrip(".")


def day(value: date | None) -> str:
    """2026-10-31, a moment as 2026-10-31 08:15. Open ends and unknown starts are a dash."""
    if value is None or value.year in (1, 9999):
        return DASH
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()


def day_near(value: date, to: date) -> str:
    """10-31 beside a day of the same year, else with its year."""
    return value.strftime("%m-%d") if value.year == to.year else day(value)


def period(when: When, lang: str) -> str:
    """The span of a number in words."""
    if isinstance(when, At):
        return text("screen.period.at", lang, day=day(when.day))
    if when.first.year == 1:
        return text("screen.period.to", lang, day=day(when.last))
    if when.first.day == 1 and when.first.replace(day=1) == when.last.replace(day=1) and _ends_month(when.last):
        return when.first.strftime("%Y-%m")
    if when.first.timetuple().tm_yday == 1 and when.last == when.first.replace(month=12, day=31):
        return text("screen.period.year", lang, year=when.first.year)
    return text("screen.period.between", lang, first=day(when.first), last=day_near(when.last, when.first))


def _ends_month(value: date) -> bool:
    return date.fromordinal(value.toordinal() + 1).day == 1
