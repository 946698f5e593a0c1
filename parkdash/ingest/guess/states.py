"""Columns that say of each row whether it holds: lists that keep what was revoked or is only proposed."""

from __future__ import annotations

import re

from parkdash.ingest.guess import asking
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.model import Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import key, spoken

FEW = 30  # different texts; a column of states has no more


def open_states(study: Study, view: Fitted | None) -> Question | None:
    """The question that is open where rows of the sheet do not hold and the table would take them as if they did."""
    if view is None or view.contract.time["kind"] not in ("interval", "event"):
        return None
    if f"states:{study.sheet.name}" in study.answers or _has_its_end(view):
        return None
    taken = {header for fit in view.fits.values() for header in fit.source.headers}
    for source in study.sources:
        if taken & set(source.headers) or not _tells_states(source):
            continue
        ended = [text for text in source.sample if re.search(spoken()["states"]["ended"], text, re.IGNORECASE)]
        if ended:
            rows = sum(source.sample[text] for text in ended)
            return asking.what_of_states(study.sheet, view.contract, source, ended, rows)
    return None


def _has_its_end(view: Fitted) -> bool:
    """True if another column says when a row ceased to hold: the day of revocation, else the last day."""
    names = [column.name for column in view.contract.columns]
    return ("revoked_on" if "revoked_on" in names else view.contract.time.get("until")) in view.fits


def _tells_states(source: Source) -> bool:
    names = {key(name) for name in spoken()["states"]["headers"]}
    return source.distinct <= FEW and any(key(source.label).endswith(name) for name in names)
