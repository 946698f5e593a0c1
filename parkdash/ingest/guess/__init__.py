"""Which table a sheet is and which of its columns is what: guessed with evidence, or asked."""

from parkdash.ingest.guess.model import (
    NOT_TAKEN,
    Answers,
    Ground,
    Guess,
    Option,
    Question,
    Understanding,
)
from parkdash.ingest.guess.understand import understand

__all__ = ["NOT_TAKEN", "Answers", "Ground", "Guess", "Option", "Question", "Understanding", "understand"]
