"""axe's WCAG 2.2 AA rules on a drawn page, without any network."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# What Streamlit itself gets wrong and we cannot mend: rule, a part of the selector or markup, and why it is bearable.
ALLOWED: tuple[tuple[str, str, str], ...] = (
    ("html-has-lang", "html", "Streamlit's page says en; our own texts carry their language themselves"),
    ("list", "stSidebarNavItems", "groups of the navigation are nested in one list; it reads in order all the same"),
)


def violations(page: Page) -> list[str]:
    """What axe finds beyond what is allowed: rule, impact, selector and markup, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if not _is_allowed(rule["id"], f"{node['target']} {node['html']}")
    ]


def assert_accessible(page: Page) -> None:
    """AssertionError that lists every violation."""
    found = violations(page)
    assert not found, "\n".join(found)


def _is_allowed(rule: str, where: str) -> bool:
    return any(rule == allowed and part in where for allowed, part, _ in ALLOWED)
