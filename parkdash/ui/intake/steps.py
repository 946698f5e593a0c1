"""The steps of a try above its page, each with what was found, and what every step says in the same way."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui.markup import esc, link, span
from parkdash.ui.state import STEPS, address
from parkdash.ui.view import state

CHECKED = ("columns", "issues")  # done as soon as nothing in them is open, wherever the reader is
DONE, NOW, AHEAD, OPEN = "✓", "●", "○", "!"


def stepper(draft: Draft, found: Study | None, step: str, lang: str) -> None:
    """文件 → 识别 → 核对 → 预览 → 接收. Steps already reached are links."""
    html = [_one(draft, found, name, step, lang) for name in STEPS]
    label = esc(text("import.steps", lang))
    st.html(f'<nav aria-label="{label}"><ol class="pd-steps">{"".join(html)}</ol></nav>')


def _one(draft: Draft, found: Study | None, name: str, step: str, lang: str) -> str:
    told = esc(_told(draft, found, name, lang))
    open_ = found is not None and needs_somebody(draft, found, name)
    is_done = STEPS.index(name) < STEPS.index(step) or (found is not None and found.is_complete and name in CHECKED)
    mark = NOW if name == step else OPEN if open_ else DONE if is_done else AHEAD
    title = esc(text(f"import.step_{name}", lang))
    inner = f'<span class="pd-dot" aria-hidden="true">{mark}</span><span><b>{title}</b><small>{told}</small></span>'
    if name == step:
        return f'<li class="pd-now" aria-current="step">{span("pd-step", inner)}</li>'
    css = ' class="pd-open"' if open_ else ""
    reachable = found is not None and name != "accept" and (name != "preview" or may_preview(draft, found))
    if not reachable:
        return f"<li{css}>{span('pd-step', inner)}</li>"
    return f"<li{css}>{link(at_step(name), inner, 'pd-step')}</li>"


def at_step(name: str) -> str:
    """The address of another step of the same try."""
    return address("import", replace(state(), step=name, page=1, by=""))


def may_preview(draft: Draft, found: Study) -> bool:
    """True if there is something that could be taken."""
    return found.is_complete and (draft.partial or not found.errors)


def needs_somebody(draft: Draft, found: Study, name: str) -> bool:
    """True if a step waits for a person."""
    if name == "columns":
        return any(file.intake is None for file in found.files)
    return name == "issues" and bool(found.errors) and not draft.partial


def _told(draft: Draft, found: Study | None, name: str, lang: str) -> str:
    """What was found at a step, in a few words."""
    if name == "files":
        return text("import.told_files", lang, n=len(draft.files))
    if found is None:
        return ""
    if name == "columns":
        unanswered = sum(len(file.understanding.open) for file in found.files if file.understanding)
        refused = sum(file.unreadable is not None for file in found.files)
        if refused:
            return text("import.told_unreadable", lang, n=refused)
        return text("import.told_questions", lang, n=unanswered) if unanswered else text("import.told_read", lang)
    if name == "issues" and found.is_complete:
        warnings = sum(len(file.issues) for file in found.files) - found.errors
        if found.errors or warnings:
            return text("import.told_issues", lang, errors=found.errors, warnings=warnings)
        return text("import.told_clean", lang)
    return ""
