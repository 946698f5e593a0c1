"""What telling says, as sentences of which every clause is a link to what proves it."""

from __future__ import annotations

import re
from collections.abc import Callable

from parkdash.telling.model import Clause, Told
from parkdash.text import text
from parkdash.ui.markup import esc, link
from parkdash.ui.view import Look

JOINT = re.compile(r"^[，；,;\s]*")  # what ties a clause to the one before it belongs to neither


Proof = Callable[[Look, Clause], str]


def proof(view: Look, clause: Clause) -> str:
    """Where a clause is proved: value → receipt, change → what changed, last year and target → the standard trend."""
    if clause.proof == "change":
        return view.href("changes", metric=clause.metric)
    return view.number_href(clause.metric, view="receipt" if clause.proof == "value" else "trend")


def clauses(view: Look, told: Told, proves: Proof = proof) -> str:
    """The figure in one sentence, as markup. `proves` says where a clause is proved; of a view its links stay at the
    version, days and filters."""
    return "".join(_clause(view, clause, proves) for clause in told.clauses) + esc(text("pack.stop", view.lang))


def _clause(view: Look, clause: Clause, proves: Proof) -> str:
    joint = JOINT.match(clause.text)
    place = joint.end() if joint else 0
    return esc(clause.text[:place]) + link(proves(view, clause), esc(clause.text[place:]), "pd-clause")
