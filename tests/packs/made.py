"""An edition made by hand, with names that would like to be formulas, markup or code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from parkdash.review import Content, Edition, Figure
from parkdash.review.lines import KeptLine
from parkdash.telling.model import Lines

AS_OF, SINCE = date(2026, 10, 23), date(2026, 10, 16)
HOSTILE = ("=1+1", "<script>alert(1)</script>", "**b**", "#let x = 1", "@cmd", "{{ 7*7 }}", "&amp;", "_x0041_")
EDITION = Edition(
    3, "frozen", AS_OF, SINCE, 7, datetime(2026, 10, 23, 1, 2, 4, tzinfo=UTC), "", None, None, None, "ab12" * 16
)
NOTHING: dict[str, Any] = {"then": None, "days": ["2026-10-16"], "change": None, "share": None, "reason": "no_previous"}


def compared(then: object, change: object, share: float | None) -> dict[str, Any]:
    """A comparison as an edition stores it."""
    return {"then": then, "days": ["2026-10-16"], "change": change, "share": share, "reason": ""}


def target(status: str, target: float, base: float, value: object, done: float, needed: float = 0.0) -> dict[str, Any]:
    """A target as an edition stores it; half of the year's growth is planned by now."""
    return {
        "metric": "", "status": status, "target": target, "base": base, "value": value, "completion": done, "pace": 0.5,
        "gap": done - 0.5, "remaining": 0, "needed_per_month": needed, "owner": "", "document": HOSTILE[0], "reason": "",
    }  # fmt: skip


def member(name: str) -> dict[str, Any]:
    """One who came or went."""
    return {"id": name, "name": name, "source_id": 1, "source_row": 2}


BRIDGE = {
    "metric": "high_tech", "since": "2026-10-16", "at": "2026-10-23", "opening": 42,
    "entered": [{"cause": "awarded", "count": 3, "members": [member(name) for name in HOSTILE[:3]]}],
    "left": [{"cause": "revoked", "count": 1, "members": [member(HOSTILE[3])]}], "closing": 44,
}  # fmt: skip

HIGH_TECH = Figure(
    "high_tech", {"zh": "高新技术企业", "en": "High-tech enterprises"}, {"zh": "按企业计", "en": "Firms"}, "tiers",
    "stock", "firm", "higher", "science", "sum(enterprises) from tier_membership", 1, 44, "", 44, ("2026-10-23",),
    "2026-10-20", compared(42, 2, 2 / 42), compared(40, 4, 0.1), target("on_track", 50.0, 0.0, 44, 0.88, 3.0), None, BRIDGE,
)  # fmt: skip
REVENUE = replace(
    HIGH_TECH, metric="revenue", title={"zh": "营业收入", "en": "Revenue"}, group="economy", kind="month_flow", unit="yuan",
    value=Decimal("267000000.50"), days=("2026-09-01", "2026-09-30"), since=NOTHING, last_year=NOTHING, bridge=None,
    target=target("behind", 4_000_000_000.0, 0.0, "1200000000.00", 0.3, 1_217_000_000.0),
    coverage={"reported": 4, "expected": 5, "missing": [HOSTILE[1]], "late_days": 3},
)  # fmt: skip
SHARE = replace(
    HIGH_TECH, metric="rd_intensity", title={"zh": "研发强度", "en": "R&D intensity"}, group="economy", kind="ratio",
    unit="percent", value=7.343043, since=compared(7.0, 0.343043, 0.049), last_year=NOTHING, target=None, bridge=None,
    parts=("rd_expense", "revenue"),
)  # fmt: skip
EMPTY = replace(
    HIGH_TECH, metric="vacancies", title={"zh": "在招岗位", "en": "Vacancies"}, group="talent", unit="post", value=None,
    reason="no_data", rows=0, since=NOTHING, last_year=NOTHING, target=None, bridge=None, newest=None,
)  # fmt: skip
FOREIGN = replace(
    HIGH_TECH, metric="unknown_metric", title=dict.fromkeys(("zh", "en"), "".join(HOSTILE)), group="=unknown", value=-5,
    owner="<b>", target=None, bridge=None, formula="=HYPERLINK()", since=compared(-5, 0, 0.0), last_year=NOTHING,
)  # fmt: skip
POINTS = [
    {"first": f"2026-{month:02}-01", "last": last, "value": value, "last_year": then, "reason": ""}
    for month, last, value, then in ((8, "2026-08-31", 40, 36), (9, "2026-09-30", 42, None), (10, "2026-10-23", 44, 40))
]
HIGH_TECH = replace(
    HIGH_TECH,
    target={**(HIGH_TECH.target or {}), "expected": 52.4, "needed_per_week": 0.6, "planned": 25.0},
    trend={
        "metric": "high_tech", "weeks": POINTS[-1:], "months": POINTS, "years": [],
        "targets": [["2026-08-31", 33.0], ["2026-09-30", 37.5], ["2026-10-31", 41.5]],
        "to_date": [{"period": "month", "first": "2026-10-01", "last": "2026-10-23", "value": 44, "then_first": "2025-10-01",
                     "then_last": "2025-10-23", "then": 40, "change": 4, "share": 0.1, "reason": "", "added": 2,
                     "then_added": 1}],
    },
    signal={"kind": "outside", "side": 1, "mean": 40.0, "lower": 38.0, "upper": 42.0, "month": "2026-10-31", "speaks": True},
)  # fmt: skip
PROMISES: tuple[dict[str, Any], ...] = (
    {"action": 1, "title": HOSTILE[0], "owner": "科技创新局", "due": "2026-10-20", "state": "open", "late": True,
     "kind": "metric", "id": "high_tech", "edition": 2, "then": 42, "now": 44, "moved": 2, "said": "", "said_by": ""},
    {"action": 2, "title": "补报月报", "owner": "经济发展局", "due": "2026-10-19", "state": "closed", "late": False, "kind": "",
     "id": "", "edition": 2, "then": None, "now": None, "moved": None, "said": HOSTILE[1], "said_by": "督查室"},
)  # fmt: skip
CAUSE = {"kind": "late_fact", "name": HOSTILE[4], "batch": "000007", "who": "科技创新局", "amount": 1}
RESTATED: dict[str, Any] = {
    "edition": 2, "as_of": "2026-10-16",
    "figures": {
        "high_tech": {
            "shown": 42, "now": 43, "gap": 1, "target_shown": 60.0, "target_now": 50.0, "causes": [CAUSE], "total": 1,
            "kinds": [{"kind": "late_fact", "count": 1, "amount": 1}],
        },
        "revenue": {
            "shown": "300.50", "now": "100.25", "gap": "-200.25", "target_shown": None, "target_now": None, "total": 25,
            "kinds": [{"kind": "deletion", "count": 25, "amount": "-200.25"}],
            "causes": [{"kind": "deletion", "name": "甲", "batch": "000008", "who": "", "amount": "-8.01"}] * 20,
        },
    },
}  # fmt: skip
STUCK: tuple[dict[str, Any], ...] = (
    {"project": "#1", "name": HOSTILE[0], "park": "云岫", "stage": "negotiating", "stage_days": 58, "limit_days": 30,
     "over_days": 28, "silent_days": 0, "is_silent": False, "problem_type": "utilities", "problem": HOSTILE[1],
     "escalated_to": "team", "responsible": "园区办公室", "due": "2026-10-30", "officer": "杨", "leader": "孔",
     "agreed": None, "batch": "000001", "file": "a.xlsx", "sheet": "S", "row": 2},
    {"project": "#2", "name": "乙厂", "park": "望汐", "stage": "signed", "stage_days": None, "limit_days": None,
     "over_days": None, "silent_days": 40, "is_silent": True, "problem_type": None, "problem": None, "escalated_to": None,
     "responsible": None, "due": None, "officer": None, "leader": None, "agreed": None, "batch": "000001",
     "file": "a.xlsx", "sheet": "S", "row": 3},
)  # fmt: skip
ROW = {"batch": "000001", "file": "a.xlsx", "sheet": "S", "row": 2}
MILESTONES: tuple[dict[str, Any], ...] = (
    {"milestone": "中试基地通过竣工验收", "park": "云岫", "due": "2026-10-20", "owner": "园区办公室", "document": HOSTILE[0],
     "reached": None, "late": 3, "light": "behind", **ROW},
    {"milestone": HOSTILE[1], "park": None, "due": "2026-10-30", "owner": None, "document": None, "reached": None,
     "late": -7, "light": "none", **ROW},
    {"milestone": "公寓交付", "park": None, "due": "2026-08-31", "owner": "人才办", "document": None, "reached": "2026-09-18",
     "late": 18, "light": "warning", **ROW},
)  # fmt: skip


