"""Everything that is wrong with the files, kind by kind, errors first; the workbook back with the reasons in it; and
whether rows without errors are taken all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from parkdash.ingest import Issue
from parkdash.intake import drafts
from parkdash.intake.model import Draft, Study
from parkdash.intake.quality import places
from parkdash.text import text
from parkdash.ui import empty
from parkdash.ui.intake import candidates, giveback
from parkdash.ui.intake.steps import at_step, may_preview
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

SHOWN = 100  # of one kind
OPEN_AT_FIRST = 2


@dataclass(frozen=True)
class Group:
    """Issues of one code: (file, issue), errors before warnings."""

    code: str
    issues: tuple[tuple[str, Issue], ...]

    @property
    def severity(self) -> str:
        return "error" if any(issue.severity == "error" for _, issue in self.issues) else "warning"

    @property
    def count(self) -> int:
        """How many places: issues that only count others say how many."""
        return sum(places(issue) for _, issue in self.issues)


def show(draft: Draft, found: Study, lang: str) -> None:
    """Draw the choice, the way back to the clerk, and the issues."""
    told = [(file.name, issue) for file in found.files for issue in file.issues]
    if not told:
        st.html(
            empty.box(esc(text("import.no_issues", lang)), link(at_step("preview"), esc(text("import.next", lang))))
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if found.errors:
            _choice(draft, lang)
        giveback.offer(draft, found, lang)
    candidates.choose(draft, found, lang)
    _issues(told, lang)
    if may_preview(draft, found):
        st.html(link(at_step("preview"), esc(text("import.next", lang)), "pd-next"))


def _choice(draft: Draft, lang: str) -> None:
    """Whether rows without errors are taken."""
    st.radio(
        text("import.with_errors", lang), [False, True], index=int(draft.partial), key="import_partial",
        format_func=lambda partial: text("import.take_good" if partial else "import.refuse_all", lang),
        on_change=_chosen, args=(draft,),
    )  # fmt: skip


def _chosen(draft: Draft) -> None:
    partial = st.session_state["import_partial"]
    drafts.change(home(), draft.id, lambda newest: replace(newest, partial=partial))


def _issues(told: list[tuple[str, Issue]], lang: str) -> None:
    files = list(dict.fromkeys(name for name, _ in told))
    places = list(dict.fromkeys((name, issue.sheet) for name, issue in told))
    chosen: tuple[str, str] | None = None
    if len(places) > 1:
        chosen = st.selectbox(
            text("import.only_where", lang), places, index=None, key="issues_where",
            placeholder=text("import.everywhere", lang), label_visibility="collapsed",
            format_func=lambda place: f"{place[0]} › {place[1]}" if len(files) > 1 else place[1],
        )  # fmt: skip
    kept = [one for one in told if chosen is None or (one[0], one[1].sheet) == chosen]
    groups = grouped(kept)
    html = [_group(group, number < OPEN_AT_FIRST, len(files) > 1, lang) for number, group in enumerate(groups)]
    st.html("".join(html))


def grouped(told: list[tuple[str, Issue]]) -> list[Group]:
    """By code, errors first, the most frequent first."""
    by_code: dict[str, list[tuple[str, Issue]]] = {}
    for name, issue in told:
        by_code.setdefault(issue.code, []).append((name, issue))
    groups = [Group(code, tuple(issues)) for code, issues in by_code.items()]
    return sorted(groups, key=lambda group: (group.severity != "error", -group.count))


def _group(group: Group, opened: bool, several: bool, lang: str) -> str:
    severity = text(f"import.{group.severity}", lang)
    mark = "■" if group.severity == "error" else "▲"
    badge = f'<span class="pd-{group.severity}">{mark} {esc(severity)}</span>'
    first = group.issues[0][1].text(lang)
    if group.count == 1:
        name, issue = group.issues[0]
        place = " › ".join(part for part in (name if several else "", issue.sheet) if part)
        return f'<p class="pd-issues pd-single">{badge} {span("pd-soft", esc(place))} {esc(first)}</p>'
    names = ("file", "sheet", "row", "column", "problem") if several else ("sheet", "row", "column", "problem")
    heads = [Head(text(f"import.{name}", lang)) for name in names]
    rows = []
    for name, issue in group.issues[:SHOWN]:
        cells = [esc(issue.sheet), str(issue.row or "—"), esc(issue.column or None), esc(issue.text(lang))]
        rows.append([esc(name), *cells] if several else cells)
    said = f"{badge} {esc(counted(group, first, lang))}"
    rest = group.count - len(rows)
    more = f'<p class="pd-soft">{esc(text("import.more_issues", lang, n=rest))}</p>' if rest > 0 else ""
    body = f'<div class="pd-tight">{table(first, heads, rows)}</div>{more}'
    return f'<details class="pd-issues"{" open" if opened else ""}><summary>{said}</summary>{body}</details>'


def counted(group: Group, first: str, lang: str) -> str:
    """12 处：第 3 行……"""
    return text("import.places", lang, n=f"{group.count:,}", first=first)
