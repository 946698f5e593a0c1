"""One line says what, who and until when; what cannot be read is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash.review.written import Written, completions, read, read_due

SUNDAY = date(2026, 11, 22)
OWNERS = ("经济发展局", "科技创新局", "人才办", "金融服务中心", "Economic development bureau")


@pytest.mark.parametrize(
    ("line", "title", "owner", "due"),
    [
        ("催报10月月报 @经济发展局 11-27", "催报10月月报", "经济发展局", date(2026, 11, 27)),
        ("催报10月月报 ＠经济发展局 11-27", "催报10月月报", "经济发展局", date(2026, 11, 27)),
        ("催报10月月报@经济发展局 11月27日前", "催报10月月报", "经济发展局", date(2026, 11, 27)),
        ("催报月报 11-27 @经济发展局", "催报月报", "经济发展局", date(2026, 11, 27)),
        ("@经济发展局 11-27 催报月报", "催报月报", "经济发展局", date(2026, 11, 27)),
        ("11-27 催报月报 @经济发展局", "催报月报", "经济发展局", date(2026, 11, 27)),
        ("催报月报 @经济发展局下周三", "催报月报", "经济发展局", date(2026, 11, 25)),
        ("走访甲公司 @张 27日", "走访甲公司", "张", date(2026, 11, 27)),
        ("走访甲公司 @园区服务公司11月27日", "走访甲公司", "园区服务公司", date(2026, 11, 27)),
        ("核实 11-20 的数据 @人才办 +7", "核实 11-20 的数据", "人才办", date(2026, 11, 29)),
        ("发函至a@b.cn @人才办", "发函至a@b.cn", "人才办", None),
        ("走访 @经发", "走访", "经济发展局", None),
        ("Remind them @economic development bureau fri", "Remind them", "Economic development bureau",
         date(2026, 11, 27)),
        ("会商 @人才办 @科技创新局 月底", "会商", "人才办、科技创新局", date(2026, 11, 30)),
    ],
)  # fmt: skip
def test_a_line_is_read(line: str, title: str, owner: str, due: date | None) -> None:
    assert read(line, SUNDAY, OWNERS) == Written(title, owner, due)


@pytest.mark.parametrize(
    ("word", "due"),
    [
        ("11-27", date(2026, 11, 27)),
        ("11/27", date(2026, 11, 27)),
        ("11.27", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
        ("2026年11月27日", date(2026, 11, 27)),
        ("20261127", date(2026, 11, 27)),
        ("1-5", date(2027, 1, 5)),
        ("2-29", date(2028, 2, 29)),
        ("5日", date(2026, 12, 5)),
        ("下月5日", date(2026, 12, 5)),
        ("今天", SUNDAY),
        ("明天", date(2026, 11, 23)),
        ("周日", SUNDAY),
        ("Friday", date(2026, 11, 27)),
        ("Sunshine", None),
        ("周五", date(2026, 11, 27)),
        ("本周五", date(2026, 11, 20)),
        ("星期三前", date(2026, 11, 25)),
        ("下周三", date(2026, 11, 25)),
        ("下下周一", date(2026, 11, 30)),
        ("月底", date(2026, 11, 30)),
        ("下月底", date(2026, 12, 31)),
        ("年底", date(2026, 12, 31)),
        ("+7", date(2026, 11, 29)),
        ("3天内", date(2026, 11, 25)),
        ("11-31", None),
        ("13-1", None),
        ("10月", None),
        ("100%", None),
        ("", None),
    ],
)
def test_a_due_day_is_read(word: str, due: date | None) -> None:
    assert read_due(word, SUNDAY) == due


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("催报月报", (("owner", ""),)),
        ("@人才办", (("title", ""),)),
        ("催报月报 @人才办 11-31", (("due", "11-31"),)),
        ("催报月报 @人才办 11-20", (("past", "11-20"),)),
        ("催报月报 @人才办 本周五", (("past", "本周五"),)),
        ("", (("title", ""), ("owner", ""))),
    ],
)
def test_what_could_not_be_read_is_told(line: str, unread: tuple[tuple[str, str], ...]) -> None:
    found = read(line, SUNDAY, OWNERS)
    assert found.unread == unread
    assert found.due is None


def test_a_short_name_that_two_might_have_is_asked_about() -> None:
    assert read("走访 @科创", SUNDAY, ("科技创新局", "科创中心")).unread == (("owner_unclear", "科创中心、科技创新局"),)


def test_completions_begin_with_those_that_begin_so() -> None:
    assert completions("科创", ("科技创新局", "科创中心", "人才办")) == ["科创中心", "科技创新局"]
    assert completions("", OWNERS) == []


@given(st.text(max_size=40))
def test_any_line_is_read_without_falling(line: str) -> None:
    found = read(line, SUNDAY, OWNERS)
    assert found.due is None or found.due >= SUNDAY
