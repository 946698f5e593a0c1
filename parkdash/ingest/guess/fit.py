"""Which column of a sheet is which column of a table: candidates with evidence, each taken once, ties kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parkdash.contracts import Column, Contract, contracts
from parkdash.ingest.guess.content import firms, looks_numeric, share
from parkdash.ingest.guess.model import Ground
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import is_for_the_office, meanings

TIE = 0.051  # candidates nearer to each other than this are asked
SURE_MEASURE = 0.74  # a header of which nearly all is our name
_MEASURES = ("money", "count", "number", "share")
LEAST = 0.6  # below, a guess is not taken without a person's word
TELLING = 0.85  # share of rows by which content alone may speak for a column
_CODE = re.compile(r"[0-9A-Za-z -]{13,20}")
_NAMELESS = re.compile(r"[A-Z]{0,2}")  # a column without a header is called by its letter
MANY = 60  # different texts; a choice column has fewer


@dataclass(frozen=True)
class Fit:
    """A source as a column of ours. `weight`: how much it speaks for this very table (0 to 1)."""

    column: Column
    source: Source
    ground: Ground
    sureness: float
    weight: float


@dataclass(frozen=True)
class Fitted:
    """One table's view of a sheet. `ties`: column → fits between which a person decides, the likelier first.

    `doubts`: measures whose header is but like ours (应缴税金 is not 实缴税金): never taken without a person's word.
    """

    contract: Contract
    fits: dict[str, Fit]
    ties: dict[str, tuple[Fit, ...]] = field(default_factory=dict)
    doubts: tuple[Fit, ...] = ()

    @property
    def lacking(self) -> list[Column]:
        """Required columns without a source."""
        return [column for column in self.contract.columns if column.required and column.name not in self.fits]

    @property
    def evidence(self) -> float:
        """How much speaks for this table: each column by its sureness and by how few tables have such a one."""
        return sum(fit.sureness * fit.weight for fit in self.fits.values())


def fitted(
    contract: Contract, sources: Sequence[Source], forced: Sequence[Fit] = (), barred: frozenset[str] = frozenset()
) -> Fitted:
    """The columns of a table found among the sources. `forced` stand already; `barred` headers are not to be used."""
    fits = {fit.column.name: fit for fit in forced}
    used = {header for fit in forced if not _has_a_twin(fit) for header in fit.source.headers} | barred
    candidates = sorted(
        (fit for source in sources for fit in _candidates(contract, source)),
        key=lambda fit: (-round(fit.sureness, 3), -len(fit.source.headers)),
    )
    ties: dict[str, tuple[Fit, ...]] = {}
    doubts = tuple(fit for fit in candidates if _is_doubtful(fit))
    for fit in candidates:
        if fit in doubts or fit.column.name in fits or used & set(fit.source.headers):
            continue
        rivals = [other for other in candidates if _rivals(fit, other) and not used & set(other.source.headers)]
        fits[fit.column.name] = fit
        used |= set(fit.source.headers)
        matters = fit.column.required or fit.column.kind not in ("text", "list")
        if (rivals and matters) or fit.sureness < LEAST:
            ties[fit.column.name] = (fit, *rivals)
    return Fitted(contract, fits, ties, tuple(fit for fit in doubts if fit.column.name not in fits))


def _has_a_twin(fit: Fit) -> bool:
    """True where a person's word makes a day stand for two: 发证日期 is the day of the certificate and, as was told,
    the first day of its validity.
    """
    own = (table for (table, name), _ in meanings(fit.source.label).items() if name != fit.column.name)
    return fit.ground in ("answer", "memory") and fit.column.kind == "date" and fit.column.required and any(own)


def _is_doubtful(fit: Fit) -> bool:
    return fit.column.kind in _MEASURES and fit.ground == "similar" and fit.sureness < SURE_MEASURE


def _rivals(fit: Fit, other: Fit) -> bool:
    """Another source for the same column that speaks as well, unless it is surer to be something else."""
    return (
        other.column.name == fit.column.name
        and not set(other.source.headers) & set(fit.source.headers)
        and fit.sureness - other.sureness < TIE
    )


def _candidates(contract: Contract, source: Source) -> list[Fit]:
    if is_for_the_office(source.label) and not _may_name(contract, source):
        return []
    found = []
    for (table, name), (sureness, weight) in meanings(source.label).items():
        if table == contract.table:
            column = contract.column(name)
            sure = sureness * _content_factor(source, column)
            if sure > 0:
                found.append(Fit(column, source, "name" if sureness > 0.8 else "similar", sure, weight))
    return found or _by_content(contract, source)


def _may_name(contract: Contract, source: Source) -> bool:
    return any(table == contract.table for table, _ in meanings(source.label)) and source.distinct > 1


def _content_factor(source: Source, column: Column) -> float:
    """How far the texts of a source bear out what its header says."""
    fits = share(source, column)
    if column.kind == "choice":
        return 1.0 if fits >= 0.5 or source.distinct <= MANY else 0.0
    if column.kind == "enterprise":
        return (0.9 + 0.1 * firms(source)) if fits else 0.55
    if column.width and _is_of_another_width(source, column.width):
        return 0.0
    if column.kind == "credit_code":
        return 1.0 if fits >= 0.6 else 0.8 if _are_codes(source) else 0.0
    if fits < 0.2:
        return 0.0
    return 1.0 if fits >= 0.6 else 0.8


def _are_codes(source: Source) -> bool:
    """True for texts shaped like codes, whatever their check digit: it is for the checks to name the bad ones."""
    return not source.sample or all(_CODE.fullmatch(text) for text in list(source.sample)[:10])


def _is_of_another_width(source: Source, width: int) -> bool:
    """True for codes that all have one other length: they have not lost their zeros, they are another market's."""
    lengths = {len(text) for text in source.sample}
    return len(lengths) == 1 and lengths != {width} and all(text.isdecimal() for text in source.sample)


def _by_content(contract: Contract, source: Source) -> list[Fit]:
    """Columns that the texts alone speak for: credit codes, firms, words of a list of choices."""
    if is_for_the_office(source.label) or source.is_numeric:
        return []
    found = []
    for column in contract.columns:
        telling = _telling(source, column)
        if telling >= TELLING:
            found.append(Fit(column, source, "content", 0.75 * telling, 1 / _tables_alike(column)))
    if not found and _NAMELESS.fullmatch(source.label):
        found = [
            Fit(column, source, "content", 0.5, 0.3) for column in contract.columns if _may_be_nameless(source, column)
        ]
    return found


def _may_be_nameless(source: Source, column: Column) -> bool:
    """True where dates or amounts without a header may be this column: a person is asked."""
    if column.kind == "money" and not all(map(looks_numeric, source.sample)):
        return share(source, column) >= TELLING
    return column.kind in ("date", "month") and column.required and share(source, column) >= TELLING


def _telling(source: Source, column: Column) -> float:
    if column.kind == "credit_code" and source.sample:
        return share(source, column) if max(map(len, source.sample)) == 18 else 0.0
    if not source.sample:
        return 0.0
    if column.kind == "enterprise" and column.required:
        return firms(source) if source.distinct > 1 else 0.0
    if column.kind == "choice" and source.distinct <= MANY and min(map(len, source.sample)) > 1:
        return share(source, column)
    return 0.0


def _tables_alike(column: Column) -> int:
    """How many tables have a column of this name."""
    return sum(column.name in [each.name for each in contract.columns] for contract in contracts().values())
