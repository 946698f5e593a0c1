"""变化: what has moved since the last review; first in sentences, then by who came and went and what is new."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.review import opens_any
from parkdash.review.importance import rule
from parkdash.text import text
from parkdash.ui import empty, format, plot, restated
from parkdash.ui.markup import esc, link
from parkdash.ui.review import chosen, live, movements
from parkdash.ui.review.live import Item
from parkdash.ui.review.one import detail
from parkdash.ui.review.sentences import clauses
from parkdash.ui.view import View, metric_of, view

TOLD_FIRST = 6  # sentences in sight on a shared screen
NAMED = 8  # metrics by name in a folded line
LOOK_AGAIN = 1.0


def show() -> None:
    """Draw the page: one metric's changes if the address names one, else all."""
    look = view()
    metric = metric_of(look.state.metric)
    known = restated.known(look)  # asked once: it may become known while the page is drawn
    if metric is None:
        _overview(look, known)
    else:
        detail(look, metric, known)
    if known is None:
        _wait()


@st.fragment(run_every=LOOK_AGAIN)
def _wait() -> None:
    """Draw the page again as soon as it is known whether the last review's figures still stand."""
    if restated.known(view()) is not None:
        st.rerun()


def _overview(look: View, known: restated.Found | None) -> None:
    with st.spinner(_say(look, "gathering")):
        found = live.items(look, known or {})
    told = live.in_full(found)
    st.html(_head(look, found, told, known))
    if told:
        st.html(_sentences(look, told))
        left, right = st.columns(2, gap="small")
        with left:
            _part(look, [item for item in told if _is_stock(item)], "stocks")
        with right:
            _part(look, [item for item in told if not _is_stock(item)], "flows")
    else:
        st.html(empty.box(esc(_say(look, "nothing_open"))))
    rest = [item for item in found if item not in told]
    routine, unchanged = [item for item in rest if item.changed], [item for item in rest if not item.changed]
    st.html(_folded(look, routine, "routine") + _folded(look, unchanged, "unchanged") + _rule(look))


def _rule(look: View) -> str:
    """What is told in full and in which order, behind one line."""
    asked = rule()
    most = {name: asked[name] for name in ("in_all", "in_section")}
    said = [_say(look, "rule", share=format.share(asked["large_move"]), **most), *chosen.sentences(asked, look.lang)]
    return _fold(_say(look, "rule_title"), "".join(f"<p>{esc(each)}</p>" for each in said))


def _say(look: View, key: str, **places: object) -> str:
    return text(f"changes.{key}", look.lang, **places)  # keys of changes.toml


def _is_stock(item: Item) -> bool:
    return metrics.has_bridge(metrics.catalogue()[item.told.figure.metric])


def _head(look: View, found: list[Item], told: list[Item], known: restated.Found | None) -> str:
    """How many have moved, how many need a word, and whether the last review's own figures still stand."""
    counted = {"moved": sum(item.changed for item in found), "open": len(told), "day": format.day(look.since)}
    review = look.last_review
    if review and review.as_of == look.since:
        said = _say(look, "since_review", edition=review.id, **counted)
    else:
        said = _say(look, "since_day", **counted)
    if known is None:
        said += _say(look, "checking")
    elif known:
        said += _say(look, "amended", n=len(known))
    return f'<p class="pd-lead" role="status">{esc(said + text("pack.stop", look.lang))}</p>{_no_review(look)}'


def _no_review(look: View) -> str:
    """As long as none was held: that there is none to compare with, and how to hold one."""
    if look.last_review or not opens_any(look.scope):
        return ""
    way = link(look.href("editions"), esc(_say(look, "to_editions")))
    return f'<p class="pd-soft">{esc(_say(look, "no_edition", day=format.day(look.since)))} {way}</p>'


def _sentences(look: View, told: list[Item]) -> str:
    """The sentences on top: a shape for the status, the clauses, ≠ and signal behind them."""
    lines = [_line(look, item) for item in told]
    html, more = _list(lines[:TOLD_FIRST]), lines[TOLD_FIRST:]
    if more:
        html += _fold(_say(look, "more_said", n=len(more)), _list(more))
    return html


def _line(look: View, item: Item) -> str:
    return f"<li>{movements.shape(look, item)}{clauses(look, item.told)}{movements.marks(look, item)}</li>"


def _part(look: View, told: list[Item], name: str) -> None:
    first, last = (format.day_near(day, look.at) for day in (look.since, look.at))
    plot.heading(_say(look, name), _say(look, f"{name}_note", first=first, last=last))
    strips = "".join(movements.strip(look, item) for item in told)
    st.html(strips or empty.box(esc(_say(look, "nothing_open"))))


def _folded(look: View, found: list[Item], name: str) -> str:
    """One line that names the first of them and opens to a sentence for each, marked where it is an exception."""
    if not found:
        return ""
    titles = [item.told.title for item in found]
    named = look.text("card.comma").join(titles[:NAMED]) + ("…" if len(titles) > NAMED else "")
    lines = [_line(look, item) for item in found]
    return _fold(_say(look, name, n=len(found), names=named), _list(lines))


def _fold(title: str, inner: str) -> str:
    return f'<details class="pd-fold"><summary>{esc(title)}</summary>{inner}</details>'


def _list(lines: list[str]) -> str:
    return f'<ul class="pd-sentences">{"".join(lines)}</ul>'
