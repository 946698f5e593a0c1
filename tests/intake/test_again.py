"""A workbook that was given back and corrected takes the place of what it was; nothing of its try is lost."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from parkdash.intake import again, drafts
from parkdash.intake.returned import returned


def workbook(figure):
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "报告月份", "当月营业收入(万元)"])
    book.active.append(["甲公司", "2026-01", figure])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(home, *names):
    draft = drafts.start(home, [(name, workbook(number)) for number, name in enumerate(names)])
    draft = replace(draft, source="office", partial=True)
    drafts.save(home, draft)
    return draft


def given_back(draft, number=0):
    file = draft.files[number]
    return returned(file.path.read_bytes(), file.name, (), "zh", try_id=draft.id)


def test_the_other_files_of_the_try_come_along(home):
    before = handed_in(home, "月报.xlsx", "月报2.xlsx", "年报.xlsx")
    content, name = given_back(before, 1)
    now = again.start(home, [(name, content)], "李")
    assert sorted(file.name for file in now.files) == sorted([name, "月报.xlsx", "年报.xlsx"])
    assert (now.source, now.partial, now.who) == ("office", True, "李")
    assert [draft.id for draft in drafts.open_tries(home)] == [now.id]


def test_a_try_stays_if_nobody_can_tell_which_of_its_files_came_back(home):
    before = handed_in(home, "月报.xlsx", "年报.xlsx")
    now = again.start(home, [("改好了.xlsx", given_back(before)[0])])
    assert [file.name for file in now.files] == ["改好了.xlsx"]
    assert {draft.id for draft in drafts.open_tries(home)} == {before.id, now.id}


@pytest.mark.parametrize("name", ["月报-待修改.xlsx", "改好了.xlsx"])
def test_the_only_file_of_a_try_ends_it_under_whatever_name(home, name):
    before = handed_in(home, "月报.xlsx")
    now = again.start(home, [(name, given_back(before)[0])])
    assert [draft.id for draft in drafts.open_tries(home)] == [now.id]


def test_other_files_begin_a_try_of_their_own(home):
    before = handed_in(home, "月报.xlsx")
    now = again.start(home, [("月报.xlsx", workbook(1))])
    assert (now.source, len(drafts.open_tries(home))) == ("", 2)
    assert before.id != now.id
