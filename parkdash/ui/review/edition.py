"""One edition as it was: what it says in sentences, every figure as a card, and what to do with it next."""

from __future__ import annotations

import streamlit as st

from parkdash import review
from parkdash.access import own_scope
from parkdash.office import Unreachable
from parkdash.review import NoEdition
from parkdash.review.memory import About, memory
from parkdash.telling.model import Story
from parkdash.telling.story import story
from parkdash.text import text
from parkdash.ui import empty, format
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.review import amended, chosen, editions, figure, finishing, notes_on, packs, stored
from parkdash.ui.review.reading import Reading
from parkdash.ui.review.sentences import clauses
from parkdash.ui.state import State, address
from parkdash.ui.view import home, state

IN_SIGHT = 8  # sentences on a shared screen


def show(lang: str) -> None:
    """Draw the edition in the address, or one of its figures. Why it does not open is said."""
    if not editions.may_open(lang):
        return
    look = _opened(lang)
    if look is None:
        return
    told = story(look.edition, look.content, {}, lang)
    if look.state.metric:
        figure.show(look, told)
        return
    st.html(figure.crumbs(look))
    left, right = st.columns((3, 1), gap="medium")
    with left:
        _heading(look)
        _summary(look, told)
        notes_on.draw(look, About("edition", str(look.edition.id)))
    with right:
        packs.offer(look)
        if not look.state.write:  # one thing after the other: a note that is being typed belongs to the draft
            finishing.offer(look)
        _proof(look)
    _sections(look, told)
    amended.awaited(look)


def _opened(lang: str) -> Reading | None:
    """The edition in the address if it is there and open to this reader; otherwise why it is not is said."""
    asked = state()
    back = link(address("editions", State(lang=lang)), esc(text("review.to_list", lang)))
    try:
        edition, content = review.load(home(), asked.edition or 0)
    except NoEdition:
        st.html(empty.box(esc(text("review.no_edition", lang)), back))
        return None
    except Unreachable:
        editions.unreachable(lang)
        return None
    if not review.open_to(content, own_scope()):
        st.html(empty.box(esc(text("review.other_parks", lang)), back))
        return None
    return Reading(edition, content, asked)


def _heading(look: Reading) -> None:
    edition = look.edition
    facts = [
        look.text("frame.as_of", day=format.day(edition.as_of)),
        look.say("compared_with", day=format.day(edition.since)),
        look.text("frame.version", version=edition.version),
        look.say("hash_of", hash=edition.content_hash[: editions.HASH_SHOWN]),
    ]
    title = esc(look.say("issue", edition=edition.id))
    st.html(
        f'<div class="pd-sum"><span class="pd-big">{title}</span>{editions.state_of(edition, look.lang)}'
        f"<span>{esc(' · '.join(facts))}</span>{_to_meeting(look)}</div>{_standing(look)}"
    )


def _to_meeting(look: Reading) -> str:
    """A frozen edition is what a meeting is run from."""
    if look.edition.state != "frozen":
        return ""
    return link(editions.meeting(look.edition.id, look.lang), esc(look.say("to_meeting")), "pd-next")


def _standing(look: Reading) -> str:
    """That it is a draft, or superseded by another one, as markup."""
    if look.edition.state == "draft":
        return f'<p class="pd-warning" role="note">▲ {esc(look.say("is_draft"))}</p>'
    if look.edition.state == "superseded":
        later = next((each for each in review.editions(home()) if each.supersedes == look.edition.id), None)
        said = link(editions.href(later.id, look.lang), esc(look.say("replaced_by", edition=later.id))) if later else ""
        why = "".join(
            look.say("superseded_why", why=each.text, who=each.said_by)
            for each in memory(home(), About("edition", str(look.edition.id)))
            if each.kind == "superseded" and each.text
        )
        return f'<p class="pd-warning" role="note">▲ {esc(look.say("is_superseded") + why)} {said}</p>'
    return ""


def _summary(look: Reading, told: Story) -> None:
    """The sentences of the telling: the whole, then each exception, every clause a link to what proves it."""
    stop = text("pack.stop", look.lang)
    whole = "".join(f"<p>{esc(sentence)}{esc(stop)}</p>" for sentence in told.summary)
    lines = [f"<li>{clauses(look, each, figure.proof)}</li>" for each in told.exceptions]
    html = whole + (f'<ul class="pd-list">{"".join(lines[:IN_SIGHT])}</ul>' if lines else "")
    if len(lines) > IN_SIGHT:
        more = esc(look.say("more_exceptions", n=len(lines) - IN_SIGHT))
        rest = "".join(lines[IN_SIGHT:])
        html += f'<details class="pd-fold"><summary>{more}</summary><ul class="pd-list">{rest}</ul></details>'
    st.html(f'<div class="pd-summary">{html}{chosen.folded(look.content, look.lang)}</div>')


def _sections(look: Reading, told: Story) -> None:
    """Every figure as a card, section by section, those that need attention first."""
    for section in told.sections:
        late, moved = (sum(getattr(each, name) for each in section.told) for name in ("attention", "moved"))
        counted = look.say("section", total=len(section.told), late=late, moved=moved)
        st.html(f'<h2 class="pd-h">{esc(section.title)}<small>{esc(counted)}</small></h2>')
        stored.row(look, [each.figure for each in section.told])


def _proof(look: Reading) -> None:
    """The whole hash to be copied, and a button that works it out again from what is stored."""
    label, whole = look.say("whole_hash"), look.edition.content_hash
    st.html(
        f'<div class="pd-hash"><span class="pd-soft">{esc(label)}</span> <code tabindex="0">{esc(whole)}</code></div>'
    )
    if not st.button(look.say("verify"), key="edition_verify"):
        return
    if review.verify(home(), look.edition.id):
        said = look.say("intact_draft" if look.edition.state == "draft" else "intact")
        st.html(f'<p class="pd-proof" role="status">✓ {esc(said)}</p>')
    else:
        st.html(alert(look.say("broken_hash")))
