"""What telling says, as sentences of which every clause is a link to what proves it."""

from __future__ import annotations

import re

from parkdash.telling.model import Clause, Told
from parkdash.text import text
from parkdash.ui.markup import esc, link
from parkdash.ui.view import View

JOINT = re.compile(r"^[，；,;\s]*")  # what ties a clause to the one before it belongs to neither


def clauses(view: View, told: Told) -> str:
    """The figure in one sentence, as markup. Links stay at the view's version, days and filters."""
    return "".join(_clause(view, clause) for clause in told.clauses) + esc(text("pack.stop", view.lang))


def proof(view: View, clause: Clause) -> str:
    """Where a clause is proved: value → receipt, change → what changed, last year and target → the standard trend."""
    if clause.proof == "change":
        return view.href("changes", metric=clause.metric)
    return view.number_href(clause.metric, view="receipt" if clause.proof == "value" else "trend")


def _clause(view: View, clause: Clause) -> str:
    joint = JOINT.match(clause.text)
    place = joint.end() if joint else 0
    return esc(clause.text[:place]) + link(proof(view, clause), esc(clause.text[place:]), "pd-clause")
