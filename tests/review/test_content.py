"""What a figure of an edition keeps, and that older forms still open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from parkdash.review import draft, load
from parkdash.review.content import Content, content_from, contents
from parkdash.warehouse import Version
from tests.review.desk import Desk
from tests.world import GUEST, LEADER, version_of

SINCE, AS_OF = date(2026, 10, 16), date(2026, 10, 23)
NEW_IN_FORM_2 = ("trend", "signal", "came")
DEALS = [("甲", "1", "2026-10-16", 1), ("乙", "2", "2026-10-19", 2), ("甲", "3", "2026-10-23", Decimal("4.5"))]


def park(folder: Path) -> Version:
    """Two firms in one park since January and three deals, the first on the day compared with."""
    return version_of(folder, {
        "residency": [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙"],
        "financing": [{"enterprise": firm, "deal_no": no, "kind": "equity", "paid_on": on, "amount": size}
                      for firm, no, on, size in DEALS],
        "target": [{"metric": "enterprises", "year": 2026, "value": 4, "base": 0, "decided_on": "2026-01-02"}],
    })  # fmt: skip


def test_a_flow_names_what_came_after_the_day_compared_with(tmp_path: Path) -> None:
    came = contents(park(tmp_path), LEADER, AS_OF, SINCE).figures["equity_paid"].came
    assert came is not None
    assert (came["days"], came["value"], came["count"]) == (["2026-10-17", "2026-10-23"], "6.50", 2)
    assert [(each["name"], each["amount"], each["day"], each["row"]) for each in came["members"]] == [
        ("乙", "2.00", "2026-10-19", 3), ("甲", "4.50", "2026-10-23", 4)]  # fmt: skip


def test_stocks_and_readers_who_see_no_single_firms_have_nothing_that_came(tmp_path: Path) -> None:
    version = park(tmp_path)
    assert contents(version, LEADER, AS_OF, SINCE).figures["enterprises"].came is None
    assert contents(version, GUEST, AS_OF, SINCE).figures["equity_paid"].came is None


def test_a_figure_keeps_its_trend_its_signal_and_the_year_s_end(tmp_path: Path) -> None:
    kept = contents(park(tmp_path), LEADER, AS_OF, SINCE).figures["enterprises"]
    assert kept.trend is not None
    assert [len(kept.trend[row]) for row in ("weeks", "months", "to_date", "targets")] == [6, 12, 4, 12]
    assert (kept.trend["weeks"][-1]["last"], kept.trend["weeks"][-1]["value"]) == ("2026-10-23", 2)
    assert kept.signal is not None
    assert (kept.signal["kind"], kept.signal["speaks"]) == ("too_few", False)
    assert kept.target is not None
    assert {"expected", "planned", "needed_per_week"} <= {name for name, value in kept.target.items() if value}


def test_what_was_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    made = contents(park(tmp_path), LEADER, AS_OF, SINCE)
    assert content_from(made.to_bytes()).to_bytes() == made.to_bytes()


def test_a_body_of_form_1_still_opens(tmp_path: Path) -> None:
    body = as_form_1(contents(park(tmp_path), LEADER, AS_OF, SINCE))
    opened = content_from(body)
    assert (opened.form, opened.figures["equity_paid"].value, opened.notes) == (1, Decimal("7.50"), ())
    assert all(getattr(figure, name) is None for figure in opened.figures.values() for name in NEW_IN_FORM_2)


def test_milestones_and_published_figures_are_kept_with_an_edition_and_older_ones_know_none(home: Path) -> None:
    desk = Desk(home)
    milestone = {"due_by": "2026-10-20", "decided_on": "2026-01-02", "owner": "督查室"}
    figure = {"published_park": "甲地", "figure_name": "企业数", "figure_kind": "actual", "source_title": "某报",
              "source_phrase": "共有40家", "figure_value": "40", "figure_number": 40.0}  # fmt: skip
    near = {"comparable_metric": "enterprises", "comparability": "close", "published_on": "2021-05-09"}
    desk.take({
        "milestone": [{"milestone": name, "reached_on": on, **milestone} for name, on in
                      (("甲", None), ("乙", "2026-10-22"), ("丙", "2025-12-31"), ("丁", "2026-10-24"))],
        "published_figure": [
            {"figure_no": "1", **figure, "comparability": "none", "published_on": "2026-10-23"},
            {"figure_no": "2", **figure, **near},
            {"figure_no": "3", **figure, **near, "published_on": "2026-10-24"},
        ],
    })  # fmt: skip
    content = load(home, draft(home, desk.version, LEADER, AS_OF, SINCE).id)[1]
    assert content.milestones is not None
    assert [(each["milestone"], each["reached"], each["late"], each["light"]) for each in content.milestones] == [
        ("丁", None, 3, "behind"), ("甲", None, 3, "behind"), ("乙", "2026-10-22", 2, "warning")]  # fmt: skip
    assert content.published is not None
    assert [(each["no"], each["metric"], each["value"], each["row"]) for each in content.published] == [
        ("2", "enterprises", "40", 3), ("1", None, "40", 2)]  # fmt: skip
    body = json.loads(content.to_bytes())
    del body["milestones"], body["published"]
    older = content_from(json.dumps({**body, "form": 3}).encode())
    assert (older.form, older.milestones, older.published) == (3, None, None)
    assert older.stuck == content.stuck


def as_form_1(content: Content) -> bytes:
    """The body as it was stored before there were trends, signals, what came, notes and the year's end."""
    body = json.loads(replace(content, form=1).to_bytes())
    for name in ("notes", "restated", "promises"):
        del body[name]
    for figure in body["figures"].values():
        for name in NEW_IN_FORM_2:
            del figure[name]
        for name in ("expected", "planned", "needed_per_week"):
            (figure["target"] or {}).pop(name, None)
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
