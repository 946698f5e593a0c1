"""What was understood of the files: which sheet is which table, which column is what and why; it can all be changed."""

from __future__ import annotations

import streamlit as st

from parkdash.contracts import contracts
from parkdash.ingest.guess import Guess, Understanding
from parkdash.ingest.headers import header_names
from parkdash.ingest.layout.model import Layout
from parkdash.ingest.sheets import Sheet, letter
from parkdash.intake.model import Draft, Studied, Study
from parkdash.text import text
from parkdash.ui.intake import change, handwritten, origin, questions, unreadable
from parkdash.ui.intake.steps import at_step, may_preview
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table

SAMPLES = 3
LOOKED_AT = 50
SAMPLE_LETTERS = 24
LEFT_OUT_SHOWN = 30


def show(draft: Draft, found: Study, lang: str) -> None:
    """Draw what needs an answer first, then everything that was understood."""
    unreadable.told(draft, found, lang)
    questions.form(draft, found, lang)
    for number, alike in enumerate(kinds(found)):
        _kind(draft, alike, number, lang)
    origin.panel(draft, found, lang)
    if found.is_complete:
        onward = "preview" if may_preview(draft, found) else "issues"
        st.html(link(at_step(onward), esc(text("import.next", lang)), "pd-next"))


def kinds(found: Study) -> list[list[Studied]]:
    """Files that could be read, those of one make together."""
    alike: dict[str, list[Studied]] = {}
    for file in found.files:
        if file.unreadable is None:
            alike.setdefault(file.kind, []).append(file)
    return list(alike.values())


def _kind(draft: Draft, alike: list[Studied], number: int, lang: str) -> None:
    """One kind of file: sheet by sheet."""
    understood = alike[0].understanding
    names = text("screen.card.comma", lang).join(file.name for file in alike[:5])
    more = text("import.more_files", lang, n=len(alike) - 5) if len(alike) > 5 else ""
    st.html(f'<h2 class="pd-h">{esc(names)}{esc(more)}</h2>')
    if understood is None or understood.mapping is None:
        st.html(_as_template(alike[0], lang))
    for refused in understood.refused if understood else ():
        st.html(f'<p class="pd-warning">{esc(refused.text(lang))}</p>')
    for place, sheet in enumerate(understood.sheets if understood else ()):
        own = [guess for guess in understood.guesses if guess.sheet == sheet.name] if understood else []
        if understood and (own or understood.mapping is not None) and not sheet.is_blank:
            st.html(_sheet(understood, sheet, own, lang))
            change.panel(draft, alike[0].kind, understood, sheet, own, f"{number}_{place}", lang)
    handwritten.panel(draft, alike[0].kind, understood, str(number), lang)


def _as_template(file: Studied, lang: str) -> str:
    """Our own template is read as it stands: which tables were in it."""
    titles = [contracts()[name].title[lang] for name in file.intake.tables] if file.intake else []
    said = text("import.as_template", lang, titles=text("screen.card.comma", lang).join(titles))
    return f'<p class="pd-soft">{esc(said)}</p>'


def _sheet(understood: Understanding, sheet: Sheet, guesses: list[Guess], lang: str) -> str:
    """A sheet in one sentence and its columns in a table."""
    tables = list(dict.fromkeys(guess.table for guess in guesses))
    titles = text("screen.card.comma", lang).join(contracts()[name].title[lang] for name in tables)
    heading = text("import.sheet_is", lang, sheet=sheet.name, title=titles or text("import.not_taken", lang))
    heads = [Head(text(f"import.{name}", lang)) for name in ("in_file", "samples", "ours", "ground")]
    rows = [_column(sheet, place, guesses, lang) for place in shown_columns(sheet)]
    rows += [_constant(guess, lang) for guess in guesses if not guess.headers]
    html = f'<p class="pd-said"><b>{esc(heading)}</b> {esc(_where(sheet.layout, lang))}</p>'
    return html + _left_out(sheet.layout, lang) + f'<div class="pd-tight">{table(heading, heads, rows)}</div>'


