"""How each kind of question is put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from parkdash.contracts import UNIT_FACTORS, Column, Contract
from parkdash.ingest.codes import choice_names, plain
from parkdash.ingest.guess.model import NOT_TAKEN, Option, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.units import likely_money_unit
from parkdash.ingest.guess.words import simple
from parkdash.ingest.mapping import PERCENT
from parkdash.ingest.sheets import Sheet
from parkdash.text import LANGUAGES, text

LISTED = 50  # texts of one column that are asked for
LIKE = 0.6  # likeness from which a choice is suggested for a text


def word(name: str, value: str) -> Option:
    """An option of our own wording."""
    return Option(value, {lang: text(f"questions.words.{name}", lang) for lang in LANGUAGES})


def plainly(value: str) -> Option:
    """An option that is shown as it is."""
    return Option(value, dict.fromkeys(LANGUAGES, value))


def samples(source: Source) -> str:
    """A few texts of a column for the middle of a sentence."""
    return "、".join(source.shown[:3])


def which_table(sheet: Sheet, tables: Sequence[Contract], doubt: str = "") -> Question:
    """Which of these tables a sheet is; the first is suggested, none if there is a doubt (`Choice.doubt`)."""
    headers = "、".join(header for header in sheet.headers if header)
    options = tuple(Option(each.table, each.title) for each in tables)
    params = {
        "sheet": sheet.name,
        "rows": len(sheet.rows),
        "headers": headers if len(headers) <= 200 else headers[:199] + "…",
    }
    return Question(
        f"table:{sheet.name}",
        f"table_{doubt}" if doubt else "table",
        (*options, word("not_taken", NOT_TAKEN)),
        suggested=NOT_TAKEN if doubt else tables[0].table,
        params=params,
    )


def which_source(contract: Contract, column: Column, sources: Iterable[Source], suggested: str = "") -> Question:
    """Which header a column of ours is; any other text is its value in every row."""
    options = [Option(each.name, dict.fromkeys(LANGUAGES, f"{each.name}（{samples(each)}）")) for each in sources]
    if not column.required:
        options.append(word("not_taken", NOT_TAKEN))
    return Question(
        f"column:{contract.table}.{column.name}", "source", tuple(options), suggested=suggested, free=True,
        params={"table": contract.title, "column": column.title},
    )  # fmt: skip


def what_became_of(contract: Contract, column: Column, header: str, sources: Iterable[Source]) -> Question:
    """What stands for a column that last time's file had: another header, or nothing any more."""
    question = which_source(contract, column, sources, NOT_TAKEN)
    return replace(question, code="gone", free=False, params={**question.params, "header": header})


def what_is_meant(sheet: Sheet, contract: Contract, column: Column, source: Source) -> Question:
    """Whether a column whose header is but like ours is meant; left aside until a person says so."""
    name = f"{contract.table}.{column.name}"
    taken = Option(name, column.title)
    return Question(
        f"column:{sheet.name}:{source.headers[0]}", "meaning", (taken, word("not_taken", NOT_TAKEN)), suggested=name,
        optional=True, params={"header": source.label, "samples": samples(source), "table": contract.title},
    )  # fmt: skip


def which_figure(sheet: Sheet, contract: Contract, columns: Sequence[Column], source: Source, needed: bool) -> Question:
    """Which figure of a table stands in a column that no header names. `needed`: without it nothing is told."""
    options = tuple(Option(f"{contract.table}.{column.name}", column.title) for column in columns)
    return Question(
        f"column:{sheet.name}:{source.headers[0]}", "meaning", (*options, word("not_taken", NOT_TAKEN)),
        optional=not needed, params={"header": source.label, "samples": samples(source), "table": contract.title},
    )  # fmt: skip


def is_plan_meant(sheet: Sheet, contract: Contract, column: Column, source: Source) -> Question:
    """Whether a column of plans is to be taken as actuals."""
    taken = Option(f"{contract.table}.{column.name}", column.title)
    return Question(
        f"column:{sheet.name}:{source.headers[0]}", "plan", (word("not_taken", NOT_TAKEN), taken),
        suggested=NOT_TAKEN, optional=True, params={"header": source.label, "column": column.title},
    )  # fmt: skip


def which_codes(contract: Contract, column: Column, source: Source, unknown: Sequence[str]) -> Question:
    """Which choice each of these texts means."""
    options = [Option(choice.code, choice.title) for choice in column.choices]
    options.append(word("blank", NOT_TAKEN))
    asked = tuple(unknown[:LISTED])
    likely = {one: code for one in asked if (code := likeliest(one, column))}
    return Question(
        f"codes:{contract.table}.{column.name}", "codes", tuple(options), asked, optional=not column.required,
        params={"header": source.label, "column": column.title}, suggestions=likely,
    )  # fmt: skip


