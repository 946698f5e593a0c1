"""A whole meeting as it is held: prepared, frozen, run by keyboard, written into, taken along; and the next week's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from parkdash import review, warehouse
from parkdash.review import actions
from parkdash.review.memory import About
from parkdash.review.preparing import draft
from tests.browser.guards import OpenPage
from tests.browser.homes import filled, newcomer, take
from tests.browser.idle import PATIENCE, answered, settled
from tests.browser.reading import follow, main
from tests.world import LEADER

FORMS = ("xlsx", "pptx", "docx", "pdf", "html")
LAST_WEEK, NEXT_WEEK = date(2026, 11, 6), "2026-11-20"  # the sample's cut-off lies between them
CLERK, LEAD = "经办员", "王主任"


def held_last_week(home: Path) -> int:
    """The edition of the week before, with one thing asked for that its owner has reported done."""
    version = warehouse.current(home)
    before = draft(home, version, LEADER, LAST_WEEK, date(2026, 10, 30), CLERK)
    made = review.freeze(home, before.id, CLERK)
    given = actions.assign(
        home, "核对高新名单", "科技创新局", date(2026, 11, 12), LEAD, About("metric", "high_tech"), made.id
    )
    actions.report(home, given.id, "名单已核", CLERK)
    return made.id


def prepared_and_frozen(page: Page) -> None:
    """From the list of editions to a frozen one, seen."""
    page.get_by_role("button", name="编制草稿").click()
    page.locator(".pd-note a", has_text="去核对").wait_for(timeout=PATIENCE)
    settled(page)
    follow(page, page.locator(".pd-note a", has_text="去核对"))
    page.get_by_role("button", name="定稿", exact=True).click()
    page.locator(".pd-is-frozen").wait_for(timeout=PATIENCE)
    settled(page)


def given_by_keyboard(page: Page, line: str) -> None:
    """An action typed on the step that is seen."""
    page.keyboard.press("a")
    expect(page.locator(".st-key-entry input").first).to_be_focused()
    page.keyboard.insert_text(line)
    with answered(page):
        page.keyboard.press("Enter")
    settled(page)


def walked_to(page: Page, kind: str) -> None:
    """On by the right arrow until a step of this kind is seen."""
    page.keyboard.press("ArrowRight")
    while page.locator(".pm-scene:visible").get_attribute("data-kind") != kind:
        page.keyboard.press("ArrowRight")


def test_a_meeting_from_its_preparing_to_the_next_weeks_promises(
    open_page: OpenPage, server_on: Callable[..., str], own_sample_home: Path
) -> None:
    home = own_sample_home
    held_last_week(home)
    server = server_on(home, PARKDASH_USER=LEAD)
    page = open_page("/editions", at=server)
    prepared_and_frozen(page)
    (_, edition) = review.editions(home)
    assert (edition.state, edition.since, edition.frozen_by) == ("frozen", LAST_WEEK, LEAD)

    page = open_page("/meeting", at=server)
    first = page.locator(".pm-scene:visible")
    expect(first).to_contain_text("核对高新名单")
    expect(first).to_contain_text("高新技术企业")  # the number it was about, then and now
    walked_to(page, "metric")
    given_by_keyboard(page, "逐户走访滞后企业 @园区办公室 +7")
    walked_to(page, "metric")
    given_by_keyboard(page, "补报月报 @经济发展局 +3")

    page = open_page("/actions", at=server)
    follow(page, page.get_by_role("link", name="核对高新名单"))
    page.locator('[class*="st-key-words_"] input').fill("属实")
    page.get_by_role("button", name="复核办结").click()
    expect(page.locator(".pd-facts")).to_contain_text("已办结")
    settled(page)

    page = open_page(f"/edition?edition={edition.id}", at=server)
    page.get_by_role("button", name="生成材料").click()
    page.locator(".st-key-pack_html").wait_for(timeout=PATIENCE)
    settled(page)
    for form in FORMS:
        with page.expect_download() as started:
            page.locator(f".st-key-pack_{form} button").click()
        assert started.value.path().stat().st_size > 10_000

    arrived = newcomer("次周新企业", "云岫科技园")
    arrived["residency"][0]["starts_on"] = NEXT_WEEK
    arrived["recognition"][0]["valid_from"] = NEXT_WEEK
    take(home, "次周.xlsx", filled(arrived))
    page = open_page("/editions", at=server)
    while NEXT_WEEK not in main(page):  # readers keep the old version until the new one is warm
        page.reload()
        settled(page)
    prepared_and_frozen(page)
    page = open_page("/meeting", at=server)
    promised = page.locator(".pm-scene:visible")
    expect(promised).to_contain_text("逐户走访滞后企业")
    expect(promised).to_contain_text("补报月报")
    expect(promised).not_to_contain_text("核对高新名单")
    assert review.editions(home)[-1].as_of.isoformat() == NEXT_WEEK
