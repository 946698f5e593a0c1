"""What is said and asked for in the sample park's weekly meetings: one thing done and confirmed by somebody else, one
reported and not yet confirmed, one late, one whose number has moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CHECKER = "督查室"  # confirms what others report done
WRITER = "例会记录"


@dataclass(frozen=True)
class Step:
    """A day on which an office said something about an action."""

    on: date
    said: str


@dataclass(frozen=True)
class Task:
    """Something to be done, given in the meeting of the week of number `week`; closed by the checker."""

    week: int
    metric: str
    title: str
    owner: str
    due: date
    reported: Step | None = None
    closed: Step | None = None


@dataclass(frozen=True)
class Note:
    """Something noted on a metric while the edition of a week was prepared."""

    week: int
    metric: str
    said: str


TASKS = (
    Task(0, "revenue", "核对9月营业收入填报单位，错报的重新报送", "经济发展局", date(2026, 11, 6),
         Step(date(2026, 11, 5), "已逐户核对，1家漏填一位数，随第45周报送更正"),
         Step(date(2026, 11, 6), "更正数已入库，属实")),
    Task(0, "certificates_expiring", "逐户提醒半年内证书到期的企业办理重新认定", "科技创新局", date(2026, 11, 6)),
    Task(0, "equity_paid", "跟进已签约未到账的股权融资项目，每周报到账进度", "金融服务中心", date(2026, 11, 20)),
    Task(1, "talent_total", "补报第45周人才数据", "人才办", date(2026, 11, 9),
         Step(date(2026, 11, 9), "已补报，见人才办补报工作簿"), Step(date(2026, 11, 10), "补报数已入库")),
    Task(1, "enterprises", "核实11月4日补充的入驻企业是否属实", "园区办公室", date(2026, 11, 11),
         Step(date(2026, 11, 9), "该企业未重新入驻，系误报，已撤回")),
    Task(1, "high_tech", "核对高新技术企业证书有效期，已过期的列出名单", "科技创新局", date(2026, 11, 11)),
    Task(1, "loans", "与合作银行对接年底前拟放款项目清单", "金融服务中心", date(2026, 11, 20)),
    Task(2, "above_scale", "梳理有望升规企业名单，逐户明确入库月份", "经济发展局", date(2026, 11, 20)),
)  # fmt: skip
NOTES = (
    Note(0, "equity_paid", "10月有1笔到账金额偏大，请金融服务中心核对"),
    Note(1, "revenue", "10月月报缺1个园区，合计数不作比较"),
    Note(1, "talent_total", "人才办本周未报送，读数为上周情况"),
    Note(2, "loans", "贷款目标录入偏高，已按原文件更正"),
    Note(2, "high_tech", "1家企业证书有效期前两周填报有误，本周已更正"),
)