def likeliest(raw: str, column: Column) -> str:
    """The choice whose name is most like a text, or ""."""
    own = plain(simple(raw))
    ranked = [(_likeness(own, name), code) for name, code in choice_names(column).items()]
    best = max(ranked, default=(0.0, ""))
    return best[1] if best[0] >= LIKE else ""


def _likeness(own: str, name: str) -> float:
    inside = 0.6 + 0.4 * len(name) / len(own) if len(name) > 1 and name in own else 0.0
    return max(inside, SequenceMatcher(None, own, name).ratio())


def what_of_nameless(sheet: Sheet, source: Source) -> Question:
    """Under which name rows are to stand that name no firm; unanswered they stay errors."""
    return Question(
        f"blank:{sheet.name}:{source.headers[0]}", "nameless", (word("stay_errors", NOT_TAKEN),),
        free=True, optional=True, params={"header": source.label},
    )  # fmt: skip


def what_strays_mean(
    contract: Contract, column: Column, source: Source, strays: Sequence[str], code: str = "strays"
) -> Question:
    """What texts that are no dates, or no numbers, are to be; unanswered they stay errors."""
    return Question(
        f"codes:{contract.table}.{column.name}", code, (word("blank", NOT_TAKEN),), tuple(strays[:LISTED]),
        free=True, optional=True, params={"header": source.label},
    )  # fmt: skip


def which_form(contract: Contract, column: Column, source: Source, forms: Sequence[str]) -> Question:
    """In which of these forms dates are that can be read either way."""
    return Question(
        f"dates:{contract.table}.{column.name}", "dates", tuple(word(form, form) for form in forms),
        suggested=forms[0], params={"header": source.label, "samples": samples(source)},
    )  # fmt: skip


def which_unit(contract: Contract, columns: Sequence[tuple[Column, Source]]) -> Question:
    """In which unit bare amounts are; one answer holds for all these columns."""
    column, source = columns[0]
    return Question(
        f"unit:{contract.table}.{column.name}", "unit", tuple(plainly(unit) for unit in UNIT_FACTORS),
        suggested=likely_money_unit(source, column.unit or "元"),
        params={"headers": "、".join(each.label for _, each in columns), "samples": samples(source)},
    )  # fmt: skip


def how_shares_are_meant(contract: Contract, column: Column, source: Source) -> Question:
    """Whether small bare shares are fractions or percentages."""
    return Question(
        f"unit:{contract.table}.{column.name}", "share", (word("fraction", "1"), word("percent", PERCENT)),
        suggested="1", params={"header": source.label, "samples": samples(source)},
    )  # fmt: skip


def what_of_currency(contract: Contract, column: Column, source: Source, currency: str) -> Question:
    """What to do with amounts in another currency where the table has no column to say so."""
    return Question(
        f"currency:{contract.table}.{column.name}", "currency",
        (word("not_taken", NOT_TAKEN), word("as_renminbi", "CNY")), suggested=NOT_TAKEN,
        params={"header": source.label, "currency": currency},
    )  # fmt: skip


def what_of_states(sheet: Sheet, contract: Contract, source: Source, ended: Sequence[str], rows: int) -> Question:
    """Whether a sheet is taken though a column says of some of its rows that they do not hold."""
    return Question(
        f"states:{sheet.name}", "states", (word("not_taken", NOT_TAKEN), word("take_all", "all")), suggested=NOT_TAKEN,
        params={"header": source.label, "texts": "、".join(ended[:3]), "rows": rows, "table": contract.title},
    )  # fmt: skip


def what_of_repeats(contract: Contract, rows: int, ways: Sequence[str]) -> Question:
    """What rows are that have one key and differ; unanswered they are errors."""
    names = (*ways, "first", "last", "error")
    return Question(
        f"repeats:{contract.table}", "repeats", tuple(word(f"repeats_{name}", name) for name in names),
        suggested=names[0] if ways else "error", optional=True, params={"table": contract.title, "rows": rows},
    )  # fmt: skip


def which_value(contract: Contract, column: Column, suggested: str = "", likely: Sequence[str] = ()) -> Question:
    """What a required column is for the whole sheet."""
    options = tuple(Option(choice.code, choice.title) for choice in column.choices)
    if not options and suggested:
        options = tuple(map(plainly, likely or (suggested,)))
    return Question(
        f"value:{contract.table}.{column.name}", "value", options, suggested=suggested, free=not column.choices,
        params={"table": contract.title, "column": column.title},
    )  # fmt: skip
