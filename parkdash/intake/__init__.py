"""From files handed in to a batch: tries, sources, study, preview, taking. docs/intake.md tells the whole way."""

from parkdash.intake.model import Cell, Change, Draft, DraftFile, Effect, Preview, Seen, Studied, Study
from parkdash.intake.preview import Changes, changes, preview
from parkdash.intake.study import study
from parkdash.intake.take import take

__all__ = [
    "Cell",
    "Change",
    "Changes",
    "Draft",
    "DraftFile",
    "Effect",
    "Preview",
    "Seen",
    "Studied",
    "Study",
    "changes",
    "preview",
    "study",
    "take",
]
