"""The questions that only a person can answer, as one form: few, in words, each once per source."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from parkdash.ingest.guess import NOT_TAKEN, Question
from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui.intake.change import answer
from parkdash.ui.markup import esc, label

TEXTS_ACROSS = 2
TEXT_LETTERS = 40
Given = dict[str, "str | dict[str, str]"]


def form(draft: Draft, found: Study, lang: str) -> None:
    """Ask what is open; what may stay open lies in a fold. Answers come back into the same fields."""
    if not found.questions:
        return
    asked = [(kind, one) for kind, one in found.questions if not one.optional]
    others = [(kind, one) for kind, one in found.questions if one.optional]
    given: dict[str, Given] = {}
    with st.form("questions", border=bool(asked)):
        if asked:
            st.html(f'<h2 class="pd-h">{esc(text("import.please_answer", lang, n=len(asked)))}</h2>')
        for kind, one in asked:
            _ask(draft, kind, one, given, lang)
        if others:
            with st.expander(text("import.may_answer", lang, n=len(others))):
                for kind, one in others:
                    _ask(draft, kind, one, given, lang)
        agreed = st.form_submit_button(text("import.answer", lang), type="primary" if asked else "secondary")
    if agreed:
        for kind, answers in given.items():
            answer(draft, kind, answers)
        st.rerun()


def sentence(question: Question, lang: str) -> str:
    """What is asked. Parameters given per language are shown in that one."""
    known = {
        name: value[lang] if isinstance(value, Mapping) and lang in value else value
        for name, value in question.params.items()
    }
    return text(f"questions.{question.code}", lang, **known)


def _ask(draft: Draft, kind: str, question: Question, given: dict[str, Given], lang: str) -> None:
    before = draft.answers.get(kind, {}).get(question.id)
    place = given.setdefault(kind, {})
    if not question.texts:
        now = before if isinstance(before, str) else question.suggested
        said = _field(question, f"**{label(sentence(question, lang))}**", now, "", kind, lang)
        if said:
            place[question.id] = said
        return
    st.html(f'<p class="pd-ask">{esc(sentence(question, lang))}</p>')
    book = before if isinstance(before, Mapping) else {}
    likely: Mapping[str, str] = getattr(question, "suggestions", {})
    columns = st.columns(TEXTS_ACROSS)
    answers: dict[str, str] = {}
    for number, one in enumerate(question.texts):
        with columns[number % TEXTS_ACROSS]:
            shown = one if len(one) <= TEXT_LETTERS else f"{one[: TEXT_LETTERS - 1]}…"
            said = _field(question, label(f"“{shown}”"), book.get(one, likely.get(one, "")), one, kind, lang)
        if said:
            answers[one] = said
    if len(answers) == len(question.texts) or (question.optional and answers):
        place[question.id] = answers


def _field(question: Question, words: str, now: str, part: str, kind: str, lang: str) -> str:
    """One field: a choice, with any other text where that is allowed, or a line to write. `words` is Markdown."""
    key = f"ask_{kind}_{question.id}_{part}"
    if not question.options:
        return st.text_input(words, value=now, key=key).strip()
    titles = {option.value: option.label[lang] for option in question.options}
    if question.optional:
        titles.setdefault(NOT_TAKEN, text("import.leave_out", lang))
    options = list(titles) if now in titles or not now else [*titles, now]
    chosen = st.selectbox(
        words, options, index=options.index(now) if now else None,
        format_func=lambda value: titles.get(value, value), key=key,
        accept_new_options=question.free,
        placeholder=text("import.choose_or_write" if question.free else "import.choose", lang),
    )  # fmt: skip
    return str(chosen or "")
