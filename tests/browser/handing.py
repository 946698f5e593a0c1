"""What a clerk does on the import page, step by step."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from playwright.sync_api import Page

from tests.browser.idle import PATIENCE, settled

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Deal = tuple[str, object, str, object, str]  # firm, code of the kind, round, amount in 万元, day


def upload(page: Page, *files: tuple[str, bytes]) -> Page:
    """Hand in files; ends when the try has an address of its own and shows its steps."""
    payload = [{"name": name, "mimeType": XLSX, "buffer": content} for name, content in files]
    page.locator("[data-testid=stFileUploader] input[type=file]").first.set_input_files(payload)  # type: ignore[arg-type]
    page.wait_for_url("**try=*", timeout=PATIENCE)
    page.locator(".pd-steps").wait_for(timeout=PATIENCE)
    return page


def previewed(page: Page, button: str = "确认接收") -> Page:
    """Wait until the preview is there, with the button that takes it."""
    page.get_by_role("button", name=button).wait_for(timeout=PATIENCE)
    return settled(page)


def accept(page: Page, who: str, why: str) -> Page:
    """Say who and why, and take it."""
    page.get_by_label("经办人").fill(who)
    page.get_by_label("说明", exact=True).fill(why)
    page.get_by_role("button", name="确认接收").click()
    page.locator(".pd-note[role=status]").wait_for(timeout=PATIENCE)
    return settled(page)


def choose(page: Page, field: str, option: str) -> None:
    """Choose an option in the field of this name."""
    box = page.get_by_role("combobox", name=field).first
    box.click()
    box.fill(option)  # a long list is drawn only where it is looked at
    page.get_by_role("option", name=option, exact=True).click()


def to_step(page: Page, name: str) -> Page:
    """Go to another step of the try."""
    page.get_by_role("navigation").filter(has=page.locator(".pd-steps")).get_by_role("link", name=name).click()
    page.locator(".pd-now", has_text=name).wait_for(timeout=PATIENCE)
    return settled(page)


def ledger_of_deals(*deals: Deal) -> bytes:
    """A workbook as offices make it: title and unit above, a header of two levels, codes, a total and a footer."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(["2026年园区企业融资情况统计表"])
    sheet.append(["填报单位：金融服务中心", None, None, None, None, "单位：万元"])
    sheet.append(["序号", "企业名称", "融资情况", None, None, "到账日期"])
    sheet.append([None, None, "融资类型", "轮次", "金额", None])
    for area in ("A1:F1", "C3:E3", "A3:A4", "B3:B4", "F3:F4"):
        sheet.merge_cells(area)
    for number, deal in enumerate(deals, 1):
        sheet.append([number, *deal])
    sheet.append(["合计", None, None, None, sum(deal[3] for deal in deals if isinstance(deal[3], int))])
    sheet.append(["制表人：（签字）    审核人：（签字）"])
    sheet.append(["数据来源：企业报送"])
    target = BytesIO()
    book.save(target)
    return target.getvalue()
