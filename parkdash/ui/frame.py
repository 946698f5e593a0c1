"""What surrounds every page: navigation, heading with the as-of day and the version, filter bar, notes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

import streamlit as st

from parkdash import metrics
from parkdash.access import own_scope
from parkdash.home import NoVersion
from parkdash.text import text
from parkdash.ui import empty, filters, format, landing
from parkdash.ui.markup import esc, link, span
from parkdash.ui.state import State, address
from parkdash.ui.view import OPEN, View, is_sample, keep_address, language, state, view
from parkdash.warehouse import Damaged, Outdated, Thinned

HERE = Path(__file__).parent


class Entry(NamedTuple):
    """One page: its section ("" for a page reached by links only), url path, script, and whether filters apply."""

    section: str
    path: str
    script: str
    filtered: bool = True
    needs_data: bool = True
    for_firms: bool = False  # listed for those only who may see single firms
    stored: bool = False  # shows what was written down: opens whatever has become of the data since
    tables: tuple[str, ...] = ()  # without a row in any of these the page says what is to be imported


PAGES = (
    Entry("overview", "", "pages/overview/overview.py"),
    Entry("enterprises", "tiers", "pages/enterprises/tiers.py", tables=("recognition",)),
    Entry(
        "enterprises", "cultivation", "pages/enterprises/cultivation.py", tables=("cultivation_pool", "annual_report")
    ),
    Entry("enterprises", "enterprises", "pages/enterprises/enterprises.py"),
    Entry("enterprises", "lifecycle", "pages/enterprises/lifecycle.py", tables=("admission", "residency")),
    Entry("enterprises", "economy", "pages/enterprises/economy.py", tables=("monthly_report",)),
    Entry("enterprises", "chains", "pages/enterprises/chains.py", filtered=False, tables=("chain_link",)),
    Entry("factors", "talent", "pages/factors/talent.py", tables=("talent", "talent_title", "vacancy")),
    Entry("factors", "financing", "pages/factors/financing.py", tables=("financing", "fund")),
    Entry("factors", "space", "pages/factors/space.py", tables=("carrier", "carrier_space", "lease", "rent")),
    Entry(
        "factors", "platforms", "pages/factors/platforms.py", tables=("platform", "title_application", "platform_plan")
    ),
    Entry("factors", "market", "pages/factors/market.py", tables=("market_listing", "tech_contract", "tech_expert")),
    Entry("service", "pipeline", "pages/investment/pipeline.py", tables=("project", "project_stage")),
    Entry("service", "enclaves", "pages/investment/enclaves.py", tables=("enclave_pair",)),
    Entry(
        "service",
        "services",
        "pages/serving/service_desk.py",
        tables=("service_request", "service_visit", "service_assignment"),
    ),
    Entry("service", "outreach", "pages/serving/outreach.py", tables=("outreach_month", "question", "foreign_contact")),
    Entry("service", "policy", "pages/serving/policy.py", tables=("policy_payout", "voucher")),
    Entry("service", "events", "pages/serving/events.py", tables=("park_event", "training", "partner")),
    Entry(
        "review", "meeting", "pages/review/meeting.py", filtered=False, needs_data=False, stored=True, for_firms=True
    ),
    Entry("review", "actions", "pages/review/actions.py", filtered=False, for_firms=True),
    Entry("review", "changes", "pages/review/changes.py"),
    Entry("review", "editions", "pages/review/editions.py", filtered=False, needs_data=False, stored=True),
    Entry("data", "import", "pages/data/import.py", filtered=False, needs_data=False),
    Entry("data", "batches", "pages/data/batches.py", filtered=False, needs_data=False),
    Entry("data", "quality", "pages/data/quality.py", for_firms=True),
    Entry("data", "targets", "pages/data/targets.py", tables=("target", "milestone")),
    Entry("data", "benchmarks", "pages/data/benchmarks.py", tables=("published_figure",)),
    Entry("data", "metrics", "pages/data/metrics.py"),
    Entry("data", "guide", "pages/data/guide.py", filtered=False, needs_data=False),
    Entry("", "number", "pages/overview/number.py"),
    Entry("", "enterprise", "pages/enterprises/enterprise.py", filtered=False),
    Entry("", "project", "pages/investment/project.py", filtered=False),
    Entry("", "source", "pages/data/source.py", filtered=False),
    Entry("", "edition", "pages/review/edition.py", filtered=False, needs_data=False, stored=True),
)
NOWHERE = Entry("", "nowhere", "pages/overview/nowhere.py", filtered=False, needs_data=False, stored=True)
IN_VAIN = "asked_in_vain"
SECTIONS = ("overview", "enterprises", "factors", "service", "review", "data")  # one without a page is not shown
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def name_of(entry: Entry) -> str:
    """The key of the page's title among the texts."""
    return entry.path or "overview"


def entry_of(path: str) -> Entry:
    """The page with this url path; the one that says so where there is none."""
    return next((entry for entry in PAGES if entry.path == path), NOWHERE)


def asked_in_vain() -> str:
    """The last part of the address in the browser if no page has it, else what was last asked in vain: Back leads
    there, and knows known pages only. "" if nothing was."""
    last = unquote(urlsplit(st.context.url or "").path).rstrip("/").rpartition("/")[2]
    if entry_of(last) is NOWHERE:
        st.session_state[IN_VAIN] = last
    return str(st.session_state.get(IN_VAIN, ""))


