"""The ledger: accepted files and batches, append-only. Versions are built from it and can always be built again."""

from parkdash.history import Rebuilt, VersionEntry, batches, pin, rebuild, silent, unpin, versions
from parkdash.ledger.accept import accept, preview
from parkdash.ledger.aside import Aside, build_aside, read_aside
from parkdash.ledger.conflicts import Conflict, conflicts
from parkdash.ledger.given import Given, Overtaken, Refused, Terms
from parkdash.ledger.origin import source_row
from parkdash.ledger.publishing import Accepted
from parkdash.ledger.undo import NotInForce, redo, undo

__all__ = [
    "Accepted",
    "Aside",
    "Conflict",
    "Given",
    "NotInForce",
    "Overtaken",
    "Rebuilt",
    "Refused",
    "Terms",
    "VersionEntry",
    "accept",
    "batches",
    "build_aside",
    "conflicts",
    "pin",
    "preview",
    "read_aside",
    "rebuild",
    "redo",
    "silent",
    "source_row",
    "undo",
    "unpin",
    "versions",
]
