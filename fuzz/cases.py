"""One case by its number: the same file every time, and what is wrong with how it was read."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from fuzz import mutations
from fuzz.reading import Outcome, differing, outcome
from fuzz.seeds import Seed, old_workbook, seeds

OLD_EVERY = 500  # cases between two of the old kind


class Case(NamedTuple):
    """A mutated file. `may_differ`: how many rows of a table may differ in silence; None: nothing is expected."""

    number: int
    kind: str
    seed: Seed
    content: bytes
    may_differ: int | None


def case(number: int, start: int = 0) -> Case:
    """The case of this number in the series `start`."""
    chance = Random(f"{start}:{number}")
    if number % OLD_EVERY == OLD_EVERY - 1:
        old = old_workbook()
        return Case(number, "damaged", old, mutations.damaged(old.content, chance), None)
    seed = chance.choice(seeds())
    if not seed.rows:
        change = mutations.repacked if seed.content.startswith(b"PK") and chance.random() < 0.6 else mutations.damaged
        return Case(number, change.__name__, seed, change(seed.content, chance), None)
    kind = chance.randrange(6)
    if kind < 3:
        keep = chance.choice(mutations.KEEPING)
        return Case(number, keep.__name__, seed, keep(seed.rows, chance), 0)
    if kind == 3:
        content, _ = mutations.with_cell(seed.rows, chance)
        return Case(number, "with_cell", seed, content, 1)
    change = mutations.disturbed if kind == 4 else None
    content = change(seed.rows, chance) if change else mutations.damaged(seed.content, chance)
    return Case(number, "disturbed" if change else "damaged", seed, content, None)


@cache
def original(seed: Seed) -> Outcome:
    """What the seed itself gives."""
    return outcome(seed.content, seed.name)


def fault(tried: Case) -> str:
    """What is wrong with how a case was read: "" if it was taken as it should be, or something was said."""
    found = outcome(tried.content, tried.seed.name)
    if tried.may_differ is None:
        return ""
    before = original(tried.seed)
    news = set(found.told) - set(before.told)
    apart = {name: count for name, count in differing(before, found).items() if count > tried.may_differ}
    return f"rows differ in silence: {apart}" if apart and not news else ""
