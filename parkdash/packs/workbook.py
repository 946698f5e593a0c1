"""The pack as a workbook: contents with links, a sheet a group with numbers as numbers, who moved, receipts, lines."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from parkdash.metrics.amounts import unit_word
from parkdash.metrics.model import Value
from parkdash.packs.sealed import sealed
from parkdash.packs.sheet import harmless
from parkdash.packs.sheets import FORMS, NUMBER, SHARE, Cell, Sheets, cell_of
from parkdash.telling.listing import Listing
from parkdash.telling.model import Amended, Story, Told
from parkdash.telling.words import clean
from parkdash.text import text

WIDE, NARROW, SHORT = 34, 15, 9
LISTED = 12  # letters to one share of a list's width
WRAPPED = ("title", "stands", "moved", "said", "note")  # sentences, broken into lines
LONG = (*WRAPPED, "metric", "explains", "name", "file", "about", "formula", "signal", "kind")
BRIEF = ("unit", "done", "pace", "status", "definition", "rows", "listed", "row", "count", "trend_row", "batch")
FACTS = (
    "metric", "shown", "value", "unit", "span", "then", "change", "last_year_value", "last_year", "last_year_share",
    "target", "target_base", "counted", "done", "pace", "expected", "status", "signal", "coverage", "owner", "why",
)  # fmt: skip
RECEIPT = ("metric", "explains", "formula", "definition", "days", "rows", "listed", "newest", "document", "owner")
LINE = ("metric", "name", "amount", "unit", "batch", "file", "sheet", "row")
PROMISE = ("title", "action_owner", "due", "stands", "given", "about", "moved", "said", "said_by")
AMENDED = ("metric", "was_shown", "reads_now", "gap", "unit", "kind", "name", "amount", "batch", "who", "target")
TREND = ("metric", "trend_row", "first", "last", "trend_value", "trend_then", "planned", "unit")
NOTE = ("metric", "note", "noted_by")
BRIDGE = ("metric", "direction", "cause", "count", "name")
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Cell]]]  # what is said on top, columns, rows


def to_workbook(story: Story) -> bytes:
    """The whole pack as XLSX. Texts are never formulas or links, whatever they begin with."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": story.title, "created": story.moment.replace(tzinfo=None)})
        _Book(book, story).write()
    return sealed(target.getvalue(), story.moment)


