"""Targets with a date and no number: what the management committee wants to see by when."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample.dates import OPEN, as_dates, day
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

# What, for which park (None: the whole), whose, decided, due, reached ("" if it is not).
MILESTONES = (
    ("获批省级科技企业孵化器", 1, "科技创新局", "2025-01-20", "2025-12-31", "2025-12-12"),
    ("建成政务服务“一窗受理”专区", None, "企业服务中心", "2025-01-20", "2025-09-30", "2025-11-04"),
    ("设立园区知识产权工作站", 3, "科技创新局", "2025-02-18", "2025-12-31", "2025-10-22"),
    ("三年内再新增国家级科技企业孵化器", 0, "科技创新局", "2025-01-20", "2027-12-31", ""),
    ("园区运营主体完成市场化改革", 2, "园区办公室", "2026-01-16", "2026-06-30", "2026-06-24"),
    ("人才公寓二期交付", None, "人才办", "2026-01-16", "2026-08-31", "2026-09-18"),
    ("中试基地通过竣工验收", 4, "园区办公室", "2026-01-16", "2026-09-30", ""),
    ("建成市级公共技术服务平台并投入使用", 0, "科技创新局", "2026-01-16", "2026-10-31", "2026-10-28"),
    ("完成园区规划环评审查", 2, "园区办公室", "2026-02-06", "2026-10-31", ""),
    ("企业服务事项清单修订印发", None, "企业服务中心", "2026-02-06", "2026-11-30", ""),
    ("与两所高校签订共建研究院协议", 3, "人才办", "2026-02-06", "2026-12-31", ""),
    ("编制下一年度招商图谱", None, "招商局", "2026-07-10", "2026-12-20", ""),
)
DOCUMENT = "管委会〔{year}〕{number}号"


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The milestones; the same for every size of the park."""
    rows = pd.DataFrame(MILESTONES, columns=["milestone", "place", "owner", "decided", "due", "reached"])
    reached = rows["reached"].ne("")
    return {
        "milestone": pd.DataFrame(
            {
                "milestone": rows["milestone"],
                "park": [None if np.isnan(place) else PARKS[int(place)].name for place in rows["place"]],
                "due_by": _days(rows["due"]),
                "owner": rows["owner"],
                "document": [DOCUMENT.format(year=on[:4], number=4 + int(on[5:7])) for on in rows["decided"]],
                "decided_on": _days(rows["decided"]),
                "reached_on": _days(rows["reached"]),
                "evidence": ["验收文件已归档" if each else None for each in reached],
            }
        )
    }


def _days(written: pd.Series) -> np.ndarray:
    return as_dates(np.array([day(each) if each else OPEN for each in written]))
