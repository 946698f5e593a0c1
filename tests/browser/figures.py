"""A click on a bar of a drawn figure."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.idle import PATIENCE, settled

POINT_IN_THE_MIDDLE = """
(figure, [series, number]) => {
  const traces = [...figure.querySelectorAll('.bars > .trace, .barlayer .trace')];
  const bar = traces[series].querySelectorAll('.point path, path')[number].getBoundingClientRect();
  return [bar.x + bar.width / 2, bar.y + bar.height / 2, bar.width, bar.height];
}
"""


def click_a_bar(page: Page, key: str, series: int, number: int, leads_to: str = "**/number?*") -> Page:
    """Click the middle of one bar and wait for what it opens; `leads_to` is the pattern of its address."""
    figure = page.locator(f".st-key-{key} .js-plotly-plot")
    figure.scroll_into_view_if_needed()
    x, y, width, height = figure.evaluate(POINT_IN_THE_MIDDLE, [series, number])
    assert width * height > 0, "this bar has no surface"
    page.mouse.click(x, y)
    page.wait_for_url(leads_to, timeout=PATIENCE)
    return settled(page)
