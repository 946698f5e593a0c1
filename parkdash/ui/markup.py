"""Pieces of HTML. Whatever comes from data passes through `esc`; nothing else builds markup from it."""

from __future__ import annotations

import re
from html import escape

from parkdash.ui.format import DASH

SPECIAL = re.compile(r"([\\`*_\[\]<>$~#|])")  # what Markdown would not show as it is
# What makes emoji (:smile:), colours and links out of plain words, however they are escaped: `:`, `@`, `www`.
JOINED = re.compile(r"(:(?=[\w+\-/])|@|www(?=\.))", re.IGNORECASE)
WORD_JOINER = "\u2060"  # takes no room


def esc(value: object) -> str:
    """Text for HTML content and attributes alike; None is a dash."""
    return DASH if value is None else escape(str(value), quote=True)


def link(href: str, inner: str, css: str = "", label: str = "", current: bool = False) -> str:
    """A link within the app. `inner` is markup; `href` and `label` are plain. links.js follows it without a reload.
    `current`: it leads to what is shown already, one of several."""
    classes = (f' class="{css}"' if css else "") + (' aria-current="true"' if current else "")
    named = f' aria-label="{esc(label)}"' if label else ""
    return f'<a data-go{classes} href="{esc(href)}"{named}>{inner}</a>'


def span(css: str, inner: str) -> str:
    """A <span> with a class; `inner` is markup."""
    return f'<span class="{css}">{inner}</span>'


def quoted(words: str) -> str:
    """Words of the records among those of another language: read aloud as the Chinese that they are."""
    return f'<span lang="zh">{esc(words)}</span>' if words else ""


def alert(line: str) -> str:
    """A sentence about what went wrong, read out at once by screen readers. `line` is plain text."""
    return f'<p class="pd-error" role="alert">{esc(line)}</p>'


def label(words: str) -> str:
    """Data in the label of a widget, where Streamlit reads Markdown: shown as it is written."""
    return JOINED.sub(rf"\1{WORD_JOINER}", SPECIAL.sub(r"\\\1", words))
