"""A column of a foreign sheet, or two that belong together, as it is looked at: its name and a sample of its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.guess.words import key, simple, spoken, tokens
from parkdash.ingest.headers import header_names
from parkdash.ingest.mapped import joined_texts
from parkdash.ingest.sheets import Sheet

SAMPLE = 60  # different texts that are looked at: the most frequent ones and some from all over the column
LOOKED_AT = 10_000  # different texts where all matter, as for the order of day and month
SHOWN = 5
_NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?%?")


@dataclass(frozen=True)
class Source:
    """`headers` are names as a mapping uses them, `label` is the header as it is read for its meaning."""

    headers: tuple[str, ...]
    label: str
    column: pa.DictionaryArray = field(repr=False, compare=False)
    unit: str = ""
    missing: tuple[str, ...] = ()  # what stands for nothing in a part of it

    @property
    def name(self) -> str:
        """What an answer calls it."""
        return " + ".join(self.headers)

    @cached_property
    def _counted(self) -> tuple[np.ndarray, np.ndarray]:
        """Places in the dictionary of texts that say something, most frequent first, and how often each stands."""
        counts = np.bincount(self.column.indices.to_numpy(zero_copy_only=False), minlength=len(self.column.dictionary))
        counts[[self._gaps[gap] for gap in ("", *spoken()["missing"]["everywhere"]) if gap in self._gaps]] = 0
        used = np.flatnonzero(counts)
        if len(used) <= LOOKED_AT:
            used = used[np.argsort(-counts[used], kind="stable")]
        else:  # the order of the most frequent ones is enough
            first = np.argpartition(-counts, SAMPLE)[:SAMPLE]
            first = first[np.lexsort((first, -counts[first]))]
            used = np.concatenate([first, np.setdiff1d(used, first, assume_unique=True)])
        return used, counts[used]

    @cached_property
    def _gaps(self) -> dict[str, int]:
        """Texts of the column that may stand for nothing, with their places in the dictionary."""
        words = pa.array(["", *(word for words in spoken()["missing"].values() for word in words)], pa.string())
        at = np.flatnonzero(pc.is_in(self.column.dictionary, words).to_numpy(zero_copy_only=False))
        return {self.column.dictionary[int(place)].as_py(): int(place) for place in at}

    @property
    def distinct(self) -> int:
        """How many different texts say something."""
        return len(self._counted[0])

    @property
    def filled(self) -> int:
        """How many rows say something."""
        return int(self._counted[1].sum())

    @cached_property
    def sample(self) -> dict[str, int]:
        """Some different texts with their counts."""
        order, counts = self._counted
        half = SAMPLE // 2
        chosen = np.unique(
            np.concatenate([np.arange(min(half, len(order))), np.linspace(0, max(0, len(order) - 1), half).astype(int)])
        )
        chosen = chosen[: len(order)] if len(order) else chosen[:0]
        texts = self.column.dictionary.take(pa.array(order[chosen])).to_pylist()
        return dict(zip(texts, counts[chosen].tolist(), strict=True))

    @property
    def shown(self) -> tuple[str, ...]:
        """The first few different texts as a person sees them."""
        return tuple(text if len(text) <= 60 else f"{text[:59]}…" for text in list(self.sample)[:SHOWN])

    @cached_property
    def is_numeric(self) -> bool:
        """True if the texts looked at are all bare numbers of fewer digits than a credit code has."""
        return all(len(text) < 13 and _NUMBER.fullmatch(text) for text in self.sample)

    @cached_property
    def some_texts(self) -> dict[str, int]:
        """All different texts with their counts, most frequent first; of very many an even part."""
        order, counts = self._counted
        if len(order) > LOOKED_AT:
            part = np.linspace(0, len(order) - 1, LOOKED_AT).astype(int)
            order, counts = order[part], counts[part]
        return dict(zip(self.column.dictionary.take(pa.array(order)).to_pylist(), counts.tolist(), strict=True))

    def gaps(self, typed: bool, open_end: bool) -> tuple[str, ...]:
        """Texts of this column that stand for nothing."""
        words = spoken()["missing"]
        known = [*words["everywhere"], *(words["typed"] if typed else ()), *(words["open_end"] if open_end else ())]
        return tuple({**dict.fromkeys(self.missing), **{word: None for word in known if word in self._gaps}})


def sources_of(sheet: Sheet) -> list[Source]:
    """Every column of a sheet, and each pair of a year's and a month's column as one more."""
    units = sheet.layout.units or ("",) * len(sheet.headers)
    single = [
        Source((name,), header, column, unit)
        for name, header, column, unit in zip(header_names(sheet), sheet.headers, sheet.columns, units, strict=True)
    ]
    return [*_years_with_months(single), *single]


def _years_with_months(sources: list[Source]) -> list[Source]:
    years = {rest: one for one in sources if (rest := _without(one.label, "年", "year")) is not None}
    months = {rest: one for one in sources if (rest := _without(one.label, "月", "month")) is not None}
    return [_joined(years[rest], months[rest], rest) for rest in years if rest in months and _are_months(months[rest])]


def _without(label: str, character: str, word: str) -> str | None:
    """What a header says beside 年 or year; None if it does not say that."""
    plain = re.sub(r"(年度|年份|月份)", lambda found: found[1][0], simple(label))
    other = {"年": "月", "月": "年"}[character]
    if character in plain and other not in plain:
        return plain.replace(character, "")
    words = tokens(label)
    return key(" ".join(words - {word})) if word in words and not {"month", "year"} <= words else None


def _are_months(source: Source) -> bool:
    values = [text.removesuffix("月") for text in source.sample]
    fits = [text.isdecimal() and 0 <= int(text) <= 12 for text in values]
    return bool(fits) and sum(fits) >= 0.9 * len(fits)


def _joined(year: Source, month: Source, rest: str) -> Source:
    gaps = tuple(dict.fromkeys((*year.gaps(True, False), *month.gaps(True, False), "0")))
    column = joined_texts([year.column, month.column], "-", gaps)
    return replace(year, headers=(*year.headers, *month.headers), label=rest or "年月", column=column, missing=gaps)
