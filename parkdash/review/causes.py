"""The causes of a restatement: what happened to one line behind a number, and by which entry of the ledger."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from parkdash import metrics
from parkdash.access import Scope
from parkdash.batch import Batch
from parkdash.metrics.model import Metric, Value, When
from parkdash.review.blame import Amounts, Blame
from parkdash.review.lines import KeptLine
from parkdash.warehouse import Version

# late_fact: a record of the time before, handed in after; correction: the record now says something else; deletion: no
# longer there, or there again because what stood in its place was taken back; re_tiering: a certificate or title
# changed its days or its firm; definition: the metric itself changed; numerator, denominator: what the parts of a ratio
# did; unexplained: not additive, told as a whole (a median).
Kind = Literal[
    "late_fact", "correction", "deletion", "re_tiering", "definition", "numerator", "denominator", "unexplained"
]
TIERED = frozenset({"tier_membership", "tiered_enterprise", "certificate", "title_holding", "recognition_valid"})


@dataclass(frozen=True)
class Cause:
    """One part of a gap: how much it moved the number, the line it speaks of, and by which batch of whom it came."""

    kind: Kind
    amount: Value
    key: str = ""
    name: str = ""
    batch: str = ""
    who: str = ""
    file: str = ""
    sheet: str = ""
    row: int = 0
    origin: str = ""  # the batch in which the line stands: of a deletion another one than `batch`


@dataclass(frozen=True)
class Told:
    """How a line that differs is told: what happened to it, and by which entry of the ledger."""

    blame: Blame
    metric: Metric
    when: When
    shown: Amounts
    now: Amounts

    @property
    def altered(self) -> Kind:
        return "re_tiering" if self.metric.source in TIERED else "correction"

    def came(self, line: KeptLine, stood: Row | None) -> Cause:
        """A line that counts today and did not then; `stood` is the row that spoke of it then without counting."""
        entry = self._entry(line.key, line.batch, stood.batch if stood else "")
        late = self.blame.is_later(line.batch) or (entry is not None and line.batch in self.blame.turned(entry))
        kind: Kind = "late_fact" if late and stood is None else self.altered
        return self._cause(self._by(entry, kind), line.amount, line, entry)

    def gone(self, line: KeptLine, stands: Row | None) -> Cause:
        """A line that no longer counts. If another row speaks of it now, that is the one which changed it."""
        entry = self._entry(line.key, stands.batch if stands else "", line.batch)
        shown = stands.of(line) if stands and not (entry and line.batch in self.blame.turned(entry)) else line
        kind: Kind = self.altered if stands or _adds_only(entry) else "deletion"
        return self._cause(self._by(entry, kind), metrics.difference(0, line.amount), shown, entry)

    def changed(self, line: KeptLine, now: KeptLine) -> Cause:
        """A line that counts with another amount."""
        entry = self._entry(line.key, now.batch, line.batch)
        kind = self._by(entry, "correction")
        return self._cause(kind, metrics.difference(now.amount, line.amount), now, entry)

    def _entry(self, key: str, stands: str, stood: str) -> Batch | None:
        return self.blame.entry(self.metric, self.when, key, (stands, stood), self.shown, self.now)

    def _by(self, entry: Batch | None, kind: Kind) -> Kind:
        """Whatever an undo does is one thing: what was said since is unsaid, and older rows show again."""
        return "deletion" if entry and self.blame.takes_back(entry) else kind

    def _cause(self, kind: Kind, amount: Value, line: KeptLine, entry: Batch | None) -> Cause:
        batch, who = (entry.id, entry.who) if entry else ("", "")
        return Cause(kind, amount, line.key, line.name, batch, who, line.file, line.sheet, line.row, line.batch)


class Row(NamedTuple):
    """The row that speaks of a line, whether or not it counts."""

    batch: str
    file: str
    sheet: str
    row: int

    def of(self, line: KeptLine) -> KeptLine:
        """The line as resting on this row."""
        return line._replace(batch=self.batch, file=self.file, sheet=self.sheet, row=self.row)


def rows_of(version: Version, scope: Scope, metric: Metric, keys: Set[str]) -> dict[str, Row]:
    """Those of the lines that a version has a row of at all, each with the row that speaks of it last."""
    known = metrics.known(version, scope, metric.id, frozenset(keys))
    found = {key: (version.source(source), row) for key, (source, row) in known.items()}
    return {key: Row(ref.batch, ref.file, ref.sheet, row) for key, (ref, row) in found.items()}


def _adds_only(entry: Batch | None) -> bool:
    """True for an import that takes no earlier row's place: what it makes a line lose is no deletion."""
    return entry is not None and entry.kind == "import" and all(mode.kind != "part" for mode in entry.modes.values())
