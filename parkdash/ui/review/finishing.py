"""What becomes of a draft: it is frozen for good, in place of another one if need be, or thrown away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from parkdash import review
from parkdash.home import Damaged, NoVersion, Thinned
from parkdash.office import Unreachable
from parkdash.review import NoEdition, NotADraft, NotAlike
from parkdash.ui import frozen
from parkdash.ui.markup import alert, esc
from parkdash.ui.review.reading import Reading
from parkdash.ui.state import State
from parkdash.ui.view import go, home
from parkdash.ui.who import who_am_i

REASONS = (
    (NoEdition, "no_edition"), (NotADraft, "not_a_draft"), (NotAlike, "not_alike"),
    ((NoVersion, Thinned, Damaged), "version_gone"), (Unreachable, "unreachable"),
)  # fmt: skip
REFUSALS = (NoEdition, NotADraft, NotAlike, NoVersion, Thinned, Damaged, *Unreachable)


def offer(look: Reading) -> None:
    """Both ways to end a draft; of a frozen edition, how a mistake in it is mended."""
    if look.edition.state == "frozen":
        st.html(f'<p class="pd-soft">{esc(look.say("how_to_mend"))}</p>')
    if look.edition.state != "draft":
        return
    st.html(f'<h2 class="pd-h">{esc(look.say("freeze_title"))}</h2>')
    who = who_am_i(look.lang)
    replaced = _replaced(look)
    reason = st.text_input(look.say("why_replaced"), key="edition_reason").strip() if replaced else ""
    st.html(f'<p class="pd-warning" role="note">▲ {esc(look.say("for_good"))}</p>')
    if st.button(look.say("freeze"), type="primary", width="stretch", key="edition_freeze"):
        problem = "who_missing" if not who else "reason_missing" if replaced and not reason else ""
        if problem:
            st.html(alert(look.say(problem)))
        else:
            _done(look, lambda: review.freeze(home(), look.edition.id, who, replaced, reason=reason), look.state)
    with st.popover(look.say("drop"), width="stretch"):
        st.html(f"<p>{esc(look.say('drop_note'))}</p>")
        if st.button(look.say("drop_sure"), key="edition_drop"):
            _done(look, lambda: review.drop(home(), look.edition.id), look.state)


def _replaced(look: Reading) -> int | None:
    """Which frozen edition this one takes the place of: only one of the same parks and the same day can be."""
    every = review.editions(home())
    frozen = [each for each in every if each.state == "frozen" and look.edition.stands_for(each)]
    if not frozen:
        return None
    named = {each.id: look.say("issue_of", edition=each.id, day=each.as_of) for each in reversed(frozen)}
    options = [None, *named]
    return st.selectbox(
        look.say("replace"), options, index=1, key="edition_replaces",
        format_func=lambda id: named[id] if id is not None else look.say("replace_none"),
    )  # fmt: skip


def _done(look: Reading, work: Callable[[], object], onward: State) -> None:
    """Do it and draw the page anew, or say why it cannot be done."""
    try:
        work()
    except REFUSALS as problem:
        name = next(name for kind, name in REASONS if isinstance(problem, kind))
        st.html(alert(look.say(name)))
        return
    frozen.look_again(home())
    go(onward)
    st.rerun()
