"""How the rows are taken: beside what is there, in place of a period, or as the whole ledger; a sentence for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import streamlit as st

from parkdash.batch import CHINA, UPDATE, Mode
from parkdash.contracts import contracts
from parkdash.intake import drafts, modes
from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.intake.origin import current
from parkdash.ui.markup import alert
from parkdash.ui.state import read_day
from parkdash.ui.view import home
from parkdash.warehouse import period_column


def choose(draft: Draft, found: Study, lang: str) -> None:
    """A fold with the ways of each table; closed while all of them are the usual one, which is said."""
    tables = list(dict.fromkeys(name for file in found.files if file.intake for name in file.intake.tables))
    chosen = {name: draft.modes.get(name, UPDATE) for name in tables}
    same = {mode.kind for mode in chosen.values()}
    title = text(f"import.way_is_{same.pop()}" if len(same) == 1 else "import.way_is_mixed", lang)
    has_source = current(draft, found) is not None
    with st.expander(title):
        for name in tables:
            _table(draft, found, name, chosen[name], has_source, lang)


def _table(draft: Draft, found: Study, name: str, now: Mode, has_source: bool, lang: str) -> None:
    options = possible(name, has_source)
    place = next((number for number, mode in enumerate(options) if _alike(mode, now)), 0)
    key = f"way_{name}"
    st.radio(
        contracts()[name].title[lang], range(len(options)), index=place, key=key,
        format_func=lambda number: _said(found, name, options[number], lang),
        on_change=_chosen, args=(draft, name, options, key),
    )  # fmt: skip
    if now.kind == "whole":
        _last_day(draft, name, now, lang)


def possible(name: str, has_source: bool) -> list[Mode]:
    """Every way that a table can be taken in."""
    found = [UPDATE]
    kinds = modes.kinds_for(name)
    periods = bool(period_column(contracts()[name]))
    if "part" in kinds:
        found += [Mode("part", own=False, months=())] if periods else []
        found += [Mode("part", own=True, months=() if periods else None)] if has_source else []
    if "whole" in kinds:
        found += [Mode("whole", own=own, last_day=yesterday()) for own in ((False, True) if has_source else (False,))]
    return found


def yesterday() -> date:
    """What is missing from a whole ledger ended by the day before it came, unless somebody says otherwise."""
    return (datetime.now(CHINA) - timedelta(days=1)).date()


def _alike(one: Mode, other: Mode) -> bool:
    return (one.kind, one.own) == (other.kind, other.own)


def _said(found: Study, name: str, mode: Mode, lang: str) -> str:
    """One sentence of what will happen."""
    own = "_own" if mode.own else ""
    if mode.kind == "part" and mode.months is not None:
        form = "%Y" if contracts()[name].time["kind"] == "year" else "%Y-%m"
        named = text("screen.card.comma", lang).join(month.strftime(form) for month in months(found, name))
        return text(f"import.way_part{own}", lang, months=named)
    return text(f"import.way_{mode.kind}{own}" if mode.kind != "part" else "import.way_part_all", lang)


def months(found: Study, name: str) -> list[date]:
    """The months that the files speak of."""
    parts = [file.intake.tables[name] for file in found.files if file.intake and name in file.intake.tables]
    return sorted({month for rows in parts for month in modes.months_in(name, rows)})


def _chosen(draft: Draft, name: str, options: list[Mode], key: str) -> None:
    _keep(draft, name, options[st.session_state[key]])


def _keep(draft: Draft, name: str, mode: Mode) -> None:
    drafts.change(home(), draft.id, lambda newest: replace(newest, modes={**newest.modes, name: mode}))


def _last_day(draft: Draft, name: str, now: Mode, lang: str) -> None:
    """The last day on which what the ledger no longer has was there."""
    key = f"way_day_{name}"
    shown = format.day(now.last_day or yesterday())
    typed = st.text_input(text("import.way_day", lang), shown, key=key, placeholder="2026-10-31")
    if typed == shown:
        return
    day = read_day(typed)
    if day is None:
        st.html(alert(text("screen.filter.bad_day", lang)))
        return
    _keep(draft, name, replace(now, last_day=day))
    st.rerun()
