"""Names of columns and tables as people write them: how they are compared, and which of ours they may mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from parkdash.contracts import contracts

_CJK = re.compile(r"[\u3400-\u9fff]")
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MARKS = re.compile(r"[\s*_\-.,:;'\"`、，。：；“”‘’·]+")
_FILLERS = frozenset({"of", "the", "in", "on", "at", "a", "an", "s", "by", "for"})
_COUNT_OF = re.compile(r"\b(?:nos?\.?|#)\s+of\b")
_WHEN = re.compile(r"(?<=..)(?:年月|年份|年度|年)$")  # 成立年份, 入选年度: a day told by its year or month
_IN_ALL = re.compile(r"(?<=..)(?:合计|总计|总额|总数|总量|总和)$")
_OF_A_YEAR = re.compile(r"^(?:19|20)\d\d年度?(?=.)")
_YEAR_OF_HEADER = re.compile(r"(?:^|/)\s*((?:19|20)\d\d)\s*(?:年|/|$)")
FIRMS = "enterprise"  # what nearly every table speaks of: its bare title says nothing of a sheet
_UNIT_TAIL = re.compile(  # Raised, US$ million; Amount in HK$'000
    r"(?:\s+in\s+|\s*,\s*|\s+-\s+)(?:us\$|hk\$|nt\$|\$|€|£|¥|rmb|usd|hkd|twd|eur|gbp|cny|millions?\b|thousands?\b|m\b).*$",
    re.IGNORECASE,
)
LEVELS = "/"  # between the levels of a header
EVERYWHERE = 10  # a name that so many tables use says no less of each if another table comes to use it
LEAST_SIMILAR = 0.4  # share of a header that a name inside it has to cover


class Name(NamedTuple):
    """What a header may mean: our column, and how surely its name says so (0 to 1)."""

    table: str
    column: str
    sureness: float


@cache
def spoken() -> dict[str, Any]:
    """The words of synonyms.toml."""
    entry: dict[str, Any] = tomllib.loads(
        (files("parkdash.ingest.guess") / "synonyms.toml").read_text(encoding="utf-8")
    )
    return entry


@cache
def _simplified() -> dict[int, str]:
    pairs = spoken()["traditional"]
    return {ord(pairs[place]): pairs[place + 1] for place in range(0, len(pairs), 2)}


def simple(text: str) -> str:
    """NFKC, simplified characters."""
    return unicodedata.normalize("NFKC", text).translate(_simplified()).strip()


@cache
def key(text: str) -> str:
    """A name as names are compared: Chinese without marks and spaces, English as its sorted words in the singular."""
    plain = simple(text)
    if _CJK.search(plain):
        return _MARKS.sub("", plain).lower().replace("时间", "日期")
    return " ".join(sorted(tokens(plain)))


def tokens(text: str) -> frozenset[str]:
    """The words of an English name, in lower case and the singular, without the small ones."""
    words = re.split(r"[^a-z#&]+", _COUNT_OF.sub("number of", _CAMEL.sub(" ", text).lower()))
    singular = (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )
    short: dict[str, str] = spoken()["short"]
    return frozenset(short.get(word, word) for word in singular if word and word not in _FILLERS)


@cache
def glued(text: str) -> str:
    """An English name of several words without its gaps, as BEGINDATE is written; "" for any other."""
    plain = simple(text).lower()
    return re.sub(r"[^a-z]", "", plain) if not _CJK.search(plain) else ""


@cache
def known_names() -> dict[str, tuple[Name, ...]]:
    """Every name that a column of ours goes by."""
    found: dict[str, dict[tuple[str, str], float]] = {}
    for table, contract in contracts().items():
        for column in contract.columns:
            own = (*column.title.values(), *column.aliases)
            further = (*spoken().get(table, {}).get(column.name, ()), *spoken()["any"].get(column.name, ()))
            weak = spoken()["weak"].get(column.name, ())
            for names, sureness in ((weak, 0.5), (further, 0.95), (own, 1.0)):
                for place, name in reversed(list(enumerate(names))):
                    for form in {key(name), glued(name)} - {""}:  # an earlier name says a little more
                        found.setdefault(form, {})[table, column.name] = sureness - min(place, 40) / 2000
    return {name: tuple(Name(*place, sure) for place, sure in places.items()) for name, places in found.items()}


@cache
def meanings(header: str) -> dict[tuple[str, str], tuple[float, float]]:
    """(table, column) → (sureness, weight) of what a header may mean; weight: 1 / tables that use such a name."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    barred = _not_of(header)
    for form, factor in _forms(header):
        names = tuple(name for name in known_names().get(form, ()) if name.table not in barred)
        _keep(found, names, factor)
        if not names:
            _keep_similar(found, form, factor)
    _keep(found, _less_exact(header), 0.93)
    return {place: sure for place, sure in found.items() if place[0] not in barred}


def _less_exact(header: str) -> tuple[Name, ...]:
    """What a header means by the name of a day or a figure, where it says how exact or how complete that is."""
    bare = key(_BRACKET.sub("", simple(header)))
    days = known_names().get(_WHEN.sub("日期", bare), ()) if _WHEN.search(bare) else ()
    sums = known_names().get(_IN_ALL.sub("", bare), ()) if _IN_ALL.search(bare) else ()
    return (
        *(name for name in days if _kind(name) == "date"),
        *(name for name in sums if _kind(name) in ("money", "count") and _is_by_period(name.table)),
    )


def _kind(name: Name) -> str:
    return contracts()[name.table].column(name.column).kind


def _is_by_period(table: str) -> bool:
    return contracts()[table].time["kind"] in ("period", "year")