class _Book(Sheets):
    def write(self) -> None:
        names = {key: self.part(key) for key in ("contents", "bridges", "receipts", "lines")}
        summary = text("pack.summary.title", self.lang)
        opening, trend = self.opening(), self.trend()
        sections = [title for s in self.story.sections for title in (s.title, *self.titles(s.id))]
        titles = [summary, *opening, *self.titles(), *sections, *trend]
        self.contents(names["contents"], [*titles, names["bridges"], names["receipts"], names["lines"]])
        self.summary(summary)
        for title, (said, columns, rows) in opening.items():
            self.table(title, said, columns, rows)
        self.lists()
        for section in self.story.sections:
            self.table(section.title, section.message, FACTS, [self.facts(told) for told in section.told])
            self.lists(section.id)
        for title, (said, columns, rows) in trend.items():
            self.table(title, said, columns, rows)
        bridges = [row for told in self.story.all_told for row in self.bridges(told)]
        self.table(names["bridges"], "", BRIDGE, bridges)
        receipts = [self.receipt(told) for told in self.story.all_told]
        self.table(names["receipts"], "", RECEIPT, receipts)
        self.table(names["lines"], self.cut(), LINE, [row for told in self.story.all_told for row in self.lines(told)])

    def titles(self, group: str = "") -> list[str]:
        return [listing.title for listing in self.story.lists(group)]

    def lists(self, group: str = "") -> None:
        for listing in self.story.lists(group):
            self.listing(listing)

    def listing(self, listing: Listing) -> None:
        """A list with all its rows: numbers as numbers that read as they were written, all else as text."""
        widths = [round(column.share * LISTED) for column in listing.columns]
        rows = [[cell_of(each) for each in row] for row in listing.rows]
        self.grid(listing.title, listing.said, listing.heads, widths, rows, ["wrapped"] * len(widths))

    def opening(self) -> dict[str, Sheet]:
        """The sheets about the meeting before, without those that would be empty."""
        story = self.story
        asked: list[list[Cell]] = [
            [(p.title, ""), (p.owner, ""), (p.due, ""), (p.stands, ""), (p.given, ""), (p.about, ""), (p.moved, ""),
             (p.said, ""), (p.said_by, "")]
            for p in story.promised
        ]  # fmt: skip
        amended = [row for each in story.amended for row in self.amended(each)]
        noted: list[list[Cell]] = [[(note.title, ""), (note.said, ""), (note.who, "")] for note in story.noted]
        sheets = {
            "promises": (story.promises_said, PROMISE, asked),
            "amended_title": (story.amended_said, AMENDED, amended),
            "notes": ("", NOTE, noted),
        }
        found: dict[str, Sheet] = {
            text(f"pack.opening.{key}", self.lang): sheet for key, sheet in sheets.items() if sheet[2]
        }
        return found

    def amended(self, each: Amended) -> list[list[Cell]]:
        """A line for the figure, then one for each record that changed it; one more if not all are listed."""
        form, unit = FORMS.get(each.unit, NUMBER), unit_word(each.unit, self.lang)
        rows: list[list[Cell]] = [
            [(each.title, ""), (each.shown, form), (each.now, form), (each.gap, form), (unit, ""), (each.why, ""),
             (None, ""), (None, ""), (None, ""), (None, ""), (each.target, "")]
        ]  # fmt: skip
        for reason in each.reasons:
            told: list[Cell] = [(reason.kind, ""), (reason.name, ""), (reason.amount, form), (reason.batch, "")]
            rows.append([(each.title, ""), (None, ""), (None, ""), (None, ""), (unit, ""), *told, (reason.who, "")])
        if len(each.reasons) < each.total:
            rows.append([(self.truncated(each.title, len(each.reasons), each.total), "")])
        return rows

    def trend(self) -> dict[str, Sheet]:
        rows: list[list[Cell]] = []
        for told in self.story.all_told:
            form, unit = FORMS.get(told.figure.unit, NUMBER), unit_word(told.figure.unit, self.lang)
            for row in told.trend.rows if told.trend else ():
                rows += [
                    [(told.title, ""), (row.title, ""), (point.first.isoformat(), ""), (point.last.isoformat(), ""),
                     (point.value, form), (point.then, form), (point.target, form), (unit, "")]
                    for point in row.points
                ]  # fmt: skip
        return {text("pack.trend.title", self.lang): ("", TREND, rows)} if rows else {}

    def part(self, key: str) -> str:
        return text(f"pack.part.{key}", self.lang)

    def contents(self, name: str, titles: Sequence[str]) -> None:
        page = self.page(name, (WIDE, 3 * WIDE))
        page.write_string(0, 0, f"{self.story.title} {self.story.issue}", self.style(bold=True))
        line = 2
        for head, said in self.story.cover:
            self.put(page, line, 0, (head, ""), bold=True)
            self.put(page, line, 1, (said, ""))
            line += 1
        for title in titles:
            line += 1
            place = self.name(title).replace("'", "''")
            page.write_url(line, 0, f"internal:'{place}'!A1", string=str(harmless(title)))

    def summary(self, name: str) -> None:
        page = self.page(name, (NARROW, 4 * WIDE))
        said: list[tuple[object, object]] = [(None, sentence) for sentence in self.story.summary]
        said += [(word, count) for _, word, count in self.story.counts]
        said += [(text("pack.summary.exceptions", self.lang), self.story.slide)]
        said += [(told.status_said, told.message) for told in self.story.exceptions]
        said += [(text("pack.summary.changes", self.lang), self.story.changes_said)]
        said += [(None, told.message) for told in self.story.changes]
        for line, pair in enumerate(said):
            for column, value in enumerate(pair):
                self.put(page, line, column, (value, ""), look="left")

    def table(self, name: str, said: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        widths = [WIDE if c in LONG else SHORT if c in BRIEF else NARROW for c in columns]
        looks = ["wrapped" if c in WRAPPED else "" for c in columns]
        self.grid(name, said, [self.head(column) for column in columns], widths, rows, looks)

    def head(self, column: str) -> str:
        return text(f"pack.column.{column}", self.lang, day=self.story.since_short)

    def facts(self, told: Told) -> list[Cell]:
        figure, goal, form = told.figure, told.goal, FORMS.get(told.figure.unit, NUMBER)
        aimed: list[Cell] = [(None, "")] * 6
        if goal is not None:
            aimed = [(goal.target, form), (goal.base, form), (goal.counted, form), (goal.done, SHARE),
                     (goal.pace, SHARE), (goal.expected, form)]  # fmt: skip
        return [
            (told.title, ""), (told.value, ""), (figure.value, form), (unit_word(figure.unit, self.lang), ""),
            (told.days, ""), (told.then, form), (said(told.change, told.since), form), (told.last_then, form),
            (said(told.last_change, told.last_year), form), (told.last_share, SHARE), *aimed,
            (told.status_said, ""), (told.signal_said, ""), (told.coverage, ""), (told.owner, ""), (told.why, ""),
        ]  # fmt: skip

    def bridges(self, told: Told) -> list[list[Cell]]:
        movement = told.movement
        if movement is None or not movement.moves:
            return []
        rows: list[list[Cell]] = [[(told.title, ""), (self.part("opening"), ""), (None, ""), (movement.opening, "")]]
        for move in movement.moves:
            side = self.part("in" if move.entering else "out")
            rows.append([(told.title, ""), (side, ""), (move.cause, ""), (move.total, "")])
            rows += [[(told.title, ""), (side, ""), (move.cause, ""), (None, ""), (name, "")] for name in move.names]
            if len(move.names) < move.total:
                cut = text("pack.part.names_cut", self.lang, listed=len(move.names), total=move.total)
                rows.append([(told.title, ""), (side, ""), (move.cause, ""), (None, ""), (cut, "")])
        return [*rows, [(told.title, ""), (self.part("closing"), ""), (None, ""), (movement.closing, "")]]

    def receipt(self, told: Told) -> list[Cell]:
        figure = told.figure
        listed: object = len(told.lines.rows) if told.lines else self.part("no_lines") if figure.parts else None
        newest = date.fromisoformat(figure.newest).isoformat() if figure.newest else None
        document = told.goal.document if told.goal else None
        return [
            (told.title, ""), (told.explains, ""), (clean(figure.formula), ""), (figure.definition, ""),
            (told.days, ""), (figure.rows, ""), (listed, ""), (newest, ""), (document, ""), (told.owner, ""),
        ]  # fmt: skip

    def lines(self, told: Told) -> list[list[Cell]]:
        if told.lines is None:
            return []
        form, unit = FORMS.get(told.figure.unit, NUMBER), unit_word(told.figure.unit, self.lang)
        rows: list[list[Cell]] = [
            [(told.title, ""), (clean(line.name), ""), (line.amount, form), (unit, ""), (clean(line.batch), ""),
             (clean(line.file), ""), (clean(line.sheet), ""), (line.row, "")]
            for line in told.lines.rows
        ]  # fmt: skip
        if told.lines.cut:
            rows.append([(self.cut_said(told), "")])
        return rows

    def cut_said(self, told: Told) -> str:
        assert told.lines is not None
        return self.truncated(told.title, len(told.lines.rows), told.lines.total)

    def truncated(self, title: str, listed: int, total: int) -> str:
        return text("pack.part.truncated", self.lang, title=title, listed=listed, total=total)

    def cut(self) -> str:
        stop = text("pack.stop", self.lang)
        return stop.join(self.cut_said(told) for told in self.story.all_told if told.lines and told.lines.cut)


def said(change: Value, words: str) -> object:
    """A change as a number, or why there is none."""
    return words if change is None else change
