"""After a review a row comes in late and another is corrected: the numbers say so, and say why, down to the workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from parkdash import warehouse
from parkdash.access import scope_of
from parkdash.review import draft, freeze
from parkdash.warehouse import Version
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.homes import filled, newcomer, take
from tests.browser.idle import PATIENCE, settled
from tests.browser.reading import follow, main, table, whole
from tests.browser.serving import serving

PARK, LATE = "云岫科技园", ("迟报甲科技有限公司", "迟报乙科技有限公司")
WEEK = timedelta(days=7)
Serve = Callable[..., str]


@pytest.fixture(scope="module")
def amended(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`amended(role)` serves the sample park a week after a review. Since then two firms' certificates were handed in
    late and one was corrected to have ended before it: one high-tech enterprise more than was shown."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("amended") / "home")
    version = warehouse.refresh(home)
    day = version.cut_off - WEEK
    freeze(home, draft(home, version, scope_of("leader"), day, day - WEEK).id, "测试员")
    firm = certified(version, day)
    rows: dict[str, list[dict[str, object]]] = {"recognition": [firm | {"valid_until": str(day - WEEK)}]}
    for name in LATE:
        for what, lines in newcomer(name, PARK).items():
            rows.setdefault(what, []).extend(lines)
    take(home, "补报.xlsx", filled(rows))
    with ExitStack() as running:
        servers: dict[str, str] = {}

        def serve(role: str = "leader") -> str:
            if role not in servers:
                servers[role] = running.enter_context(serving(home, PARKDASH_ROLE=role))
            return servers[role]

        yield serve


def certified(version: Version, day: date) -> dict[str, object]:
    """A firm's one high-tech certificate, in force on the day."""
    found = version.rows(
        """select e.enterprise, e.credit_code, any_value(c.certificate_no), any_value(c.valid_from)
        from recognition as c join enterprise_dim as e using (enterprise_no)
        where c.tier = 'high_tech' and enterprise_no in (
            select enterprise_no from tier_membership where tier = 'high_tech' and starts_on <= $day and ends_on > $day)
        group by all having count(*) = 1 order by 1 limit 1""",
        {"day": day},
    )
    enterprise, code, number, valid_from = found[0]
    return {
        "enterprise": enterprise, "credit_code": code, "tier": "高新技术企业", "level": "国家级",
        "certificate_no": number, "valid_from": str(valid_from),
    }  # fmt: skip


def amended_card(page: Page) -> Page:
    """Wait until ≠ stands on the card of high-tech enterprises: it is worked out beside the readers."""
    for _ in range(20):
        if page.locator('.pd-item a.pd-neq[href*="high_tech"]').count():
            return page
        page.wait_for_timeout(250)
        page.reload()
        settled(page)
    raise AssertionError("no ≠ on the card")


def test_an_amended_number_says_so_and_its_parts_add_up_down_to_the_workbook(
    open_page: OpenPage, amended: Serve
) -> None:
    page = amended_card(open_page("/", at=amended()))
    mark = page.locator('.pd-item a.pd-neq[href*="high_tech"]')
    assert "例会所示" in (mark.get_attribute("aria-label") or "")
    follow(page, mark)
    facts = [whole(each) for each in page.locator(".pd-why dd").all_inner_texts()[:2]]
    assert facts[1] - facts[0] == 1
    rows = table(page)
    assert sorted(row[0] for row in rows) == ["迟报", "迟报", "重新认定"]
    assert sorted(row[2] for row in rows) == ["+1家", "+1家", "−1家"]
    assert {row[3] for row in rows} == {"000002"}
    assert {row[4] for row in rows} == {"test"}
    expect(page.locator(".pd-proof")).to_have_text("合计 +1家 = 差额 +1家 ✓")
    assert_accessible(page)
    late = page.get_by_role("row", name=LATE[0])
    follow(page, late.locator('a[href*="/source"]'))
    assert LATE[0] in main(page)


def test_every_clause_of_a_sentence_leads_to_its_proof(open_page: OpenPage, amended: Serve) -> None:
    server = amended()
    page = open_page("/changes?metric=high_tech", at=server)
    clauses = page.locator(".pd-lead a.pd-clause")
    said = clauses.first.inner_text()
    proofs = [clauses.nth(place).get_attribute("href") or "" for place in range(clauses.count())]
    assert "view=receipt" in proofs[0]
    assert "/changes" in proofs[1]
    follow(page, clauses.first)
    expect(page.locator(".pd-proof").first).to_contain_text("✓")
    assert whole(page.locator(".pd-big").first.inner_text()) == whole(said)


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_the_page_of_changes_reads_for_everybody(open_page: OpenPage, amended: Serve, lang: str, theme: str) -> None:
    page = open_page("/changes", lang=lang, theme=theme, at=amended())  # type: ignore[arg-type]
    expect(page.locator(".pd-lead")).to_contain_text("≠", timeout=PATIENCE)
    settled(page)
    expect(page.locator(".pd-strip-of").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_who_may_not_open_the_edition_sees_neither_its_numbers_nor_names(open_page: OpenPage, amended: Serve) -> None:
    server = amended("guest")
    for path in ("/", "/changes", "/changes?metric=high_tech&edition=1"):
        page = open_page(path, at=server)
        assert page.locator("a.pd-neq, .pd-why").count() == 0
        assert not [name for name in LATE if name in main(page)]


def test_the_way_there_is_walked_by_keyboard(open_page: OpenPage, amended: Serve) -> None:
    page = open_page("/changes", at=amended())
    expect(page.locator(".pd-lead")).to_contain_text("≠", timeout=PATIENCE)
    settled(page)
    link = page.locator(".pd-strip-of a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "metric=" in address, timeout=PATIENCE)
    settled(page)
    page.go_back()
    settled(page)
    expect(page.locator(".pd-strip-of").first).to_be_visible()
