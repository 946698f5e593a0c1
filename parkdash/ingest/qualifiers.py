"""约, 超, 以上, 余 …: words that make a figure a bound or an estimate, and texts that give no figure at all."""

from __future__ import annotations

import re

AT_LEAST, ABOUT, AT_MOST = "≥", "≈", "≤"

_BEFORE = {
    AT_LEAST: "不低于|不少于|至少|超过|高于|大于|多于|超|逾|≥|>=|>|over|more than|at least",
    AT_MOST: "不超过|不高于|不多于|至多|最多|低于|少于|小于|不足|不到|≤|<=|<|up to|at most|under",
    ABOUT: "大约|约为|约|大概|将近|接近|近|≈|~|about|approx.|approx|circa|ca.",
}
_BEHIND = {AT_LEAST: "及以上|以上|余|多|+", AT_MOST: "及以下|以下|以内|之内", ABOUT: "左右|上下"}


def _any_of(words: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A pattern of all the words, the longest first, and the sign of each."""
    signs = {word: mark for mark, listed in words.items() for word in listed.split("|")}
    return "|".join(re.escape(word) for word in sorted(signs, key=len, reverse=True)), signs


_FIRST, _FIRST_SIGNS = _any_of(_BEFORE)
_LAST, _LAST_SIGNS = _any_of(_BEHIND)
_IN_FRONT, _AT_END = re.compile(rf"({_FIRST})(?=.)"), re.compile(rf"(?<=.)({_LAST})$")
_WITHIN = re.compile(r"(?<=[\d十百千万亿])[余多](?=[十百千万亿元美港人家件个])")  # 3000余万元

RANGE = re.compile(r"\d\s*[^\d\s.,]{0,4}\s*[-—–~至到]\s*[^\d\s]{0,2}\d")
NOTHING_KNOWN = re.compile(
    r"不详|不明确?|未知|未透露|未披露|未公开|未公布|未填|未统计|保密|待定|待统计|面议|暂?无|暂缺|空|[-—–/\\.·*]+|n/?a|n\.a\.|nan|none|null|nil|unknown|undisclosed|tbd|不适用|缺失?"
)


def qualified(plain: str) -> tuple[str, str]:
    """A straight text without its qualifier, and the qualifier: ≥, ≈, ≤ or "" for none."""
    if found := _WITHIN.search(plain):
        return plain[: found.start()] + plain[found.end() :], AT_LEAST
    if found := _IN_FRONT.match(plain):
        return plain[found.end() :].strip(), _FIRST_SIGNS[found[1]]
    if found := _AT_END.search(plain):
        return plain[: found.start()].strip(), _LAST_SIGNS[found[1]]
    return plain, ""
