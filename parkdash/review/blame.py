"""Which entry of the ledger, accepted after an edition was made, has changed a line behind one of its figures.

What was handed in before the edition cannot have changed what it shows. Where a row of then counts again, or no longer,
an entry after it has done that: an undo, a redo, or an import that speaks of something else the line rests upon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from parkdash.access import Scope
from parkdash.batch import Batch
from parkdash.history import batches
from parkdash.home import Damaged, NoVersion, Thinned
from parkdash.metrics.model import Metric, Value, When
from parkdash.review.lines import KeptLine, current_lines
from parkdash.warehouse import Version, at

Amounts = Mapping[str, Value]  # line → what it adds; no entry where it does not count


@dataclass
class Blame:
    """The entries between the version of an edition (`first`) and the one that it is held against (`last`)."""

    home: Path
    scope: Scope
    first: int
    last: Version
    _known: dict[tuple[str, int], Amounts | None] = field(default_factory=dict)

    @cached_property
    def every(self) -> Mapping[str, Batch]:
        """All entries of the ledger by their ids."""
        return {batch.id: batch for batch in batches(self.home)}

    @cached_property
    def later(self) -> Sequence[Batch]:
        """The entries that the edition did not know, oldest first."""
        return [batch for batch in self.every.values() if self.first < batch.number <= self.last.number]

    def is_later(self, batch: str) -> bool:
        """True for an entry that the edition did not know."""
        return batch in self.every and self.first < self.every[batch].number

    def takes_back(self, entry: Batch) -> bool:
        """True for an undo; False for an import, and for a redo, which is the undo of an undo."""
        return entry.kind == "undo" and not any(self.takes_back(turned) for turned in self._turned(entry))

    def turned(self, entry: Batch) -> frozenset[str]:
        """The imports that an undo takes back, or a redo brings back."""
        found = {turned.id for turned in self._turned(entry)}
        return frozenset(found).union(*(self.turned(turned) for turned in self._turned(entry)))

    def _turned(self, entry: Batch) -> list[Batch]:
        return [batch for batch in self.every.values() if batch.number in entry.undoes]

    def entry(
        self, metric: Metric, when: When, key: str, rows: Iterable[str], shown: Amounts, now: Amounts
    ) -> Batch | None:
        """The entry that made a line what it is. `rows` are the batches of the rows that spoke of it then and speak of
        it now, the present one first. None where the versions between are gone, so that nobody can tell.
        """
        named = [batch for batch in rows if batch]
        if named and self.is_later(named[0]):
            return self.every[named[0]]
        for entry in reversed(self.later):
            if self.turned(entry) & {*named}:
                return entry
        return self._last_to_change(metric, when, key, shown, now)

    def _last_to_change(self, metric: Metric, when: When, key: str, shown: Amounts, now: Amounts) -> Batch | None:
        """Back through the versions that are kept, to where the line was not yet what it is now."""
        after = self.last.number
        for entry in reversed(self.later[:-1]):
            then = self._amounts(metric, when, entry.number)
            if then is None:
                continue
            if then.get(key) != now.get(key):
                return self._only(entry.number, after)
            after = entry.number
        return self._only(self.first, after) if shown.get(key) != now.get(key) else None

    def _only(self, first: int, last: int) -> Batch | None:
        between = [entry for entry in self.later if first < entry.number <= last]
        return between[0] if len(between) == 1 else None

    def _amounts(self, metric: Metric, when: When, number: int) -> Amounts | None:
        """What the lines of a metric came to in a version between. None if it can no longer be read."""
        asked = (metric.id, number)
        if asked not in self._known:
            self._known[asked] = self._read(metric, when, number)
        return self._known[asked]

    def _read(self, metric: Metric, when: When, number: int) -> Amounts | None:
        try:
            version = at(self.home, number)
        except (Thinned, NoVersion, Damaged):
            return None
        return amounts(current_lines(version, self.scope, metric.id, when))


def amounts(lines: Iterable[KeptLine]) -> Amounts:
    """Each line with what it adds."""
    return {line.key: line.amount for line in lines}
