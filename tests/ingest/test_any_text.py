"""Whatever stands in a cell: a value or a named problem, never an exception; and what is written is what is read."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from parkdash.contracts import Column, contracts
from parkdash.ingest.beside import beside
from parkdash.ingest.columns import READERS, STORED, typed
from parkdash.ingest.dates import FORMS
from parkdash.ingest.issues import severity_of
from parkdash.ingest.names import normalise
from parkdash.ingest.outcomes import How, Problem

BY_KIND: dict[str, Column] = {column.kind: column for each in contracts().values() for column in each.columns}
RAW = contracts()["financing"].column("amount")
SIGNED = contracts()["monthly_report"].column("revenue")
VAGUE = contracts()["park"].column("approved_on")
READ = {**{kind: BY_KIND[kind] for kind in sorted({*READERS, "range"})}, "raw money": RAW, "vague date": VAGUE,
        "width": contracts()["enterprise"].column("stock_code")}  # fmt: skip
LIKELY = st.text(
    alphabet="0123456789.,-+/'’年月日号季度民国万亿千百十元美港$€()（）%‰eEkKmMbBnqQ ²½①１２ 是否NaNinf约超余以上数几一二零〇janT:",
    max_size=24,
)
SCRIPTS = st.text(max_size=12)
WORDS = (
    ("万", 10_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("百万", 1_000_000),
    ("k", 1_000),
    ("M", 10**6),
    ("bn", 10**9),
)
ZH = "零一二三四五六七八九"


@pytest.mark.parametrize("name", READ)
@given(texts=st.lists(LIKELY | SCRIPTS, min_size=1, max_size=6))
def test_every_cell_gives_a_value_or_a_named_problem(name: str, texts: list[str]) -> None:
    trimmed = pa.array([text.strip() for text in texts], pa.string()).dictionary_encode()
    column, how = READ[name], How(unit=10_000)
    result = typed(trimmed, column, how)
    told = {place for found in result.found for place in found.places.tolist() if severity_of(found.problem.code)}
    for place, (value, blank) in enumerate(zip(result.values.to_pylist(), result.blank.to_pylist(), strict=True)):
        assert blank or value is not None or place in told or column.kind == "list"
    kept = beside(trimmed.dictionary, result.distinct, column, how)
    assert {each: array.type for each, array in kept.items()} == {
        each: STORED[kind] for each, kind in column.beside.items()
    }


@pytest.mark.parametrize("form", [*FORMS, "%Y-%m", "%d.%m.%y"])
@given(text=LIKELY | st.integers(-(10**18), 10**18).map(str))
def test_every_form_of_date_gives_a_day_or_a_named_problem(form: str, text: str) -> None:
    result = typed(pa.array([text.strip() or "x"]).dictionary_encode(), BY_KIND["date"], How(forms=(form,)))
    assert (result.values[0].as_py() is None) == bool(result.found) or result.blank[0].as_py()


@given(name=st.text(max_size=20))
def test_a_normalised_name_is_its_own_normal_form(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


def one(text: str, column: Column, how: How) -> tuple[object, Problem | None]:
    """One cell as read."""
    result = typed(pa.array([text]).dictionary_encode(), column, how)
    return result.values[0].as_py(), result.found[0].problem if result.found else None


def grouped(digits: str, size: int, mark: str, first: int = 0) -> str:
    """1234567 → 1,234,567; `first` is the size of the last group where it differs."""
    head, tail = (
        (digits[: -(first or size)], digits[-(first or size) :]) if len(digits) > (first or size) else ("", digits)
    )
    parts = [tail]
    while head:
        parts.insert(0, head[-size:])
        head = head[:-size]
    return mark.join(parts)


def writings(amount: Decimal) -> dict[str, str]:
    """Ways to write an amount that all mean the same."""
    digits = f"{abs(amount):.2f}"
    whole, cents = digits.split(".")
    long, sign = len(whole) > 3, "-" if amount < 0 else ""
    found = {
        "plain": f"{sign}{digits}",
        "western": f"{sign}{grouped(whole, 3, ',')}.{cents}",
        "wide": "".join(chr(ord(c) + 0xFEE0) for c in f"{sign}{grouped(whole, 3, ',')}.{cents}"),
        "indian": f"{sign}{grouped(whole, 2, ',', 3)}.{cents}",
        "exponent": f"{amount:.12e}",
        "text mark": f"'{sign}{digits}",
    }
    if long:
        found |= {
            "european": f"{sign}{grouped(whole, 3, '.')},{cents}",
            "swiss": f"{sign}{grouped(whole, 3, '’')}.{cents}",
            "spaced": f"{sign}{grouped(whole, 3, chr(0xA0))},{cents}",
            "thin": f"{sign}{grouped(whole, 3, chr(0x2009))}.{cents}",
            "chinese comma": f"{sign}{grouped(whole, 3, '，')}.{cents}",
        }
    if amount < 0:
        found |= {"booked": f"({grouped(whole, 3, ',')}.{cents})", "trailing": f"{digits}-"}
    return found


@given(amount=st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_a_number_is_read_as_it_was_however_it_was_written(amount: Decimal) -> None:
    for name, text in writings(amount).items():
        assert one(text, BY_KIND["number"], How()) == (float(amount), None), (name, text)
        assert one(text, SIGNED, How(unit=1)) == (amount, None), (name, text)


@given(
    amount=st.decimals(0, 10**5, places=4, allow_nan=False),
    word=st.sampled_from(WORDS),
    tail=st.sampled_from(["", "元", "元人民币", "人民币", "(人民币)"]),
)
def test_a_word_of_size_counts(amount: Decimal, word: tuple[str, int], tail: str) -> None:
    name, factor = word
    assume(tail == "" or not name.isascii())
    for text in (
        f"{amount}{name}{tail}",
        f"{amount} {name}{tail}",
        f"{amount}({name}{tail})" if "(" not in tail else "1万",
    ):
        wanted = Decimal(10_000) if text == "1万" else amount * factor
        assert one(text, RAW, How(unit=1, currencies=True)) == (wanted.quantize(Decimal("0.01")), None), text


def spelled(number: int) -> str:
    """一百二十三 as Chinese spells numbers below a hundred million."""
    if number >= 10_000:
        above, below = divmod(number, 10_000)
        return spelled(above) + "万" + (("零" if below < 1_000 else "") + spelled(below) if below else "")
    text, gap = "", False
    for step, word in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap and text else "") + ZH[digit] + word
        gap = not digit
    return text or "零"


@example(0)
@given(st.integers(0, 99_999_999))
def test_a_number_spelled_in_chinese_is_read(number: int) -> None:
    text = spelled(number)
    assert one(text, BY_KIND["count"], How())[0] == number
    assert one(f"{text}人", BY_KIND["count"], How())[0] == number


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_was_however_it_was_written(day: date) -> None:
    minguo = day.year - 1911
    texts = [
        f"{day:%Y-%m-%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%d-%b-%Y}", f"{day:%B %d, %Y}", f"民國{minguo}年{day.month}月{day.day}日",
        f"{day.isoformat()} 00:00:00", f"{''.join(ZH[int(c)] for c in str(day.year))}年{spelled(day.month)}月{spelled(day.day)}日",
    ]  # fmt: skip
    for text in texts:
        assert one(text.replace("一十", "十") if "年一十" in text or "月一十" in text else text, VAGUE, How()) == (
            day,
            None,
        ), text


@given(st.dates(date(1970, 1, 1), date(2060, 12, 31)), st.sampled_from("-/."))
def test_a_form_reads_what_it_names(day: date, mark: str) -> None:
    assert one(f"{day.month}{mark}{day.day}{mark}{day:%y}", VAGUE, How(forms=("mdy",))) == (day, None)
    assert one(f"{day.day}{mark}{day.month}{mark}{day:%Y}", VAGUE, How(forms=("dmy",))) == (day, None)
    assert one(f"{day:%y}{mark}{day.month}{mark}{day.day}", VAGUE, How(forms=("ymd_short",))) == (day, None)
    assert one(f"{day.year - 1911}{day:%m%d}", VAGUE, How(forms=("minguo",))) == (day, None)


PLAIN_CELLS = st.decimals(-(10**9), 10**9, places=3).map(str) | st.integers(-(10**15), 10**15).map(str)


@pytest.mark.parametrize("kind", ["money", "count", "number", "year", "credit_code"])
@given(text=PLAIN_CELLS | st.from_regex(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", fullmatch=True))
def test_the_fast_path_reads_what_the_slow_one_reads(kind: str, text: str) -> None:
    column, how = BY_KIND[kind], How(unit=10_000 if kind == "money" else 1)
    fast, _ = one(text, column, how)
    slow, _ = READERS[column.kind](text, column, how)
    assert fast == slow or unicodedata.normalize("NFKC", text) != text


WRITTEN = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.one_of(
            st.decimals(-(10**7), 10**7, places=2).map(lambda value: f"{value:,}"),
            st.decimals(-(10**7), 10**7, places=8).map(str),
            st.sampled_from(["1,23", "1,2345", "12,34,567", "-", "1,234,56", "0012", "99999999999999999999"]),
        ),
        st.sampled_from(["", " "]),
        st.sampled_from(
            ["", "元", "万", "亿", "万元", "亿元", "万人民币", "万元人民币", "人民币", "人", "%", "万美元", "千元"]
        ),
    ),
    st.dates().map(str),
    st.sampled_from(["2025-02-30", "2025-13-01", "1799-12-31", "2200-01-01", "2201-01-01", "0001-01-01"]),
)


@pytest.mark.parametrize("name", ["money", "raw money", "count", "number", "date", "vague date", "year", "share"])
@given(texts=st.lists(WRITTEN, min_size=5, max_size=5, unique=True))
def test_a_long_column_is_read_like_its_cells(name: str, texts: list[str]) -> None:
    column, how = {**READ, "date": BY_KIND["date"]}[name], How(unit=1, currencies=True)
    filled = [*(text.strip() for text in texts), *(f"x{number}" for number in range(300))]
    whole = typed(pa.array(filled).dictionary_encode(), column, how).values[: len(texts)].to_pylist()
    assert whole == [
        READERS[column.kind](text, column, how)[0] if text not in ("", "-") else None for text in filled[: len(texts)]
    ]