def shown_columns(sheet: Sheet) -> list[int]:
    """The places of columns that have a header or say something."""
    return [n for n, header in enumerate(sheet.headers) if header or _first_texts(sheet, n)]


def records(layout: Layout) -> str:
    """How many rows of the table are records."""
    inside = [row for row in layout.left_out if layout.first_row <= row.row <= layout.last_row]
    return f"{max(layout.last_row - layout.first_row + 1 - len(inside), 0):,}"


def _where(layout: Layout, lang: str) -> str:
    """Where the table stands, in words."""
    rows = layout.header_rows
    if not rows:
        return text("import.no_header", lang, rows=_from_to(layout.first_row, layout.last_row))
    header, body = _from_to(rows[0], rows[-1]), _from_to(layout.first_row, layout.last_row)
    said = text("import.where", lang, header=header, rows=body, n=records(layout))
    unit = text("import.unit_said", lang, unit=layout.unit) if layout.unit else ""
    filled = [letter(column) for column in layout.filled_down]
    down = text("import.filled_down", lang, columns=text("screen.card.comma", lang).join(filled)) if filled else ""
    return said + unit + down


def _from_to(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else f"{first}"


def _left_out(layout: Layout, lang: str) -> str:
    """The rows that are no records, by reason, with their first words behind a fold."""
    told = [row for row in layout.left_out if row.why != "blank"]
    if not told:
        return ""
    reasons = dict.fromkeys(row.why for row in told)
    counted = [text(f"import.left_{why}", lang, n=sum(row.why == why for row in told)) for why in reasons]
    summary = text("import.left_out", lang, reasons=text("screen.card.comma", lang).join(counted))
    lines = "".join(
        f"<li>{esc(text('import.left_row', lang, row=row.row))} {esc(row.text)}</li>" for row in told[:LEFT_OUT_SHOWN]
    )
    return f'<details class="pd-fold"><summary>{esc(summary)}</summary><ul class="pd-list">{lines}</ul></details>'


def _column(sheet: Sheet, place: int, guesses: list[Guess], lang: str) -> list[str]:
    name = header_names(sheet)[place]
    own = [guess for guess in guesses if name in guess.headers]
    header = sheet.headers[place] or text("import.without_header", lang)
    shown = f"<code>{letter(place)}</code> {esc(header)}"
    samples = own[0].samples[:SAMPLES] if own and own[0].samples else _first_texts(sheet, place)
    if not own:
        return [shown, _samples(samples, lang), span("pd-soft", esc(text("import.aside", lang))), ""]
    ours = "<br>".join(f"→ {esc(_title(guess, lang))}" for guess in own)
    return [shown, _samples(samples, lang), ours, "<br>".join(ground(guess, lang) for guess in own)]


def _constant(guess: Guess, lang: str) -> list[str]:
    """A value that stands for the whole sheet and comes from beside the table."""
    value = span("pd-soft", esc(guess.value)) if guess.value else ""
    return [esc(text("import.whole_sheet", lang)), value, f"→ {esc(_title(guess, lang))}", ground(guess, lang)]


def _title(guess: Guess, lang: str) -> str:
    return contracts()[guess.table].column(guess.column).title[lang]


def ground(guess: Guess, lang: str) -> str:
    """Why a column is taken for what it is; what is less than sure is marked in words."""
    said = esc(text(f"import.ground_{guess.ground}", lang))
    unsure = guess.sureness < 0.75 and guess.ground not in ("answer", "memory")
    return said + (f' <span class="pd-warning">{esc(text("import.please_check", lang))}</span>' if unsure else "")


def _samples(samples: tuple[str, ...], lang: str) -> str:
    shown = [one if len(one) <= SAMPLE_LETTERS else f"{one[: SAMPLE_LETTERS - 1]}…" for one in samples]
    return span("pd-soft", esc(text("import.between", lang).join(shown))) if shown else ""


def _first_texts(sheet: Sheet, place: int) -> tuple[str, ...]:
    """The first different texts of the rows; the column's dictionary also holds those above the table."""
    return tuple(dict.fromkeys(one for one in sheet.columns[place][:LOOKED_AT].to_pylist() if one))[:SAMPLES]
