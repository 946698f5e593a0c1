"""Figures as an edition holds them, for tests of how they are told and ordered."""

from __future__ import annotations

from parkdash.review import Figure

NO_COMPARISON = {"then": None, "days": ["2025-10-16"], "change": None, "share": None, "reason": "no_previous"}


def figure(metric: str, then: int, change: int, status: str = "none") -> Figure:
    """A stock of firms that was `then` and has moved by `change`; with a target where there is a status."""
    title = {"zh": metric, "en": metric}
    target = {
        "metric": metric, "status": status, "target": 200, "base": 0, "value": then + change, "completion": 0.5,
        "pace": 0.6, "gap": -0.1, "remaining": 100, "needed_per_month": 10.0, "owner": "", "document": "", "reason": "",
    }  # fmt: skip
    since = {"then": then, "days": ["2026-10-16"], "change": change, "share": change / then, "reason": ""}
    return Figure(
        metric, title, title, "tiers", "stock", "firm", "higher", "science", "count(*)", 1, then + change, "",
        then + change, ("2026-10-23",), "2026-10-23", since, NO_COMPARISON, None if status == "none" else target,
        None, None,
    )  # fmt: skip
