"""One edition in all its forms: the same story written five times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from parkdash.review import Content, Edition
from parkdash.telling.model import Lines, Story
from parkdash.telling.story import story

Progress = Callable[[str, float], None]

# Format → module and function; each brings a library along that the others need not wait for.
WRITERS = {
    "xlsx": ("workbook", "to_workbook"),
    "pptx": ("slides", "to_slides"),
    "docx": ("briefing", "to_briefing"),
    "pdf": ("report", "to_report"),
    "html": ("page", "to_page"),
}
FORMATS = tuple(WRITERS)
WITH_LINES = ("xlsx", "html")  # the formats that list the lines behind figures
LINES_LISTED = 2_000  # of one figure; what is more is told


def pack(
    edition: Edition, content: Content, lines: Mapping[str, Lines], lang: str, formats: Sequence[str] = FORMATS,
    progress: Progress = lambda step, done: None,
) -> dict[str, bytes]:  # fmt: skip
    """Format → file. KeyError for a format that is none; NoChineseTypeface if a PDF cannot be set on this machine."""
    told, made = story(edition, content, lines, lang), {}
    for place, form in enumerate(formats):
        progress(form, place / len(formats))
        made[form] = written(told, form)
    progress("done", 1.0)
    return made


def written(told: Story, form: str) -> bytes:
    """The story in one form."""
    module, function = WRITERS[form]
    made: bytes = getattr(import_module(f"parkdash.packs.{module}"), function)(told)
    return made
