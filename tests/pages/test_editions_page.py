"""Editions on the screen: prepared, looked through, frozen, superseded; each opens whatever has become of the data."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from parkdash import review, warehouse
from parkdash.packs import report
from parkdash.review import Edition
from parkdash.review.editions import keep, kept_lines
from parkdash.review.lines import packed
from parkdash.review.memory import About, memory, note
from parkdash.telling.story import story
from parkdash.ui import cards
from parkdash.ui.review import kept, stored
from parkdash.ui.review.reading import Reading
from parkdash.ui.state import State
from parkdash.ui.view import View
from tests.pages.test_pages import html, opened
from tests.world import LEADER

NUMBERS = (
    "high_tech",
    "equity_paid",
    "talent_total",
    "fund_invested",
    "stay_rate",
    "enterprises_exited",
    "revenue",
)
LINKS = re.compile(r'href="[^"]*"')


@pytest.fixture(scope="module")
def prepared(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample park with a draft."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("prepared") / "home")
    drafted(home)
    return home


@pytest.fixture
def made(prepared: Path, own_sample_home: Path) -> Edition:
    """The draft of the sample park, in the test's own home."""
    shutil.copytree(prepared, own_sample_home, dirs_exist_ok=True)
    (draft,) = review.editions(own_sample_home)
    return draft


def drafted(home: Path) -> Edition:
    version = warehouse.current(home)
    return review.draft(
        home, version, LEADER, version.cut_off, date.fromordinal(version.cut_off.toordinal() - 7), "编制人"
    )


def shown(home: Path, monkeypatch: pytest.MonkeyPatch, id: int, **params: str) -> str:
    page = opened(home, monkeypatch, "edition", edition=str(id), **params)
    assert not page.exception
    return html(page)


def until(page: AppTest, words: str) -> AppTest:
    """Run the page again until it says this: work goes on beside it."""
    for _ in range(200):
        if words in html(page):
            return page
        time.sleep(0.1)
        page.run()
    raise AssertionError(f"{words} is never said")


@pytest.mark.parametrize("role", ["guest", "analyst"])
@pytest.mark.parametrize("page", ["editions", "edition"])
def test_readers_who_may_not_see_firms_and_persons_are_told_why_no_edition_opens(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition, role: str, page: str
) -> None:
    said = opened(own_sample_home, monkeypatch, page, role=role, edition=str(made.id))
    assert "您的权限不含例会期次" in html(said)
    assert made.content_hash[:12] not in html(said)
    assert not said.button


