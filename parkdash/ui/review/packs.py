"""An edition's pack: made with one click, then five files to take along. That of a frozen edition is made once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from parkdash import jobs, packing
from parkdash.home import Progress
from parkdash.jobs import Job
from parkdash.office import Unreachable
from parkdash.packs.pack import FORMATS
from parkdash.review import Edition, NoEdition
from parkdash.ui import format, progress
from parkdash.ui.markup import esc
from parkdash.ui.review.reading import Reading
from parkdash.ui.view import home

TYPESET = "pdf"  # needs a typeface of this machine; the others do without
REASONS = ((NoEdition, "no_edition"), (Unreachable, "pack_unwritten"))


def offer(look: Reading) -> None:
    """Draw the files, or the button that has them made, or how far that is."""
    st.html(f'<h2 class="pd-h">{esc(look.say("pack"))}</h2>')
    job = jobs.find(_subject(look))
    if job is not None and not progress.is_over(job):
        progress.watch(job.subject, lambda running: _doing(running, look), look.lang)
        return
    if job is not None and job.state != "done":
        reason = next((name for kind, name in REASONS if isinstance(job.error, kind)), "pack_broken")
        progress.came_to_nothing(job, look.say(reason), look.lang)
        return
    made = job.result() if job is not None else {}
    files = {form: found for form in FORMATS if (found := _file(look, form, made)) is not None}
    if files:
        _downloads(look, files)
    if TYPESET in files:
        return
    if files:
        _no_typeface(look)
    elif look.edition.state == "draft":
        st.html(f'<p class="pd-soft">{esc(look.say("pack_draft"))}</p>')
    if st.button(look.say("pack_again" if files else "pack_make"), width="stretch", key="pack_make"):
        _start(look)
        st.rerun()


def _file(look: Reading, form: str, made: Mapping[str, bytes]) -> bytes | Path | None:
    """One file: of a frozen edition the one that is kept, of a draft what was just made; None if there is none."""
    if look.edition.state == "draft":
        return made.get(form)
    kept = packing.kept_file(home(), look.edition, form, look.lang)
    return kept if kept.exists() else None


def _downloads(look: Reading, files: Mapping[str, bytes | Path]) -> None:
    draft = look.say("pack_is_draft") if look.edition.state == "draft" else ""
    for form, found in files.items():
        size = len(found) if isinstance(found, bytes) else found.stat().st_size
        label = look.say("pack_file", title=look.say(f"form.{form}"), form=form.upper(), size=format.size(size))
        name = look.say("pack_name", edition=look.edition.id, day=format.day(look.at), draft=draft)
        content = found if isinstance(found, bytes) else partial(found.read_bytes)
        st.download_button(
            label, content, f"{name}.{form}", on_click="ignore", key=f"pack_{form}", width="stretch"
        )  # fmt: skip
    if draft:
        st.html(f'<p class="pd-warning" role="note">▲ {esc(look.say("pack_draft"))}</p>')


def _no_typeface(look: Reading) -> None:
    """The one file that this machine cannot make, and what would have to be installed."""
    from parkdash.packs.report import CHINESE  # brings the typesetter along, which no other page needs

    said = look.say("no_typeface", names=look.text("card.comma").join(CHINESE))
    st.html(f'<p class="pd-warning" role="note">▲ {esc(said)}</p>')


def _start(look: Reading) -> None:
    """Have the pack made in a thread; asked for twice it is made once."""
    work = partial(_made, home(), look.edition, look.lang)
    jobs.start(_subject(look), "pack", work)


def _made(place: Path, edition: Edition, lang: str, say: Progress) -> dict[str, bytes]:
    """Make all five; of a draft they are given back, as it may still change. Without a typeface there are four."""
    if edition.state != "draft":
        _written(place, edition, lang, None, say)
        return {}
    with TemporaryDirectory() as folder:
        paths = _written(place, edition, lang, Path(folder), say)
        return {form: path.read_bytes() for form, path in paths.items()}


def _written(place: Path, edition: Edition, lang: str, out: Path | None, say: Progress) -> dict[str, Path]:
    from parkdash.packs.report import NoChineseTypeface

    try:
        return packing.packed(place, edition.id, FORMATS, lang, out, say)
    except NoChineseTypeface:
        others = [form for form in FORMATS if form != TYPESET]
        return packing.packed(place, edition.id, others, lang, out, say)


def _subject(look: Reading) -> str:
    return f"pack {look.edition.id} {look.edition.content_hash} {look.lang} of {home().absolute()}"


def _doing(job: Job, look: Reading) -> str:
    form = job.step if job.step in FORMATS else FORMATS[-1]
    return look.say("packing", form=form.upper(), share=f"{job.share * 100:.0f}")