def published(no: str, kind: str, value: str, number: float | None, **more: Any) -> dict[str, Any]:
    """A published figure as an edition stores it."""
    return {
        "no": no, "park": "甲地园区", "subject": "企业", "name": f"数{no}", "kind": kind, "basis": "stock", "qualifier": None,
        "value": value, "number": number, "unit": "家", "as_of": "2022", "part_of": None, "derived_from": None,
        "metric": None, "comparability": "none", "note": None, "document": "某报", "published": "2023-08",
        "phrase": f"共有{value}", **ROW,
    } | more  # fmt: skip


NEAR = {"metric": "high_tech", "comparability": "close", "note": "未说明是否有效"}
PUBLISHED = (
    published("1", "actual", "40", 40.0, qualifier="at_least", **NEAR),
    published("2", "target", "60", 60.0, **NEAR),
    published("3", "forecast", "2", 2.0, qualifier="more_than", unit="亿元"),
    published("4", "actual", "数千万", None, unit="元", part_of="1"),
    published("5", "actual", "592", 592.0, unit="人", derived_from=HOSTILE[0]),
    published("6", "actual", "9", 9.0, **NEAR | {"comparability": "differs"}),
)
NOTES: tuple[dict[str, Any], ...] = (
    {"kind": "metric", "id": "high_tech", "text": HOSTILE[2], "who": "例会记录", "moment": "2026-10-23T01:00:00+00:00"},
)
FIGURES = {figure.metric: figure for figure in (FOREIGN, SHARE, EMPTY, REVENUE, HIGH_TECH)}
CONTENT = Content(
    AS_OF, SINCE, 7, "cd34" * 16, "leader", None, FIGURES,
    notes=NOTES, restated=RESTATED, promises=PROMISES, stuck=STUCK, milestones=MILESTONES,
    published=PUBLISHED,
)  # fmt: skip
LINES = {
    "high_tech": Lines(tuple(KeptLine(n, n, 1, "000001", n, n, 2) for n in HOSTILE), 44),
    "revenue": Lines(
        (KeptLine("k", "甲\x0b\U0003137b公司\u202e", Decimal("267000000.50"), "000001", "月报.xlsx", "S", 3),), 1
    ),
}