def _not_of(header: str) -> frozenset[str]:
    """Tables whose figures a header cannot be: 2025年营收 is no month's, 营收/1-本月 neither a month's nor a year's."""
    kinds = {"period", "year"} if spans_months(header) else {"period"} if _OF_A_YEAR.match(simple(header)) else set()
    return frozenset(table for table, contract in contracts().items() if contract.time["kind"] in kinds)


@cache
def year_of(header: str) -> str:
    """The year that a header or one of its levels names: 2023年营业收入, 营业收入/2023; "" for none."""
    found = _YEAR_OF_HEADER.search(simple(header))
    return found[1] if found else ""


@cache
def spans_months(text: str) -> bool:
    """True if a text speaks of several months that are no whole year: 1-9月, 一季度, 上半年."""
    found = re.sub(spoken()["shapes"]["whole_year"], "", simple(text))
    return bool(re.search(spoken()["shapes"]["months_span"], found))


def _keep(found: dict[tuple[str, str], tuple[float, float]], names: tuple[Name, ...], factor: float) -> None:
    weight = 1 / min(max(1, len({name.table for name in names})), EVERYWHERE)
    for name in names:
        place, sure = (name.table, name.column), name.sureness * factor
        if sure > found.get(place, (0.0, 0.0))[0]:
            found[place] = sure, weight


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(unit.lower() for unit in spoken()["units"])


def _forms(header: str) -> list[tuple[str, float]]:
    """The keys under which a header may be known, the fullest first."""
    plain = simple(header)
    bare = _BRACKET.sub("", plain)
    forms = [(key(plain), 1.0), (key(bare), 1.0), (glued(bare), 0.97)]
    if _OF_A_YEAR.match(bare):
        forms.append((key(_OF_A_YEAR.sub("", bare)), 0.95))
    if tail := _UNIT_TAIL.search(bare):
        forms.append((key(bare[: tail.start()]), 0.95))
    if words := tokens(bare) & _unit_words():
        forms.append((" ".join(sorted(tokens(bare) - words)), 0.95))
    if LEVELS in bare and not changed(bare):
        forms.append((key(bare.replace(LEVELS, "")), 0.98))  # 有效期/起
        forms.append((key(bare.rsplit(LEVELS, 1)[1]), 0.87))
        forms.append((key(bare.split(LEVELS, 1)[0]), 0.8))
    return [form for place, form in enumerate(forms) if form[0] and form[0] not in [one[0] for one in forms[:place]]]


def _keep_similar(found: dict[tuple[str, str], tuple[float, float]], form: str, factor: float) -> None:
    best: dict[tuple[str, str], tuple[float, float]] = {}
    for name, cover in _covers(form):
        places = known_names()[name]
        if cover >= LEAST_SIMILAR and not changed(_rest(form, name)):
            _keep(best, places, factor * (0.5 + 0.3 * cover))
    for place, (sure, weight) in best.items():
        if sure > found.get(place, (0.0, 0.0))[0]:
            found[place] = sure, weight


def _covers(form: str) -> list[tuple[str, float]]:
    """Names inside a header, with the share of it that they make up: of characters, in English of words."""
    if _CJK.search(form):
        return [(name, len(name) / len(form)) for name, words in _names_apart() if not words and name in form]
    whole = set(form.split())
    return [(name, len(words) / len(whole)) for name, words in _names_apart() if words and words < whole]


@cache
def _names_apart() -> list[tuple[str, frozenset[str]]]:
    """Every known name, English ones with their words."""
    return [
        (name, frozenset() if _CJK.search(name) else frozenset(name.split()))
        for name in known_names()
        if len(name) > 1 or not _CJK.search(name)
    ]


def _rest(form: str, name: str) -> str:
    return form.replace(name, "") if _CJK.search(name) else " ".join(set(form.split()) - set(name.split()))


def changed(text: str) -> bool:
    """True if a word makes a header mean something else: a sum of months, a rate, a plan."""
    return _has(text, "words") or planned(text)


def planned(text: str) -> bool:
    """True if a header speaks of a plan, a target or a forecast."""
    return _has(text, "plans")


def _has(text: str, kind: str) -> bool:
    return _speaks(text, spoken()["changes"][kind])


def without_plan(text: str) -> str:
    """The header without the words that make it a plan."""
    plain = simple(text)
    for word in spoken()["changes"]["plans"]:
        plain = re.sub(re.escape(word), "", plain, flags=re.IGNORECASE)
    return plain


@cache
def is_for_the_office(header: str) -> bool:
    """True for columns that never hold facts: 序号, 备注 …"""
    return key(header) in {key(name) for name in spoken()["aside"]["headers"]}


def _speaks(text: str, words: list[str]) -> bool:
    plain, own = key(text), tokens(text)
    return any(key(word) in plain if _CJK.search(word) else tokens(word) <= own for word in words)


def speaks_against(text: str) -> bool:
    """True if a word says that this is something else than any table of ours: invoices, projects …"""
    return _speaks(text, spoken()["against"]["words"])


def is_undecided(text: str) -> bool:
    """True if a title speaks of what is proposed or expected rather than of what is."""
    return _speaks(text, spoken()["against"]["undecided"])


def tables_named(text: str) -> dict[str, float]:
    """Tables of which a file, a sheet or a title speaks, with how much (longer words say more)."""
    plain, words = key(text), tokens(text)
    found: dict[str, float] = {}
    for table, names in spoken()["tables"].items():
        titles = contracts()[table].title.values() if table != FIRMS else ()
        for name in (*names, *titles):
            is_there = key(name) in plain if _CJK.search(name) else bool(words) and tokens(name) <= words
            if is_there:
                found[table] = max(found.get(table, 0.0), 1.0 + 0.05 * len(name))
    return found
