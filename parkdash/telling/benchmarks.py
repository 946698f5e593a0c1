"""What other parks have published, in words: actual, target and forecast apart, ours beside what compares with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from parkdash.metrics import amounts
from parkdash.metrics.labels import choices
from parkdash.metrics.published import NEAR
from parkdash.review import Content, number_from
from parkdash.telling.listing import Cell, Column, Listing, Measured
from parkdash.telling.words import clean
from parkdash.text import text

KINDS = ("actual", "target", "forecast")  # each has a column of its own; nothing adds them up
COLUMNS = (
    ("park", 1.2), ("figure", 1.7), ("actual", 0.9), ("target", 0.7), ("forecast", 0.8), ("as_of", 1.05),
    ("metric", 1.2), ("ours_said", 0.9), ("basis", 2.2), ("phrase_said", 1.7), ("document", 1.05),
)  # fmt: skip
Entry = Mapping[str, Any]


def published_listing(content: Content, lang: str) -> Listing | None:
    """What stands beside ours first; None in an edition that keeps no published figures, or where there are none."""
    found = content.published
    if not found:
        return None
    near = [each for each in found if _is_near(each, content)]
    rest = [each for each in found if not _is_near(each, content)]
    named = {each["no"]: _named(each) for each in found}
    return Listing(
        "published",
        text("pack.published.title", lang),
        _said(found, len(near), lang),
        tuple(Column(text(f"screen.benchmarks.{name}", lang), share) for name, share in COLUMNS),
        tuple(_row(each, content, named, lang) for each in (*near, *rest)),
        "benchmarks",
        len(near),
    )


def _is_near(entry: Entry, content: Content) -> bool:
    return entry["comparability"] in NEAR and entry["metric"] in content.figures


def _said(found: Sequence[Entry], near: int, lang: str) -> str:
    derived = sum(bool(each["derived_from"]) for each in found)
    kinds = Counter(each["kind"] for each in found if not each["derived_from"])
    counts = {kind: kinds[kind] for kind in KINDS}
    return text("pack.published.all", lang, n=len(found), derived=derived, near=near, **counts)


def _named(entry: Entry) -> str:
    subject, name = clean(entry["subject"] or ""), clean(entry["name"])
    return f"{subject} · {name}" if subject and subject != name else name


def _row(entry: Entry, content: Content, named: Mapping[str, str], lang: str) -> tuple[Cell, ...]:
    value = _value(entry, lang)
    own: list[Cell] = [value if entry["kind"] == kind else "" for kind in KINDS]
    phrase = text("screen.benchmarks.phrase", lang, phrase=clean(entry["phrase"]))
    return (
        clean(entry["park"]), _named(entry), *own, clean(entry["as_of"] or ""), *_ours(entry, content, lang),
        _basis(entry, named, lang), phrase, entry["published"],
    )  # fmt: skip


def _value(entry: Entry, lang: str) -> Cell:
    """As it was published, with its qualifier; marked where no document says it. What is no number stays words."""
    qualifier = f"{_word('figure_qualifier', entry['qualifier'], lang)} " if entry["qualifier"] else ""
    derived = text("screen.mark.brackets", lang, inner=text("screen.benchmarks.derived", lang))
    after = clean(entry["unit"] or "") + (derived if entry["derived_from"] else "")
    said = f"{qualifier}{clean(entry['value'])}{after}"
    number = number_from(entry["number"])
    return said if number is None else Measured(said, number, "", qualifier, after)


def _ours(entry: Entry, content: Content, lang: str) -> tuple[Cell, Cell]:
    """Our own metric and its value in this edition; beside a target our target of the year. Only where definitions
    allow it."""
    if not _is_near(entry, content):
        return "", ""
    figure = content.figures[entry["metric"]]
    value = figure.value
    if entry["kind"] == "target":
        value = number_from((figure.target or {}).get("target"))
    said = amounts.amount(value, figure.unit, lang)
    after = amounts.unit_word(figure.unit, lang)
    return clean(figure.title[lang]), said if value is None else Measured(said, value, figure.unit, "", after)


def _basis(entry: Entry, named: Mapping[str, str], lang: str) -> str:
    """Stock, year or cumulative; of what it is a part; how it was derived; how far it compares and why not."""
    said = [_word("figure_basis", entry["basis"], lang) if entry["basis"] else ""]
    if entry["part_of"] in named:
        said.append(text("screen.benchmarks.part_of", lang, whole=named[entry["part_of"]]))
    said.append(clean(entry["derived_from"] or ""))
    said.append(_word("comparability", entry["comparability"], lang) if entry["metric"] else "")
    said.append(clean(entry["note"] or ""))
    return text("pack.published.and", lang).join(each for each in said if each)


def _word(column: str, code: str, lang: str) -> str:
    known = choices(column).get(code)
    return known[lang] if known else clean(code)
