"""The filter bar: what is chosen stands in the address, in the chips and in every number, and can be taken back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.guards import OpenPage
from tests.browser.idle import PATIENCE, answered, settled
from tests.browser.reading import asked, back, enter, follow, forward, main, place, shown_number, table, whole

DAY = re.compile(r"20\d\d-\d\d-\d\d")
# A slow line: what the server says is kept back while `__kept` is a list.
KEEP_BACK = """
window.__kept = null;
window.WebSocket = class extends window.WebSocket {
  addEventListener(type, hear, ...how) {
    const late = (event) => (window.__kept ? window.__kept.push(() => hear(event)) : hear(event));
    super.addEventListener(type, type === 'message' ? late : hear, ...how);
  }
};
"""
LET_GO = "() => { const kept = window.__kept; window.__kept = null; kept.forEach((say) => say()); }"


def choose(page: Page, dimension: str, number: int = 0) -> str:
    """Choose one of a filter's options by its place in the list; its words."""
    before = len(asked(page).get(dimension, []))
    page.locator(f".st-key-filter_{dimension} input").click()
    option = page.get_by_role("option").nth(number)
    words = option.inner_text()
    with answered(page):
        option.click()
    assert len(asked(page)[dimension]) == before + 1
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden", timeout=PATIENCE)
    return words


def open_days(page: Page, name: str) -> None:
    """Open the pop-up of the as-of day ("at") or of the day compared with ("since")."""
    page.locator("[data-testid=stPopover] button").nth(("at", "since").index(name)).click()
    page.locator(f".st-key-filter_{name} input").wait_for()


def type_day(page: Page, name: str, day: str) -> None:
    """Type a day where there is no preset for it."""
    open_days(page, name)
    enter(page, page.locator(f".st-key-filter_{name} input"), day)


def test_what_is_chosen_stands_in_the_address_and_opens_the_same_screen_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/tiers")
    chosen = {name: choose(page, name) for name in ("park", "carrier", "chain")}
    type_day(page, "at", "2026.6.30")
    page.keyboard.press("Escape")
    type_day(page, "since", "2025-12-31")
    page.keyboard.press("Escape")
    settled(page)
    asks = asked(page)
    assert {name: asks[name] for name in chosen} == {name: [words] for name, words in chosen.items()}
    assert (asks["at"], asks["since"]) == (["2026-06-30"], ["2025-12-31"])
    for words in chosen.values():
        assert page.locator(".pd-chip", has_text=words).count() == 1
    assert "2026-06-30" in page.locator(".pd-asof").inner_text()
    again = open_page(place(page), fresh=True)
    assert main(again) == main(page)


def test_a_link_to_a_number_names_the_version_and_opens_the_same_number_elsewhere(open_page: OpenPage) -> None:
    page = open_page("/talent?at=2026-06-30")
    follow(page, ".pd-card")
    assert asked(page)["version"] == ["1"]
    assert main(open_page(place(page), fresh=True)) == main(page)


def test_two_parks_are_the_sum_of_each(open_page: OpenPage) -> None:
    rows = table(open_page("/number?metric=enterprises&by=park"))[:2]
    page = open_page("/number?metric=enterprises")
    for name, *_ in rows:
        choose(page, "park", _place_of(page, name))
    assert whole(shown_number(page)) == sum(whole(row[1]) for row in rows)


def _place_of(page: Page, name: str) -> int:
    page.locator(".st-key-filter_park input").click()
    page.get_by_role("option").first.wait_for(timeout=PATIENCE)
    found = page.get_by_role("option").all_inner_texts().index(name)
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden", timeout=PATIENCE)
    return found


def test_on_a_slow_line_a_click_right_after_a_choice_leads_where_it_says(open_page: OpenPage) -> None:
    page = open_page("/tiers")
    page.add_init_script(KEEP_BACK)
    page.reload()
    settled(page).locator(".st-key-filter_park input").click()
    page.evaluate("window.__kept = []")
    page.get_by_role("option").first.click()
    page.wait_for_function("window.__kept.length > 5", timeout=PATIENCE)  # answered, but the page knows nothing of it
    page.keyboard.press("Escape")
    link = page.get_by_role("navigation").locator("a[href^='/talent']")
    with answered(page):
        link.click()
        page.evaluate(LET_GO)
    assert place(page) == "/talent?"
    assert page.get_by_role("heading", level=1).first.inner_text() == "人才"
    assert page.locator(".pd-chip").count() == 0
    assert choose(page, "chain") == asked(page)["chain"][0]
    assert page.locator(".pd-chip").count() == 1


def test_the_filter_goes_along_from_page_to_page(open_page: OpenPage) -> None:
    page = open_page("/")
    park = choose(page, "park")
    for path in ("/tiers", "/talent", "/metrics"):
        follow(page, page.get_by_role("navigation").locator(f"a[href^='{path}']"))
        assert asked(page)["park"] == [park]
        assert page.locator(".pd-chip", has_text=park).count() == 1


def test_a_chip_takes_its_condition_away_and_the_last_link_all_of_them(open_page: OpenPage) -> None:
    page = open_page("/")
    before = main(page)
    park, chain = choose(page, "park"), choose(page, "chain")
    narrowed = main(page)
    assert narrowed != before
    follow(page, page.locator(".pd-chip", has_text=park))
    assert (asked(page).get("park"), asked(page)["chain"]) == (None, [chain])
    back(page)
    assert main(page) == narrowed
    follow(page, ".pd-chips a:not(.pd-chip)")
    assert page.locator(".pd-chip").count() == 0
    assert main(page) == before


def test_back_and_forward_take_the_widgets_along(open_page: OpenPage) -> None:
    page = open_page("/talent")
    park = choose(page, "park")
    back(page)
    tags = page.locator(".st-key-filter_park [data-tag]")
    assert tags.count() == 0
    forward(page)
    assert asked(page)["park"] == [park]
    assert tags.all_inner_texts() == [park]


def test_a_preset_day_is_one_click_and_every_number_is_of_that_day(open_page: OpenPage) -> None:
    page = open_page("/tiers")
    open_days(page, "at")
    preset = page.locator(".pd-presets a:visible").nth(2)
    (day,) = DAY.findall(preset.inner_text())
    follow(page, preset)
    assert asked(page)["at"] == [day]
    page.keyboard.press("Escape")
    settled(page)
    assert day in page.locator(".pd-asof").inner_text()
    follow(page, ".pd-card")
    assert day in page.locator(".pd-sum").inner_text()


@pytest.mark.parametrize("name", ["at", "since"])
def test_an_impossible_day_is_told_and_changes_nothing(open_page: OpenPage, name: str) -> None:
    page = open_page("/tiers")
    before, address = page.locator(".pd-cards").inner_text(), page.url
    type_day(page, name, "2026-02-30")
    alert = page.locator("[data-testid=stPopoverBody], body").last.get_by_role("alert")
    expect(alert).to_be_visible()
    assert DAY.search(alert.inner_text())
    assert (page.locator(".pd-cards").inner_text(), page.url) == (before, address)
    enter(page, page.locator(f".st-key-filter_{name} input"), "2026-03-31")
    assert asked(page)[name] == ["2026-03-31"]
    assert page.get_by_role("alert").count() == 0
