"""Which offers might meet a need: by the words that both use and their field. Pure; the same listings, the same answer.

Words that say nothing of the matter (`general`: 技术, 许可 …) are cut out of the texts before they are compared, so
they neither bring two texts nearer nor stand among the reasons.
Texts are compared by pairs of neighbouring characters, as Chinese has no blanks between words: each pair weighs
tf · ln(N / df), two texts are as near as the cosine between them. A proposal is no match: only a contract is.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME_FIELD = 0.15  # what the same field adds to the nearness of the texts, 0 to 1
NEAR_ENOUGH = 0.12  # texts further apart are not proposed, whatever their field
WORDS = 4  # shared words that are told as reasons
APART = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True)
class Listing:
    """One side's listing: its number, its field (None: not told) and all its words."""

    no: str
    field: str | None
    text: str


@dataclass(frozen=True)
class Proposal:
    """An offer that might meet a need. `score` 0 to 1 with the field counted in, `shared` the words of both."""

    need: str
    offer: str
    score: float
    same_field: bool
    shared: tuple[str, ...]


def proposals(
    needs: Sequence[Listing], offers: Sequence[Listing], most: int = 3, general: Sequence[str] = ()
) -> tuple[Proposal, ...]:
    """For each need up to `most` offers, the nearest first; needs in the order given. `general` words say nothing."""
    needs, offers = ([_telling(listing, general) for listing in side] for side in (needs, offers))
    weights = _Weights([*needs, *offers])
    vectors = {offer.no: weights.vector(offer.text) for offer in offers}
    holders: dict[str, list[Listing]] = defaultdict(list)
    for offer in offers:
        for pair in vectors[offer.no]:
            holders[pair].append(offer)
    found: list[Proposal] = []
    for need in needs:
        found += _nearest(need, weights.vector(need.text), vectors, holders, most)
    return tuple(found)


def _telling(listing: Listing, general: Sequence[str]) -> Listing:
    """The listing without the words that say nothing of the matter; the longer ones go first."""
    text = listing.text.lower()
    for word in sorted(general, key=len, reverse=True):
        text = text.replace(word.lower(), " ")
    return Listing(listing.no, listing.field, text)


class _Weights:
    """How telling each pair of characters is: the rarer among the listings, the more."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        seen = [set(_pairs(listing.text)) for listing in listings]
        counted = Counter(pair for pairs in seen for pair in pairs)
        self.rarity = {pair: math.log(len(seen) / count) for pair, count in counted.items()}

    def vector(self, text: str) -> dict[str, float]:
        """Pair → weight, of length 1 (empty for a text without telling pairs)."""
        weighed = {pair: count * self.rarity[pair] for pair, count in Counter(_pairs(text)).items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        return {pair: weight / length for pair, weight in weighed.items() if weight} if length else {}


def _pairs(text: str) -> list[str]:
    return [part[i : i + 2] for part in APART.split(text.lower()) for i in range(len(part) - 1)]


def _nearest(
    need: Listing,
    wanted: dict[str, float],
    vectors: dict[str, dict[str, float]],
    holders: dict[str, list[Listing]],
    most: int,
) -> list[Proposal]:
    nearness: dict[str, float] = defaultdict(float)
    fields: dict[str, str | None] = {}
    for pair, weight in wanted.items():
        for offer in holders.get(pair, ()):
            nearness[offer.no] += weight * vectors[offer.no][pair]
            fields[offer.no] = offer.field
    scored = []
    for no, near in nearness.items():
        if near >= NEAR_ENOUGH:
            same = need.field is not None and need.field == fields[no]
            scored.append((near * (1 - SAME_FIELD) + SAME_FIELD * same, no, same))
    nearest = sorted(scored, key=lambda each: (-each[0], each[1]))[:most]
    return [Proposal(need.no, no, score, same, _shared(need.text, wanted, vectors[no])) for score, no, same in nearest]


def _shared(text: str, wanted: dict[str, float], offered: dict[str, float]) -> tuple[str, ...]:
    """The longest runs of the need's words whose pairs the offer has too, the most telling first, none in another."""
    runs: dict[str, float] = {}
    for part in APART.split(text.lower()):
        start, weight = 0, 0.0
        for place in range(len(part)):
            pair = part[place : place + 2]
            if len(pair) == 2 and pair in offered and pair in wanted:
                weight += wanted[pair] * offered[pair]
                continue
            if weight:
                runs[part[start : place + 1]] = weight
            start, weight = place + 1, 0.0
    whole = [run for run in runs if not any(run != other and run in other for other in runs)]
    return tuple(sorted(whole, key=lambda run: (-runs[run], run))[:WORDS])