def pages(lang: str, unknown: str = "") -> dict[str, list[st.Page]]:
    """The pages for `st.navigation`, by section; those reached by links only are hidden.

    An `unknown` path gets a page for this reader alone: without one Streamlit says in English that there is none. Where
    that path is only the folder in which a proxy keeps the dashboard, nobody comes upon it.
    """
    shown_ones = [name for name in SECTIONS if any(entry.section == name for entry in PAGES)]
    found: dict[str, list[st.Page]] = {text(f"screen.section.{name}", lang): [] for name in shown_ones}
    for entry in PAGES:
        section = found[text(f"screen.section.{entry.section or 'overview'}", lang)]
        title = text(f"screen.page.{name_of(entry)}", lang)
        shown: Literal["visible", "hidden"] = "visible" if entry.section else "hidden"
        page = st.Page(entry.script, title=title, url_path=entry.path or None, default=not entry.path, visibility=shown)
        section.append(page)
    if unknown:
        title = text(f"screen.page.{name_of(NOWHERE)}", lang)
        section.append(st.Page(NOWHERE.script, title=title, url_path=unknown, visibility="hidden"))
    return found


def draw(path: str) -> bool:
    """Draw the frame around the page at `path`; False if there is nothing that the page could show, and why is said."""
    keep_address()
    asked, entry = state(), entry_of(path)
    lang = language(asked)
    st.html(HERE / "style.css")
    keys = "".join((HERE / name).read_text(encoding="utf-8") for name in ("links.js", "keys.js"))
    script = f"{keys}{_speaks(lang)}{_opening()}"
    st.html(f"{_skip_link(lang)}<script>{script}</script>", unsafe_allow_javascript=True)
    if entry.stored:
        _navigation(entry, asked, lang)
        _heading(entry, asked, lang, None)
        return True
    try:
        look = view()
    except NoVersion:
        _navigation(entry, asked, lang)
        _heading(entry, asked, lang, None)
        if entry.needs_data:
            empty.no_data(lang)
        return not entry.needs_data
    except Outdated:
        _navigation(entry, asked, lang)
        _heading(entry, asked, lang, None)
        empty.outdated(lang)
        return False
    except (Thinned, Damaged):
        _navigation(entry, replace(asked, version=None), lang)
        _heading(entry, asked, lang, None)
        empty.no_version(lang, asked)
        return False
    _navigation(entry, look._pinned(asked) if asked.version else asked, lang)
    _heading(entry, asked, lang, look)
    if look.version.number != look.newest:
        _other_version(look, entry)
    if entry.tables and not look.ask(metrics.handed_in, entry.tables):
        empty.not_handed_in(look, entry.tables)
        return False
    if entry.filtered:
        filters.bar(look, entry.path)
    return True


def _speaks(lang: str) -> str:
    """The page's language, for screen readers and fonts: Streamlit's own page says English."""
    return f"document.documentElement.lang = {json.dumps(LANGUAGES[lang])};"


def _skip_link(lang: str) -> str:
    """The words of Streamlit's link past the navigation, for which it has no option."""
    link_, words = '[data-testid="stSkipToContent"]', text("screen.frame.skip", lang)
    css = f'{link_} {{ font-size: 0 !important; }} {link_}::after {{ content: "{words}"; font-size: 1rem; }}'
    return f"<style>{css}</style>"


def _opening() -> str:
    """After a click on a chart: go to what it opens, as one step of the browser's history (st.switch_page makes two).

    The address is URL-encoded, so nothing in it can end the string or the script.
    """
    clicked = st.session_state.pop(OPEN, None)
    return f"window.parkdashGo({json.dumps(clicked)});" if clicked is not None else ""


def _navigation(entry: Entry, asked: State, lang: str) -> None:
    kept, firms = asked.kept(), own_scope().firms
    html = [f'<nav class="pd-nav" aria-label="{esc(text("screen.frame.navigation", lang))}">']
    html.append(span("pd-brand", esc(text("screen.frame.product", lang))))
    for section in SECTIONS:
        members = [page for page in PAGES if page.section == section and (firms or not page.for_firms)]
        if section != SECTIONS[0] and members:
            html.append(f"<h2>{esc(text(f'screen.section.{section}', lang))}</h2>")
        html.append("<div>")
        for page in members:
            current = ' aria-current="page"' if page.path == entry.path else ""
            name = esc(text(f"screen.page.{name_of(page)}", lang))
            html.append(f'<a data-go{current} href="{esc(address(page.path, kept))}">{name}</a>')
        html.append("</div>")
    with st.sidebar:
        st.html("".join(html) + "</nav>")


def _heading(entry: Entry, asked: State, lang: str, look: View | None) -> None:
    title = esc(text(f"screen.page.{name_of(entry)}", lang))
    invented = look.version.is_sample if look is not None else entry.stored and is_sample()
    badge = span("pd-badge", esc(text("screen.frame.sample", lang))) if invented else ""
    as_of = ""
    if look is not None:
        pinned = address(entry.path, replace(asked, version=look.version.number, at=look.at, since=look.since))
        shown = link(
            pinned,
            esc(look.text("frame.version", version=look.version.number)),
            "",
            look.text("frame.pin", version=look.version.number),
        )
        as_of = f"{esc(look.text('frame.as_of', day=format.day(look.at)))} · {shown} · "
    other = "en" if lang == "zh" else "zh"
    switch = link(address(entry.path, replace(asked, lang=other)), esc(text("screen.frame.language", other)))
    desks = "" if entry.path or look is None else landing.switch(look._pinned(asked) if asked.version else asked, lang)
    st.html(f'<div class="pd-head"><h1>{title}</h1>{badge}{desks}<span class="pd-asof">{as_of}{switch}</span></div>')


def _other_version(look: View, entry: Entry) -> None:
    href = address(entry.path, replace(look.state, version=None))
    note = esc(look.text("frame.older", version=look.version.number, newest=look.newest))
    st.html(f'<div class="pd-note" role="status">{note} {link(href, esc(look.text("frame.to_newest")))}</div>')
