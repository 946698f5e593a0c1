"""Random histories: whatever may have been handed in over three years, of four firms in two parks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

FIRMS = ["一号", "二号", "三号", "四号"]
PARKS = ["甲园", "乙园"]
STARTED = date(2024, 1, 1)

days = st.integers(0, 900).map(lambda n: STARTED + timedelta(days=n))
firms = st.sampled_from(FIRMS)


@st.composite
def spans(draw: st.DrawFn, first: str, last: str) -> dict[str, Any]:
    begin = draw(days)
    end = draw(st.none() | st.integers(0, 500).map(lambda n: begin + timedelta(days=n)))
    return {first: begin, last: end}


def rows(*parts: st.SearchStrategy[dict[str, Any]], most: int = 8) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        st.tuples(*parts).map(lambda pieces: {k: v for piece in pieces for k, v in piece.items()}), max_size=most
    )


def fixed(**choices: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({name: st.sampled_from(values) for name, values in choices.items()})


def numbered(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{**row, name: str(place)} for place, row in enumerate(found)]


@st.composite
def course(draw: st.DrawFn, *moments: str) -> dict[str, Any]:
    """Moments one after another, of which the last ones may not have come yet."""
    at, found = datetime.combine(draw(days), time(9)), dict.fromkeys(moments)
    for name in moments[: draw(st.integers(1, len(moments)))]:
        found[name] = at.isoformat(" ")
        at += timedelta(minutes=draw(st.integers(0, 5000)))
    return found


histories = st.fixed_dictionaries(
    {
        "residency": rows(
            fixed(enterprise=FIRMS, park=PARKS, carrier=["A座", "B座", None], exit_reason=["graduated", None]),
            spans("starts_on", "last_day"),
        ),
        "recognition": rows(
            fixed(
                enterprise=FIRMS,
                tier=["high_tech", "gazelle", "above_scale", "listed"],
                level=["national", "provincial"],
            ),
            spans("valid_from", "valid_until"),
        ).map(lambda found: numbered(found, "certificate_no")),
        "talent": rows(
            fixed(
                person_no=["1", "2", "3"],
                person=["某"],
                enterprise=FIRMS,
                degree=["doctor", "bachelor", "other"],
                is_returnee=[True, False, None],
            ),
            spans("arrived_on", "last_day"),
        ),
        "talent_title": rows(
            fixed(person_no=["1", "2", "3"], person=["某"], level=["national", "municipal"], title=["甲", "乙"]),
            spans("awarded_on", "valid_until"),
        ),
        "financing": rows(
            fixed(
                enterprise=FIRMS,
                kind=["equity", "loan"],
                round=["a", "b", None],
                amount=[None, 100, Decimal("0.05")],
                currency=[None, "CNY", "USD"],
                rate=[None, 7.0],
                fund_amount=[None, 20],
            ),
            days.map(lambda day: {"paid_on": day}),
        ).map(lambda found: numbered(found, "deal_no")),
        "monthly_report": rows(
            fixed(
                enterprise=FIRMS, revenue=[None, 0, 100, Decimal("-3.33")], headcount=[None, 5], rd_expense=[None, 10]
            ),
            days.map(lambda day: {"month": day.replace(day=1)}),
            most=20,
        ),
        "annual_report": rows(
            fixed(enterprise=FIRMS, year=[2023, 2024, 2025], revenue=[None, 0, 100], rd_expense=[None, 10]), most=10
        ),
        "platform": rows(
            fixed(
                name=["甲室", "乙室", "丙室"],
                host=["某大学", None],
                enterprise=[None, *FIRMS],
                park=[None, *PARKS],
                platform_level=["national", "own", None],
            ),
            spans("established_on", "last_day"),
        ),
        "vacancy": rows(
            fixed(enterprise=FIRMS, position=["甲", "乙"], wanted=[None, 3]), spans("posted_on", "last_day")
        ).map(lambda found: numbered(found, "link")),
        "park": rows(
            fixed(name=PARKS, planned_area_ha=[None, 10.5]), days.map(lambda day: {"approved_on": day}), most=3
        ),
        "service_promise": rows(
            fixed(promise=["first_reply", "visit", "answer"], promised_within=[30], promise_unit=["day", "hour"]),
            days.map(lambda day: {"promised_from": day}),
            most=2,
        ),
        "service_request": rows(
            fixed(enterprise=FIRMS, severity=["urgent", "normal"], rating=[None, 5], service_channel=["hotline"]),
            course("opened_at", "first_reply_at", "solved_at"),
        ).map(lambda found: numbered(found, "request_no")),
        "service_assignment": rows(
            fixed(specialist=["甲"], specialist_no=["1", "2"], service_role=["nurse", "pacer"], enterprise=FIRMS),
            spans("assigned_from", "assigned_until"),
        ),
        "service_visit": rows(
            fixed(specialist=["甲"], specialist_no=["1", "2"], enterprise=FIRMS, visit_way=["door", "call"]),
            days.map(lambda day: {"visited_on": day}),
        ),
        "outreach_month": rows(
            fixed(
                account=["甲发布", "乙发布"],
                park=[None, *PARKS],
                articles=[0, 4],
                reads=[None, 90],
                followers=[None, 7],
            ),
            days.map(lambda day: {"reach_month": day.replace(day=1)}),
        ),
        "question": rows(
            fixed(question_topic=["talent", "policy"], park=[None, *PARKS]), course("asked_at", "answered_at")
        ).map(lambda found: numbered(found, "question_no")),
        "foreign_contact": rows(
            fixed(institution=["甲大学", "乙院"], contact_outcome=["in_touch", "settled"], is_foreign=[True, False]),
            days.map(lambda day: {"contacted_on": day}),
        ),
    }
)
