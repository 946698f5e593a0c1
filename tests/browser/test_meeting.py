"""A meeting is held by keyboard on a shared screen: walked, masked, timed, written into, and readable on the other side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from parkdash import metrics, review
from parkdash.access import scope_of
from parkdash.ui.review.agenda import agenda
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import answered, settled
from tests.browser.ocr import misread, seen
from tests.browser.reading import asked, place
from tests.browser.serving import serving
from tests.browser.ways import STROKES_IN_TEN_SECONDS

TEN_MINUTES = 600
OVERFLOW = """
() => [...document.querySelectorAll('.pm-scene')].filter(scene => scene.checkVisibility()).flatMap(scene =>
  [scene, ...scene.querySelectorAll('.pm-content, .pm-answer, .pm-trend, .pm-who, .pm-said-then, .pm-script')]
    .filter(part => part.checkVisibility())
    .filter(part => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
    .map(part => `${scene.dataset.token} ${part.className} ${part.scrollHeight}>${part.clientHeight} ${part.scrollWidth}>${part.clientWidth}`))
"""


# Presses ← as soon as the meeting's script hears keys, which is long before its steps are in the page.
EARLY = """
let heard;
Object.defineProperty(window, "parkdashMeets", {
  get: () => heard,
  set: (value) => {
    heard = value;
    setTimeout(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true })));
  },
});
"""


@pytest.fixture(scope="module")
def meetings(weeks_home: Path) -> Iterator[str]:
    """The sample park after three weeks."""
    with serving(weeks_home) as url:
        yield url


@pytest.fixture(scope="module")
def newest(weeks_home: Path) -> tuple[review.Edition, review.Content]:
    """The edition that the meeting is held on."""
    return review.load(weeks_home, review.editions(weeks_home)[-1].id)


@pytest.fixture
def meeting(open_page: OpenPage, meetings: str) -> Callable[..., Page]:
    """`meeting(agenda="", **look)` opens the newest meeting at a step."""

    def meeting(agenda: str = "", **look: str) -> Page:
        return open_page(f"/meeting?agenda={agenda}" if agenda else "/meeting", at=meetings, **look)

    return meeting


def scene(page: Page) -> Locator:
    """The step that is seen."""
    return page.locator(".pm-scene:visible")


def token(page: Page) -> str:
    """Which step is seen."""
    return str(scene(page).get_attribute("data-token"))


def walk(page: Page, folds: bool = True) -> Iterator[str]:
    """Step by step to the end by keyboard, every fold opened or passed by."""
    while True:
        here = token(page)
        yield here
        if here == "decisions":
            return
        opens = folds and (here == "quiet" or here.startswith("section:"))
        page.keyboard.press("Enter" if opens else "ArrowRight")


def test_all_metrics_are_walked_in_order_by_keyboard_in_ten_minutes_without_asking_the_server(
    meeting: Callable[..., Page], newest: tuple[review.Edition, review.Content], record_property: Callable
) -> None:
    page = meeting()
    said = page.evaluate("window.__wire.said")
    begun = time.monotonic()
    steps = list(walk(page))
    seconds = time.monotonic() - begun
    walked = [each for each in steps if each.startswith("metric:")]
    record_property("seconds_for_all_metrics", seconds)
    assert len(walked) == len(set(walked)) == len(newest[1].figures) >= 40
    assert seconds < TEN_MINUTES
    assert page.evaluate("window.__wire.said") == said
    assert steps == [step.token for step in agenda(newest[1], ("actions", "projects"))]


def test_every_step_is_seen_whole_without_scrolling(meeting: Callable[..., Page]) -> None:
    for lang in ("zh", "en"):
        page = meeting(lang=lang)
        with answered(page):
            page.keyboard.press("m")
        assert page.get_by_text("M 隐去" if lang == "zh" else "M hides").is_visible()
        faults = [fault for _ in walk(page) for fault in page.evaluate(OVERFLOW)]
        assert faults == []


def test_a_link_reproduces_its_step_in_another_window(
    meeting: Callable[..., Page], open_page: OpenPage, meetings: str
) -> None:
    page = meeting("metric:high_tech")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    other = open_page(place(page), at=meetings, fresh=True)
    assert token(other) == token(page) != "metric:high_tech"
    assert scene(other).inner_text().split("\n")[3:] == scene(page).inner_text().split("\n")[3:]


def test_back_takes_back_one_step(meeting: Callable[..., Page]) -> None:
    page = meeting()
    page.keyboard.press("ArrowRight")
    second = token(page)
    page.keyboard.press("PageDown")
    assert token(page) != second
    page.go_back()
    expect(page.locator(f'.pm-scene[data-token="{second}"]')).to_be_visible()
    page.keyboard.press("ArrowLeft")
    assert token(page) == "promises"


def test_the_meeting_opens_with_the_promises_that_its_edition_keeps(
    meeting: Callable[..., Page], newest: tuple[review.Edition, review.Content]
) -> None:
    kept = newest[1].promises
    late = sum(promise["late"] for promise in kept)
    assert len(kept) > late > 0
    said = scene(meeting()).inner_text()
    assert f"交办事项共{len(kept)}项" in said
    assert f"逾期{late}项" in said
    assert "→" in said  # the number then and now


def names(home: Path, content: review.Content) -> set[str]:
    """Every firm and person that the edition names as moved, and every firm there is."""
    from parkdash import warehouse

    moved = {
        member["name"]
        for figure in content.figures.values()
        for side in ("entered", "left")
        for move in (figure.bridge or {}).get(side, ())
        for member in move["members"]
    }
    version = warehouse.current(home)
    return moved | {firm.name for firm in metrics.find(version, scope_of("leader"), "", version.cut_off, (), 1).firms}


def test_no_name_is_in_the_page_until_the_speaker_lifts_the_mask(
    meeting: Callable[..., Page], weeks_home: Path, newest: tuple[review.Edition, review.Content]
) -> None:
    hidden = {name for name in names(weeks_home, newest[1]) if len(name) > 3}
    page = meeting("metric:enterprises")
    for agenda_ in ("metric:enterprises&view=records", "metric:revenue&view=records"):
        page.goto(page.url.split("/meeting")[0] + f"/meeting?agenda={agenda_}")
        settled(page)
        expect(page.locator(".pm-behind-it")).to_be_visible()
        whole = page.content()  # with the steps that are not on the stage
        assert {name for name in hidden if name in whole} == set()
    rows = page.locator(".pm-behind-it tbody td").all_inner_texts()
    assert set(rows[1::3]) == {"***"}
    with answered(page):
        page.keyboard.press("m")
    whole = page.content()
    assert {name for name in hidden if name in whole}
    assert "***" not in page.locator(".pm-behind-it tbody td").all_inner_texts()
    assert "view" in asked(page)
    page.reload()
    settled(page)
    assert "***" in page.locator(".pm-behind-it tbody td").all_inner_texts()


def test_enter_opens_what_is_behind_a_figure_and_escape_goes_back_up_and_out(meeting: Callable[..., Page]) -> None:
    page = meeting("section:tiers")
    page.keyboard.press("Enter")
    inside = token(page)
    assert inside.startswith("metric:")
    with answered(page):
        page.keyboard.press("Enter")
    expect(page.locator(".pm-behind-it")).to_be_visible()
    with answered(page):
        page.keyboard.press("Escape")
    expect(page.locator(".pm-behind-it")).to_have_count(0)
    assert token(page) == inside
    page.keyboard.press("Escape")
    assert token(page) == "section:tiers"
    with answered(page):
        page.keyboard.press("Escape")
    assert page.url.split("?")[0].endswith("/edition")


def test_the_clock_counts_each_part_by_itself(meeting: Callable[..., Page]) -> None:
    page = meeting()
    said = page.evaluate("window.__wire.said")
    clock = scene(page).locator(".pm-clock b")
    expect(clock).to_have_text("00:02", timeout=10_000)
    page.keyboard.press("ArrowRight")
    assert scene(page).locator(".pm-clock b").inner_text() in ("00:00", "00:01")
    page.keyboard.press("ArrowLeft")
    assert scene(page).locator(".pm-clock b").inner_text() >= "00:02"
    assert page.evaluate("window.__wire.said") == said


@pytest.mark.parametrize("typed", ["gxjsqy", "高新技术", "high_tech"])
def test_a_metric_is_found_by_initials_name_or_id(meeting: Callable[..., Page], typed: str) -> None:
    page = meeting()
    page.keyboard.press("f")
    page.keyboard.insert_text(typed)
    page.keyboard.press("Enter")
    assert token(page) == "metric:high_tech"


def test_a_metric_is_found_by_its_number_and_a_key_typed_into_the_field_is_no_command(
    meeting: Callable[..., Page],
) -> None:
    page = meeting()
    page.keyboard.press("f")
    page.keyboard.type("man")
    assert page.locator(".pm-find input").input_value() == "man"
    page.keyboard.press("Escape")
    assert token(page) == "promises"
    page.keyboard.press("f")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    assert token(page) == "metric:enterprises"


def test_a_key_pressed_while_the_meeting_is_being_opened_is_followed_as_soon_as_it_stands(
    meeting: Callable[..., Page],
) -> None:
    page = meeting("decisions")
    page.add_init_script(EARLY)
    page.reload()
    settled(page)
    assert token(page) == "expiring"


def test_help_lists_the_keys(meeting: Callable[..., Page]) -> None:
    page = meeting()
    page.keyboard.press("?")
    expect(page.locator(".pm-help")).to_contain_text("PageDown")
    page.keyboard.press("Escape")
    expect(page.locator(".pm-help")).to_be_hidden()


def test_an_action_and_a_note_take_one_line_each_and_stand_among_the_decisions(
    open_page: OpenPage, server_on: Callable[..., str], own_weeks_home: Path
) -> None:
    at = server_on(own_weeks_home, PARKDASH_USER="值班员")
    page = open_page("/meeting?agenda=metric:high_tech", at=at)
    line = "核对新认定名单 @科技创新局 +7"
    page.keyboard.press("a")
    expect(page.locator(".st-key-entry input").first).to_be_focused()
    page.keyboard.insert_text(line)
    with answered(page):
        page.keyboard.press("Enter")
    assert len(line) + len(("a", "Enter")) <= STROKES_IN_TEN_SECONDS
    expect(scene(page)).to_contain_text("核对新认定名单")
    page.keyboard.press("n")
    expect(page.locator(".st-key-entry input").first).to_be_focused()
    page.keyboard.insert_text("下周公示第三批")
    with answered(page):
        page.keyboard.press("Enter")
    page.goto(f"{at}/meeting?agenda=decisions")
    settled(page)
    expect(scene(page)).to_contain_text("核对新认定名单（科技创新局")
    expect(scene(page)).to_contain_text("下周公示第三批")


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_every_kind_of_step_is_accessible(meeting: Callable[..., Page], lang: str, theme: str) -> None:
    page = meeting(lang=lang, theme=theme)
    kinds = set()
    for _ in walk(page, folds=False):
        kind = scene(page).get_attribute("data-kind")
        if kind not in kinds:
            kinds.add(kind)
            assert_accessible(page)
    page.keyboard.press("f")
    assert_accessible(page)
    assert kinds == {"promises", "metric", "fold", "quiet", "stuck", "expiring", "decisions"}


def test_readers_who_see_no_firms_are_told_why_there_is_no_meeting(
    open_page: OpenPage, server_on: Callable[..., str], weeks_home: Path
) -> None:
    page = open_page("/meeting", at=server_on(weeks_home, PARKDASH_ROLE="guest"))
    assert page.locator(".pm-scene").count() == 0
    expect(page.locator(".pd-empty")).to_be_visible()


def test_without_a_frozen_edition_the_page_leads_to_where_one_is_made(
    open_page: OpenPage, server_on: Callable[..., str], tmp_path: Path
) -> None:
    page = open_page("/meeting", at=server_on(tmp_path / "home"))
    assert "/editions" in str(page.locator(".pd-empty a").get_attribute("href"))


# A picture takes a quarter of a second; the other theme shows the same figures.
@pytest.mark.parametrize(("theme", "each"), [("light", 1), ("dark", 7)])
def test_every_value_of_a_meeting_is_readable_off_a_compressed_picture(
    meeting: Callable[..., Page], theme: str, each: int
) -> None:
    page = meeting(theme=theme)
    steps = (step for step in walk(page) if step.startswith("metric:"))
    found = [value for _ in islice(steps, 0, None, each) for value in seen(page, ".pm-scene .pm-huge")]
    assert len(found) >= 40
    assert misread(found) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_card_of_the_overview_is_readable_off_a_compressed_picture(open_page: OpenPage, theme: str) -> None:
    found = seen(open_page("/", theme=theme), ".pd-card .pd-n")
    assert len(found) >= 8
    assert misread(found) == []
