"""Tables as HTML: every row can be a link, every text is escaped, screen readers and keyboards get a real table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from parkdash.ui.markup import esc, link, span


class Head(NamedTuple):
    """A column's heading. `href` sorts by it, `order` is "", "ascending" or "descending"."""

    title: str
    right: bool = False
    wide: bool = False  # for bars
    href: str = ""
    order: str = ""


WHOLE = 3  # characters of a heading that is never broken: 企业数
ARROWS = {"ascending": " ↑", "descending": " ↓", "": ""}


def table(label: str, heads: Sequence[Head], rows: Iterable[Sequence[str]], foot: Sequence[str] = ()) -> str:
    """A table. Cells are markup (`esc` the data); `label` names it for screen readers; `foot` is the total's row."""
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    below = f"<tfoot><tr>{_cells(heads, foot)}</tr></tfoot>" if foot else ""
    return (
        f'<div class="pd-wrap" tabindex="0" role="region" aria-label="{esc(label)}">'
        f'<table class="pd-table" aria-label="{esc(label)}">'
        f"<thead><tr>{''.join(_head(head) for head in heads)}</tr></thead><tbody>{body}</tbody>{below}</table></div>"
    )


def folded(
    label: str, heads: Sequence[Head], rows: Sequence[Sequence[str]], in_sight: int, more: Callable[[int], str]
) -> str:
    """A table of the first rows, with the others behind a fold; `more` says how many they are."""
    html = table(label, heads, rows[:in_sight])
    if len(rows) > in_sight:
        summary, rest = esc(more(len(rows) - in_sight)), table(label, heads, rows[in_sight:])
        html += f"<details><summary>{summary}</summary>{rest}</details>"
    return html


def _head(head: Head) -> str:
    sorted_by = f' aria-sort="{head.order}"' if head.order else ""
    inner = esc(head.title) + ARROWS[head.order]
    if len(head.title) <= WHOLE:
        inner = span("pd-nowrap", inner)
    return f'<th scope="col"{_css(head)}{sorted_by}>{link(head.href, inner) if head.href else inner}</th>'


def _cells(heads: Sequence[Head], row: Sequence[str]) -> str:
    return "".join(f"<td{_css(head)}>{cell}</td>" for head, cell in zip(heads, row, strict=True))


def _css(head: Head) -> str:
    return ' class="pd-r"' if head.right else ' class="pd-w"' if head.wide else ""


def inline_bar(share: float) -> str:
    """A bar from zero inside a cell; `share` of the cell's width, 0 to 1."""
    width = min(max(share, 0.0), 1.0) * 100
    return f'<span class="pd-inbar" style="width:{width:.1f}%" aria-hidden="true"></span>'
