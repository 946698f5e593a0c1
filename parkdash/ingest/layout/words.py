"""What a single text looks like: a header, a value, a unit, a label, a total, a note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from parkdash.ingest.layout.vocabulary import BELONGING, ENDINGS, ENGLISH_ENDINGS, ENGLISH_UNITS, WHOLE

Kind = Literal["blank", "missing", "number", "date", "code", "link", "long", "text"]
TYPED: frozenset[Kind] = frozenset({"number", "date", "code", "link"})

LONG = 40  # characters; a longer text is no header

_MISSING = frozenset({"-", "--", "—", "——", "/", "\\", "na", "n/a", "null", "none", "无", "未知", "不详", "暂无", "…"})
_MONEY = r"(?:人民币|元|千元|仟元|万元|萬元|百万元|亿元|美元|港元|欧元|日元|新台币|千|万|萬|百万|亿)*"
_NUMBER = re.compile(
    rf"[-+(<>≥≤约超近]?[¥$€£]?\s*\d[\d,' ]*(?:\.\d+)?(?:e[-+]?\d+)?\)?\s*[%‰]?\(?{_MONEY}[%‰人家个项件]?\)?[+以上余]*",
    re.I,
)
_DATE = re.compile(
    r"(?:\d{4}|\d{2})\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,4}日?)?月?(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}",
    re.I,
)
_CODE = re.compile(r"(?=(?:.*\d){5})[0-9a-z_-]{7,40}|[a-z]{1,4}-?\d{3,}|\d{6,}", re.I)
_LINK = re.compile(
    r"(?:https?://|www\.)\S*|[\w.+-]+@[\w-]+\.[\w.]+|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io|ai)(?:/\S*)?", re.I
)

_LONGEST = max(map(len, ENDINGS))
_ENGLISH = re.compile(ENGLISH_ENDINGS)
_TAIL = re.compile(r"[((\[【][^()()\[\]【】]*[))\]】]\s*$|[/,,、:]\s*[^/,,、:]{1,6}$")
_NAMELIKE = re.compile(
    r"(?:有限公司|有限责任公司|股份公司|集团|合伙\)?|事务所|研究院|大学|学院|合作社|分公司|工作室|银行|医院)$"
)

UNIT = (
    r"(?:人民币|rmb|cny)?\s*(?:元|角|千元|仟元|万元|萬元|百万元|千万元|亿元|億元|(?:千|万|百万|亿)?(?:美元|港元|欧元|日元|英镑|新台币)"
    r"|新[台臺]币[千仟]?元|新[台臺]幣[千仟]?元|人|人次|万人|家|户|个|项|件|台|套|次|宗|份|条|名|位|间|栋|层|工位|%|‰|百分点|个百分点"
    r"|平方米|万平方米|平米|㎡|m2|m²|亩|公顷|平方公里|吨|万吨|吨标准煤|千瓦时|万千瓦时|度|天|日|小时|分钟|月|年|倍|分|万"
    r"|rmb|cny|usd|yuan)"
)
_UNIT = re.compile(rf"[(\[]?{UNIT}[)\]]?", re.I)
_UNIT_OF_HEADER = re.compile(rf"(?:[(\[](?:单位[:：]?)?\s*({UNIT})\s*[)\]]|[/,、:]\s*({UNIT}))\s*\*?$", re.I)
_MONEY_BEHIND = re.compile(r"\((?:人民币)?((?:千|万|百万|亿)?元)\)\s*$")  # 企业近三年纳税总额(万元)
_UNIT_ABOVE = re.compile(r"(?:单\s*位|單\s*位|\bunits?)\s*[:：]?\s*([^:;。()\[\]]+)", re.I)

_LABEL = re.compile(r"[^:\d/]{1,20}[^:/]{0,6}:(?!//)")
_MONTH = re.compile(
    r"(?:(?:19|20)?\d{2}\s*[年/.-]\s*)?(?:1[0-2]|0?[1-9])\s*月(?:份)?|(?:19|20)\d{2}[-./](?:1[0-2]|0?[1-9])"
)
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*(?:年|年度|fy)?|(?:(?:19|20)?\d{2}\s*[年/.-]\s*)?\d{1,2}\s*月(?:份)?|(?:19|20)\d{2}[-./]\d{1,2}"
    r"|(?:(?:19|20)\d{2}\s*年?)?\s*(?:q[1-4]|第?[一二三四1-4]季度)|[一二三四五六七八九十]{1,2}月(?:份)?"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    re.I,
)


def plain(text: str) -> str:
    """The text with usual width, without line breaks and blanks, in lower case."""
    return re.sub(r"\s+", "", normalize("NFKC", text)).lower()


@lru_cache(maxsize=1 << 14)
def kind(text: str) -> Kind:
    """What a cell's text is."""
    if not text:
        return "blank"
    if len(text) > LONG:
        return "link" if _LINK.fullmatch(text) else "long"
    usual = normalize("NFKC", text).strip()
    if usual.lower() in _MISSING:
        return "missing"
    for found, form in (("date", _DATE), ("number", _NUMBER), ("code", _CODE), ("link", _LINK)):
        if form.fullmatch(usual):
            return found  # type: ignore[return-value]
    return "long" if "。" in usual else "text"


