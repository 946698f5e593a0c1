"""Import: choose files, see everything that is wrong with them and what they would change, then take them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from parkdash.access import own_scope
from parkdash.batch import TableCount
from parkdash.contracts import contracts
from parkdash.home import BuildFailed, Busy, RebuildNeeded, read_pointer
from parkdash.ingest import Intake, Issue, Mapping, Unreadable, mapping_of, read
from parkdash.ledger import accept, preview
from parkdash.templates import template
from parkdash.text import text
from parkdash.ui import empty
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home
from parkdash.warehouse import refresh

T = TypeVar("T")
Files = list[tuple[str, bytes, Intake]]
ISSUES_SHOWN = 500
TYPES = ["xlsx", "xls", "ods", "csv"]


def templates(lang: str) -> None:
    """The empty workbooks, one for each table."""
    titles = {contract.title[lang]: name for name, contract in contracts().items()}
    with st.expander(text("screen.import.templates", lang)):
        chosen = st.selectbox(
            text("screen.import.table", lang), list(titles), index=None, key="template",
            placeholder=text("screen.import.which", lang), label_visibility="collapsed",
        )  # fmt: skip
        if chosen:
            contract = contracts()[titles[chosen]]
            label = text("screen.import.download", lang, title=chosen)
            st.download_button(label, lambda: template(contract), f"{chosen}.xlsx", on_click="ignore")


def show(lang: str) -> None:
    """The whole way of a file into the data."""
    if not own_scope().sees_everything:
        st.html(empty.box(esc(text("screen.import.not_for_you", lang))))
        return
    if taken := st.session_state.pop("import_done", None):
        _taken(taken, lang)
    turn = st.session_state.setdefault("import_turn", 0)
    _words_of_the_uploader(lang)
    given = st.file_uploader(
        text("screen.import.files", lang), type=TYPES, accept_multiple_files=True, key=f"import_files_{turn}"
    )
    with st.expander(text("screen.import.mapping", lang)):
        st.html(f'<p class="pd-soft">{esc(text("screen.import.mapping_note", lang))}</p>')
        mapping_file = st.file_uploader(
            text("screen.import.mapping_file", lang), type=["toml"], key=f"import_map_{turn}"
        )
    if not given:
        st.html(empty.box(esc(text("screen.import.empty", lang)), esc(text("screen.import.empty_next", lang))))
        return
    mapping_text = mapping_file.getvalue().decode("utf-8", errors="replace") if mapping_file else None
    uploaded = (*(file.file_id for file in given), mapping_text)
    files = _once("import_read", uploaded, lambda: _read([(f.name, f.getvalue()) for f in given], mapping_text, lang))
    if files is not None:
        _judge(files, mapping_text, uploaded, lang)


def _once(name: str, key: object, make: Callable[[], T]) -> T:
    """What `make` gives, kept in the session for as long as the same files lie there: reading them takes its time."""
    kept = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = st.session_state[name] = (key, make())
    value: T = kept[1]
    return value


def _words_of_the_uploader(lang: str) -> None:
    """Streamlit has no option for the uploader's own words; its button keeps its name for screen readers."""
    words = {name: text(f"screen.import.{name}", lang) for name in ("browse", "limit")}
    zone, css = '[data-testid="stFileUploaderDropzone"]', "font-size: 0.9rem;"
    button, limit = f"{zone} button p", f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span'
    st.html(
        f"<style>{button}, {limit} {{ font-size: 0; }}"
        f'{button}::after {{ content: "{words["browse"]}"; {css} }}'
        f'{limit}::after {{ content: "{words["limit"]}"; {css} }}</style>'
    )


def _read(given: list[tuple[str, bytes]], mapping_text: str | None, lang: str) -> Files | None:
    files, unreadable = [], []
    try:
        mapping: Mapping | None = mapping_of(mapping_text) if mapping_text else None
    except Unreadable as problem:
        st.html(_alert(problem.text(lang)))
        return None
    for name, content in given:
        try:
            files.append((name, content, read(content, name, mapping)))
        except Unreadable as problem:
            said = problem.text(lang)
            unreadable.append(said if name in said else f"{name}: {said}")
    if unreadable:
        st.html("".join(_alert(line) for line in unreadable))
        return None
    return files


def _alert(line: str) -> str:
    return f'<p class="pd-error" role="alert">{esc(line)}</p>'


