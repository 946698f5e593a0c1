"""Where there is nothing to show: why, and what to do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from parkdash.contracts import contracts
from parkdash.templates import template
from parkdash.text import text
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State, address
from parkdash.ui.view import View


def box(*lines: str) -> str:
    """An empty state as markup, from lines of markup; the first says why, the others what to do."""
    return f'<div class="pd-empty" role="status">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def no_data(lang: str) -> None:
    """The first visit: nothing was imported yet."""
    to_import = link(address("import", State(lang=lang)), esc(text("screen.empty.to_import", lang)))
    st.html(
        box(
            f"<strong>{esc(text('screen.empty.no_data', lang))}</strong>",
            to_import,
            esc(text("screen.empty.or_sample", lang)),
            "<code>python -m parkdash sample --out data/sample</code>",
            "<code>python -m parkdash import data/sample/*.xlsx</code>",
        )
    )


def outdated(lang: str) -> None:
    """The version was made by another release: what to run."""
    st.html(box(esc(text("screen.empty.outdated", lang)), "<code>python -m parkdash rebuild</code>"))


def no_page(lang: str) -> None:
    """The address leads nowhere: a mistyped link, or a page that there once was."""
    way = link(address("", State(lang=lang)), esc(text("screen.empty.to_overview", lang)))
    st.html(box(f"<strong>{esc(text('screen.empty.no_page', lang))}</strong>", way))


def no_version(lang: str, asked: State) -> None:
    """The link names a version that is not kept any more, or that cannot be read."""
    newest = link(address("", replace(asked, version=None)), esc(text("screen.frame.to_newest", lang)))
    st.html(box(esc(text("screen.empty.no_version", lang, version=asked.version or "")), newest))


def not_handed_in(view: View, tables: tuple[str, ...]) -> None:
    """None of the tables that a page rests on was ever handed in: which they are, whose, and their templates."""
    named = [contracts()[table] for table in tables]
    told = [
        view.text(
            "empty.whose", table=view.title(each.title), grain=view.title(each.grain), owner=view.title(each.owner)
        )
        for each in named
    ]
    to_import = link(address("import", State(lang=view.lang)), esc(view.text("empty.to_import")))
    why = f"<strong>{esc(view.text('empty.not_handed_in'))}</strong>"
    st.html(box(why, *(esc(line) for line in told), f"{esc(view.text('empty.by_template'))} {to_import}"))
    with st.container(horizontal=True):
        for each in named:
            title = view.title(each.title)
            words = text("import.download", view.lang, title=title)
            make = partial(template, each)
            st.download_button(words, make, f"{title}.xlsx", on_click="ignore", key=f"template_{each.table}")


def nothing(view: View, key: str = "nothing", **params: object) -> str:
    """Markup for a question without an answer; offers to drop the filters where there are any."""
    lines = [esc(view.text(f"empty.{key}", **params))]
    if view.state.filters:
        lines.append(esc(view.text("empty.filtered")))
    return box(*lines)
