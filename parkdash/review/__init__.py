"""The weekly review: editions that never change, and what has changed since."""

from parkdash.review.causes import Cause
from parkdash.review.content import Content, Figure, contents, number_from
from parkdash.review.editions import (
    Edition,
    NoEdition,
    NotADraft,
    NotAlike,
    drop,
    editions,
    in_order,
    last_frozen,
    load,
    open_editions,
    open_to,
    opens_any,
    told_to,
    verify,
    within,
)
from parkdash.review.preparing import draft, freeze
from parkdash.review.restated import Restatement, restated

__all__ = [
    "Cause", "Content", "Edition", "Figure", "NoEdition", "NotADraft", "NotAlike", "Restatement", "contents", "draft",
    "drop", "editions", "freeze", "in_order", "last_frozen", "load", "number_from", "open_editions", "open_to",
    "opens_any", "restated", "told_to", "verify", "within",
]  # fmt: skip
