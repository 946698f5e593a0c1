"""An edition's pack in the data home: made once, kept, and served from there the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from parkdash.home import Home, write_whole
from parkdash.packs.pack import LINES_LISTED, WITH_LINES, pack
from parkdash.review import Content, Edition, load
from parkdash.review.editions import kept_lines
from parkdash.telling.model import Lines

Progress = Callable[[str, float], None]
HASH_IN_NAME = 12


class NotKept(ValueError):
    """A draft may still change or be thrown away: its pack is made for who asks, and not kept."""


def packed(
    home: Path, id: int, formats: Sequence[str], lang: str, out: Path | None = None,
    progress: Progress = lambda step, done: None,
) -> dict[str, Path]:  # fmt: skip
    """Format → file, in `out` if given, else in the data home. Whether the reader may open the edition is for the
    caller to ask. NoEdition if there is none, NotKept for a draft without `out`."""
    edition, content = load(home, id)
    if edition.state == "draft" and out is None:
        raise NotKept(str(id))
    kept = {form: kept_file(home, edition, form, lang) for form in formats}
    waiting = [form for form in formats if edition.state == "draft" or not kept[form].exists()]
    made: dict[str, bytes] = {}
    if waiting:
        lines = _lines(home, edition, content) if set(waiting) & set(WITH_LINES) else {}
        made = pack(edition, content, lines, lang, waiting, progress)
    if edition.state != "draft":
        Home(home).packs.mkdir(parents=True, exist_ok=True)
        for form, whole in made.items():
            write_whole(kept[form], whole)
    if out is None:
        return kept
    out.mkdir(parents=True, exist_ok=True)
    for form in formats:
        write_whole(out / kept[form].name, made[form] if form in made else kept[form].read_bytes())
    return {form: out / kept[form].name for form in formats}


def kept_file(home: Path, edition: Edition, form: str, lang: str) -> Path:
    """Where the pack of an edition lies once it is made: the hash in the name tells of what it speaks."""
    language = "" if lang == "zh" else f".{lang}"
    return Home(home).packs / f"{edition.id}-{edition.content_hash[:HASH_IN_NAME]}{language}.{form}"


def _lines(home: Path, edition: Edition, content: Content) -> dict[str, Lines]:
    """The first lines behind every figure that has any, one figure after the other."""
    found = {}
    for metric, figure in content.figures.items():
        if not figure.parts:
            lines = kept_lines(home, edition.id, metric)
            found[metric] = Lines(tuple(lines[:LINES_LISTED]), len(lines))
    return found