def _judge(files: Files, mapping_text: str | None, uploaded: tuple, lang: str) -> None:
    found = [(name, issue) for name, _, intake in files for issue in intake.issues]
    errors = sum(issue.severity == "error" for _, issue in found)
    if found:
        st.html(issues_table(found, errors, lang))
    if errors:
        st.html(_alert(text("screen.import.refused", lang, n=errors)))
        return
    pointer = read_pointer(home())
    try:
        counts = _once("import_counts", (uploaded, pointer), lambda: _preview(files, lang))
    except (Busy, RebuildNeeded, BuildFailed) as problem:
        st.html(_alert(_why_not(problem, lang)))
        return
    st.html(counts_table(counts, lang))
    if not any(count.new or count.changed for count in counts.values()):
        st.html(empty.box(esc(text("screen.import.nothing_new", lang))))
        return
    _accept(files, mapping_text, lang)


def _preview(files: Files, lang: str) -> dict[str, TableCount]:
    """What taking the files would change, with the progress shown meanwhile."""
    bar = st.progress(0.0, text("screen.import.checking", lang))
    try:
        return preview(home(), files, progress=lambda step, done: _show(bar, step, done, lang))
    finally:
        bar.empty()


def _show(bar: st.delta_generator.DeltaGenerator, step: str, done: float, lang: str) -> None:
    bar.progress(min(max(done, 0.0), 1.0), text("screen.import.progress", lang, share=f"{done * 100:.0f}"))


def issues_table(found: list[tuple[str, Issue]], errors: int, lang: str) -> str:
    """Every problem at once: where it is, and what to do."""
    heads = [
        Head(text(f"screen.import.{name}", lang)) for name in ("severity", "file", "sheet", "row", "column", "problem")
    ]
    rows = [
        [
            _severity(issue, lang),
            esc(name), esc(issue.sheet), str(issue.row or "—"), esc(issue.column or None), esc(issue.text(lang)),
        ]
        for name, issue in found[:ISSUES_SHOWN]
    ]  # fmt: skip
    title = text("screen.import.issues", lang, errors=errors, warnings=len(found) - errors)
    return f'<h2 class="pd-h">{esc(title)}</h2>' + table(title, heads, rows)


def _severity(issue: Issue, lang: str) -> str:
    css = "pd-error" if issue.severity == "error" else "pd-warning"
    return f'<span class="{css}">{esc(text(f"screen.import.{issue.severity}", lang))}</span>'


def counts_table(counts: dict[str, TableCount], lang: str) -> str:
    """What the files would bring, table by table."""
    names = ("table", "rows", "new", "changed", "unchanged")
    heads = [Head(text(f"screen.import.{name}", lang), right=name != "table") for name in names]
    rows = [
        [
            esc(contracts()[name].title[lang]),
            *(f"{n:,}" for n in (count.rows, count.new, count.changed, count.unchanged)),
        ]
        for name, count in counts.items()
    ]
    title = text("screen.import.counts", lang)
    return f'<h2 class="pd-h">{esc(title)}</h2>' + table(title, heads, rows)


def _accept(files: Files, mapping_text: str | None, lang: str) -> None:
    with st.form("accept", border=False):
        who = st.text_input(
            text("screen.import.who", lang), key="import_who", value=os.environ.get("PARKDASH_USER", "")
        )
        why = st.text_input(
            text("screen.import.why", lang), key="import_why", placeholder=text("screen.import.why_like", lang)
        )
        agreed = st.form_submit_button(text("screen.import.accept", lang), type="primary")
    if not agreed:
        return
    bar = st.progress(0.0)
    try:
        done = accept(
            home(), files, mapping_text, who.strip(), why.strip(), lambda step, share: _show(bar, step, share, lang)
        )
    except (Busy, RebuildNeeded, BuildFailed) as problem:
        st.html(_alert(_why_not(problem, lang)))
        return
    refresh(home())
    st.session_state["import_done"] = (done.batch.id if done.batch else "", done.version)
    st.session_state["import_turn"] += 1
    for kept in ("import_read", "import_counts"):
        st.session_state.pop(kept, None)
    st.rerun()


def _why_not(problem: Exception, lang: str) -> str:
    return text(f"screen.import.{'failed' if isinstance(problem, BuildFailed) else 'busy'}", lang)


def _taken(done: tuple[str, int], lang: str) -> None:
    batch, version = done
    said = esc(text("screen.import.taken", lang, batch=batch, version=version))
    onward = link(address("", State(lang=lang)), esc(text("screen.import.look", lang)))
    st.html(f'<div class="pd-note" role="status">{said} {onward}</div>')
