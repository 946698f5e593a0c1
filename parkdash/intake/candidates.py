"""Which known firms a name may mean.

A legal form left out or added, a place in front or in brackets, a mistyped character, a former name: the core of the
name stays. Names that share rare characters with the one asked for are compared one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

import pyarrow as pa

from parkdash.ingest.names import normalise
from parkdash.warehouse import Version

SHOWN = 5
COMPARED = 40  # names compared one by one, those sharing the rarest characters
ENOUGH = 0.6  # of 1: below this two names have hardly more than the trade in common
COMMON_SHARE, COMMON = 0.02, 500  # characters that more names have than this tell nothing
FORMS = (
    r"(\(有限合伙\)|有限合伙|有限责任公司|股份有限公司|有限公司|集团|总公司|公司|股份|co\.?,?ltd\.?|,?ltd\.?|,?limited|,?inc\.?"
    r"|,?llc|,?corp\.?|corporation)+$"
)
PLACES = r"^(中国)?([^省市]{2,3}[省市]){0,2}|\([^()]{2,4}\)"


class Candidate(NamedTuple):
    """A known firm that a name may mean. `score` is 1 for the same name; `why`: same, former, core, contained, similar
    (its code is another's: code).
    """

    enterprise_id: str
    name: str
    score: float
    why: str


def candidates(names: Iterable[str], version: Version) -> dict[str, list[Candidate]]:
    """For each name the known firms that it may mean, the likeliest first, at most five."""
    asked = sorted(set(names))
    found: dict[str, list[Candidate]] = {name: [] for name in asked}
    keys = pa.array([normalise(name) for name in asked], pa.string())
    if not asked:
        return found
    with version.beside({"asked_name": pa.table({"name": pa.array(asked, pa.string()), "key": keys})}) as rows:
        near = rows(_NEAR, {"forms": FORMS, "places": PLACES, "share": COMMON_SHARE, "common": COMMON, "n": COMPARED})
    for name, key, core, firm, known, known_key, known_core, former in near:
        score, why = _alike(key, core, known_key, known_core)
        if score >= ENOUGH:
            found[name].append(Candidate(firm, known, round(score, 3), "former" if former else why))
    return {name: _best(each) for name, each in found.items()}


_NEAR = """
    with name_of as (select enterprise_no, enterprise_id, enterprise from enterprise_dim),
    registered as (
        select enterprise_key as key, enterprise_no, false as former from enterprise where enterprise_key is not null
        union select enterprise_key, enterprise_no, false from residency where enterprise_key is not null
        union select former_name_key, enterprise_no, true from enterprise where former_name_key is not null
    ),
    cored as (
        select key, enterprise_no, former,
            regexp_replace(regexp_replace(key, $forms, ''), $places, '', 'g') as core from registered
    ),
    known as (select *, row_number() over () as place from cored),
    asked as (
        select name, key, regexp_replace(regexp_replace(key, $forms, ''), $places, '', 'g') as core from asked_name
    ),
    asked_sign as (
        select name, unnest(list_distinct(list_concat(
            list_transform(range(1, length(core) + 1), lambda i: substr(core, i, 1)),
            list_transform(range(1, length(core)), lambda i: substr(core, i, 2))))) as sign from asked
    ),
    known_sign as (
        select place, sign from (
            select place, unnest(list_distinct(list_concat(
                list_transform(range(1, length(core) + 1), lambda i: substr(core, i, 1)),
                list_transform(range(1, length(core)), lambda i: substr(core, i, 2))))) as sign from known
        ) where sign in (select sign from asked_sign)
    ),
    rare as (
        select sign, ln((select count(*) from known) * 1.0 / count(*)) + 0.01 as weight from known_sign group by sign
        having count(*) <= greatest($common, $share * (select count(*) from known))
    ),
    shared as (
        select a.name, k.place, sum(r.weight) as weight
        from asked_sign as a join rare as r using (sign) join known_sign as k using (sign) group by a.name, k.place
    ),
    ranked as (
        select *, row_number() over (partition by name order by weight desc, place) as rank from shared
    )
    select a.name, a.key, a.core, n.enterprise_id, n.enterprise, k.key, k.core, k.former
    from ranked as r join asked as a on a.name = r.name join known as k on k.place = r.place
    join name_of as n on n.enterprise_no = k.enterprise_no
    where r.rank <= $n"""


def _alike(key: str, core: str, known_key: str, known_core: str) -> tuple[float, str]:
    if key == known_key:
        return 1.0, "same"
    if core and core == known_core:
        return 0.97, "core"
    short, long = sorted((core, known_core), key=len)
    if len(short) >= 2 and short in long:
        return 0.8 + 0.15 * len(short) / len(long), "contained"
    return SequenceMatcher(None, core, known_core, autojunk=False).ratio(), "similar"


def _best(found: list[Candidate]) -> list[Candidate]:
    """Each firm once, by the name that is most alike."""
    best: dict[str, Candidate] = {}
    for each in sorted(found, key=lambda one: (-one.score, one.name, one.enterprise_id)):
        best.setdefault(each.enterprise_id, each)
    return list(best.values())[:SHOWN]