def test_a_reader_of_one_park_does_not_open_the_edition_of_all(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    monkeypatch.setenv("PARKDASH_PARKS", "云岫科技园")
    assert "包含您权限以外的园区" in shown(own_sample_home, monkeypatch, made.id)


def test_a_draft_is_prepared_from_the_newest_data_and_listed(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(own_sample_home, monkeypatch, "editions")
    assert "还没有例会期次" in html(page)
    page.button(key="edition_prepare").click().run()
    assert "请填写经办人姓名" in html(page)
    page.text_input(key="import_who").set_value("编制人").run()
    page.button(key="edition_prepare").click().run()
    until(page, "草稿已编好")
    (found,) = review.editions(own_sample_home)
    assert (found.state, found.made_by, found.as_of) == ("draft", "编制人", warehouse.current(own_sample_home).cut_off)
    assert found.content_hash[:12] in html(page)


@pytest.mark.parametrize(
    ("as_of", "since", "says"),
    [
        ("nothing", "2026-01-01", "日期无法识别"),
        ("2199-01-01", "2026-01-01", "截至日不能晚于这一天"),
        ("2026-10-01", "2026-10-01", "对比日应早于数据截至日"),
    ],
)
def test_days_that_make_no_edition_are_told(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, as_of: str, since: str, says: str
) -> None:
    page = opened(own_sample_home, monkeypatch, "editions")
    page.text_input(key="import_who").set_value("编制人").run()
    page.text_input(key="edition_as_of").set_value(as_of).run()
    next(field for field in page.text_input if (field.key or "").startswith("edition_since")).set_value(since).run()
    page.button(key="edition_prepare").click().run()
    assert says in html(page)
    assert not review.editions(own_sample_home)


def test_an_edition_opens_without_any_data(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    review.freeze(own_sample_home, made.id, "定稿人")
    before = shown(own_sample_home, monkeypatch, made.id, metric="high_tech")
    shutil.rmtree(own_sample_home / "versions")
    shutil.rmtree(own_sample_home / "ledger")
    after = shown(own_sample_home, monkeypatch, made.id, metric="high_tech")
    assert "依据的明细" in before
    assert re.findall(r"<td.*?</td>", before) == re.findall(r"<td.*?</td>", after)
    assert "本期" in shown(own_sample_home, monkeypatch, made.id)


def test_a_figure_that_the_catalogue_has_lost_still_opens(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    _, content = review.load(own_sample_home, made.id)
    lost = replace(
        content.figures["high_tech"], metric="lost", title={"zh": "旧指标", "en": "Old"}, group="gone", owner="x"
    )
    lines = {"lost": packed(kept_lines(own_sample_home, made.id, "high_tech"))}
    old = keep(own_sample_home, replace(content, figures={"lost": lost}), lines)
    whole = shown(own_sample_home, monkeypatch, old.id)
    assert "旧指标" in whole
    figure = shown(own_sample_home, monkeypatch, old.id, metric="lost")
    assert "现行指标目录中已无此项" in figure
    assert f"共 {lost.value} 条" in figure


def test_a_card_of_an_edition_looks_like_the_live_one(own_sample_home: Path, made: Edition) -> None:
    version, (edition, content) = warehouse.current(own_sample_home), review.load(own_sample_home, made.id)
    state = State(lang="zh", at=made.as_of, since=made.since)
    live, look = View(version, version.number, LEADER, state), Reading(edition, content, state)
    for id in NUMBERS:
        pair = cards.markup(live, cards.card(live, id)), cards.markup(look, stored.card(content.figures[id]))
        one, other = (LINKS.sub("", each) for each in pair)
        assert one == other


def test_a_figure_tells_its_lines_members_target_and_definition(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    lines = kept_lines(own_sample_home, made.id, "high_tech")
    told = shown(own_sample_home, monkeypatch, made.id, metric="high_tech")
    _, content = review.load(own_sample_home, made.id)
    figure = content.figures["high_tech"]
    assert f"共 {len(lines)} 条" in told
    assert all(member["name"] in told for move in (figure.bridge or {})["entered"] for member in move["members"])
    assert figure.title["zh"] in told
    assert figure.explains["zh"] in told
    by_row = shown(own_sample_home, monkeypatch, made.id, metric="high_tech", sort="row")
    assert f">{min(line.row for line in lines)}</td>" in by_row
    ratio = shown(own_sample_home, monkeypatch, made.id, metric="rd_intensity")
    assert "metric=rd_expense" in ratio
    assert "metric=revenue" in ratio
    assert "本期没有这项指标" in shown(own_sample_home, monkeypatch, made.id, metric="nothing")


def test_lines_are_taken_along_with_the_hash_of_their_edition(own_sample_home: Path, made: Edition) -> None:
    edition, content = review.load(own_sample_home, made.id)
    look = Reading(edition, content, State(lang="zh"))
    told = next(each for each in story(edition, content, {}, "zh").all_told if each.figure.metric == "equity_paid")
    lines = kept.in_order(kept_lines(own_sample_home, made.id, "equity_paid"), "")
    sheet = openpyxl.load_workbook(BytesIO(kept.workbook(look, told, lines))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(lines)
    assert sum(float(row[1]) for row in rows) == pytest.approx(float(content.figures["equity_paid"].value or 0))
    assert {row[-1] for row in rows} == {edition.content_hash}


def test_a_draft_is_frozen_by_somebody_with_its_notes(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    note(own_sample_home, About("metric", "high_tech"), "含公示期内企业", "编制人", made.id)
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id))
    assert "定稿后数字、名单和备注均不能再改" in html(page)
    page.button(key="edition_freeze").click().run()
    assert "请填写经办人姓名" in html(page)
    page.text_input(key="import_who").set_value("定稿人").run()
    page.button(key="edition_freeze").click().run()
    (found,) = review.editions(own_sample_home)
    assert (found.state, found.frozen_by) == ("frozen", "定稿人")
    told = shown(own_sample_home, monkeypatch, made.id, metric="high_tech")
    assert "含公示期内企业" in told
    assert "定稿内容" in told
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id))
    page.button(key="edition_verify").click().run()
    assert "未被改动" in html(page)


def test_a_note_is_typed_on_a_draft_before_anything_else_is_done_with_it(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id), write="note")
    assert not page.exception
    assert "edition_freeze" not in [button.key for button in page.button]


def test_a_frozen_edition_is_superseded_with_a_reason(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    review.freeze(own_sample_home, made.id, "定稿人")
    second = drafted(own_sample_home)
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(second.id))
    assert page.selectbox(key="edition_replaces").value == made.id  # of the same day
    page.text_input(key="import_who").set_value("定稿人").run()
    page.button(key="edition_freeze").click().run()
    assert "请写明替代原因" in html(page)
    page.text_input(key="edition_reason").set_value("漏计一家").run()
    page.button(key="edition_freeze").click().run()
    assert [each.state for each in review.editions(own_sample_home)] == ["superseded", "frozen"]
    assert memory(own_sample_home, About("edition", str(made.id)))[0].text == "漏计一家"
    assert "漏计一家" in shown(own_sample_home, monkeypatch, made.id)
    assert f"已由第{second.id}期替代" in html(opened(own_sample_home, monkeypatch, "editions"))


def test_a_draft_is_thrown_away_after_a_second_yes(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id))
    page.button(key="edition_drop").click().run()
    assert not review.editions(own_sample_home)
    assert "没有这一期" in html(page)


def test_a_draft_that_somebody_else_has_frozen_meanwhile_is_told(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id))
    review.freeze(own_sample_home, made.id, "别人")
    page.button(key="edition_drop").click().run()
    assert not page.exception
    assert review.editions(own_sample_home)[0].frozen_by == "别人"


def test_an_office_store_that_does_not_answer_is_told(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARKDASH_OFFICE", f"sqlite:///{tmp_path}/nowhere/office.sqlite")
    for page, params in (("editions", {}), ("edition", {"edition": "1"})):
        drawn = opened(own_sample_home, monkeypatch, page, **params)
        assert not drawn.exception
        assert "例会库暂时无法连接或写入" in html(drawn)


def test_without_a_chinese_typeface_four_files_are_made_and_the_fifth_is_told(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, made: Edition
) -> None:
    monkeypatch.setattr(report, "CHINESE", ("No Such Typeface",))
    review.freeze(own_sample_home, made.id, "定稿人")
    page = opened(own_sample_home, monkeypatch, "edition", edition=str(made.id))
    page.button(key="pack_make").click().run()
    until(page, "服务器上没有中文字体")
    assert "No Such Typeface" in html(page)
    assert sorted(path.suffix for path in (own_sample_home / "packs").iterdir()) == [".docx", ".html", ".pptx", ".xlsx"]