@lru_cache(maxsize=1 << 14)
def is_header_word(text: str) -> bool:
    """True if the text reads like the name of a column."""
    if kind(text) != "text":
        return False
    word = plain(text).strip("*#·:")
    word = re.sub(r"^[\d一二三四五六七八九十]{1,2}[.、)]", "", word)
    if _NAMELIKE.search(word):
        return False
    while (shorter := _TAIL.sub("", word)) != word and shorter:
        word = shorter
    if word.isascii():
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()
        return bool(_ENGLISH.search(re.sub(r"[\s(（].*$", "", spaced) if "(" in spaced else spaced))
    if re.sub(BELONGING, "", word) in WHOLE:
        return True
    return len(word) <= 20 and any(word[-size:] in ENDINGS for size in range(1, min(len(word), _LONGEST) + 1))


def is_namelike(text: str) -> bool:
    """True for what ends like the name of a firm or an institution."""
    return bool(_NAMELIKE.search(plain(text)))


def is_label(text: str) -> bool:
    """True for "填报单位：…": a name, a colon, perhaps its value."""
    return bool(_LABEL.match(normalize("NFKC", text))) and kind(text) not in TYPED


def is_period(text: str) -> bool:
    """True for a year, quarter or month that may stand above a column of figures."""
    return bool(_PERIOD.fullmatch(normalize("NFKC", text).strip()))


def is_month(text: str) -> bool:
    """True for 3月, 2025年3月, 2025-03."""
    return bool(_MONTH.fullmatch(normalize("NFKC", text).strip()))


def is_unit(text: str) -> bool:
    """True if the text is nothing but a unit, perhaps in brackets."""
    return bool(_UNIT.fullmatch(normalize("NFKC", text).strip()))


def unit_in(text: str) -> str:
    """The unit that a text consists of, without brackets."""
    return normalize("NFKC", text).strip().strip("()[]").strip()


def unit_of_header(header: str) -> str:
    """The unit at the end of a header: "营业收入(万元)", "营业收入/万元", "营业收入，万元"; "" if there is none."""
    found = _UNIT_OF_HEADER.search(normalize("NFKC", header).strip())
    return (found[1] or found[2]).strip() if found else ""


def unit_above(text: str) -> str:
    """The unit of "单位：万元", "(金额单位:千元)", "unit: RMB 10k"; "" where 单位 means an office, or there is none."""
    for said in _UNIT_ABOVE.findall(normalize("NFKC", text)):
        for part in (said, *re.split(r"[、,/;\s]+|和|或", said)):
            name = part.strip().lower()
            if name in ENGLISH_UNITS:
                return ENGLISH_UNITS[name]
            if is_unit(part):
                return re.sub(r"^人民币\s*", "", unit_in(part))
    return ""


def unit_of_title(text: str) -> str:
    """The unit that a title names in either way: "单位：万元", "企业近三年纳税总额（万元）"; "" if it names none."""
    behind = _MONEY_BEHIND.search(normalize("NFKC", text))
    return unit_above(text) or (behind[1] if behind else "")
