"""Projects one by one: which are stuck and with whom, what officers have brought, everything about one project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from parkdash.access import Scope
from parkdash.contracts import contracts
from parkdash.metrics import statement as st
from parkdash.metrics.firms import Sheet, Unseen, sheet_of
from parkdash.metrics.masks import MASK
from parkdash.metrics.model import Filters
from parkdash.rules import rules
from parkdash.sql import facts
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Stuck:
    """A project that stays too long or is silent. Days up to the day asked for; `over_days` beyond the limit of its
    stage (0: within it), `silent_days` since the last report or change of stage. Masked for the reader: without an id,
    problem and row where he may not see single firms."""

    project_id: str
    project: str
    park: str | None
    stage: str
    stage_days: int | None
    limit_days: int | None
    over_days: int
    silent_days: int | None
    is_silent: bool
    officer: str | None
    leader: str | None
    problem_type: str | None
    problem: str | None
    escalated_to: str | None
    responsible: str | None
    due_on: date | None
    agreed_yuan: Decimal | str | None
    source_id: int
    source_row: int


@dataclass(frozen=True)
class Scored:
    """One officer's part of the contest: how often each item happened, and the points of all."""

    officer: str | None
    counts: dict[str, int]
    points: int


@dataclass(frozen=True)
class Project:
    """One project on a day, and what every table says of it. `stage` is None before it was listed."""

    id: str
    name: str
    number: str | None
    enterprise_id: str | None
    enterprise: str | None
    facts: dict[str, object]
    stage: str | None
    stage_days: int | None
    agreed_yuan: Decimal | str | None
    sheets: tuple[Sheet, ...]


def stuck(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[Stuck, ...]:
    """Projects at work that are overdue or silent on a day, the longest beyond their limit first."""
    bound = st.Bound()
    st.conditions(scope, filters, facts()["project_in_stage"], bound)
    day = bound.bind(at)
    sql = f"""
        with here as (
            select * from project_in_stage where {bound.where} and starts_on <= {day} and ends_on > {day}
        ),
        told as (
            select project_id, arg_max(struct_pack(
                problem_type := problem_type, problem := problem, escalated_to := escalated_to,
                responsible := responsible, due_on := due_on
            ), reported_on) as last
            from project_progress
            where reported_on <= {day} and problem_type is not null and (solved_on is null or solved_on > {day})
            group by project_id
        ),
        timed as (
            select
                h.*, q.quiet_since, q.silent_days,
                case when h.entered_on > date '0001-01-01' then {day} - h.entered_on end as stage_days,
                greatest(coalesce({day} - h.entered_on - h.limit_days, 0), 0) as over_days,
                coalesce({day} - q.quiet_since > q.silent_days, false) as is_silent
            from here as h
            left join project_quiet as q
                on q.project_id = h.project_id and q.starts_on <= {day} and q.ends_on > {day}
        )
        select
            t.project_id, t.project, t.park, t.project_stage, t.stage_days, t.limit_days, t.over_days,
            {day} - t.quiet_since, t.is_silent, t.officer, t.leader, w.last.problem_type, w.last.problem,
            w.last.escalated_to, w.last.responsible, w.last.due_on, t.agreed_yuan, t.source_id, t.source_row
        from timed as t left join told as w on w.project_id = t.project_id
        where t.over_days > 0 or t.is_silent
        order by t.over_days desc, t.quiet_since, t.project, t.project_id"""
    return tuple(_masked(scope, Stuck(*row)) for row in version.rows(sql, bound.used_in(sql)))


def _masked(scope: Scope, found: Stuck) -> Stuck:
    """Names for those who may see them; what is said of a problem may name anybody."""
    values = dict(vars(found))
    if not scope.persons:
        values |= {name: MASK for name in ("officer", "leader", "responsible") if values[name]}
    if not scope.firms:
        values |= {name: MASK for name in ("project", "agreed_yuan") if values[name] is not None}
        values |= {"project_id": "", "problem": None, "responsible": None, "source_row": 0}
    return Stuck(**values)


def score_rule() -> list[dict]:
    """The items of the officers' contest: code, points, title."""
    return rules("pipeline")["score"]


def scores(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[Scored, ...]:
    """The officers' contest of the year up to a day, most points first; empty for a reader who may not see persons:
    each line is one of them."""
    if not scope.persons:
        return ()
    counts: dict[str | None, dict[str, int]] = {}
    for item, officer, count in _counted(version, scope, at, filters):
        counts.setdefault(officer, {})[item] = int(count)
    points = {row["code"]: row["points"] for row in score_rule()}
    found = [
        Scored(officer, each, sum(points[item] * count for item, count in each.items()))
        for officer, each in counts.items()
    ]
    found.sort(key=lambda one: (-one.points, one.officer or ""))
    return tuple(found)


def _counted(version: Version, scope: Scope, at: date, filters: Filters) -> list[tuple]:
    bound = st.Bound()
    first, day = bound.bind(at.replace(month=1, day=1)), bound.bind(at)
    where = {}
    for name in ("project_milestone", "investment_visit", "project_in_stage", "project_quiet"):
        here = st.Bound(params=bound.params)
        st.conditions(scope, tuple(f for f in filters if f[0] in facts()[name].dimensions), facts()[name], here)
        where[name] = here.where
    sql = f"""
        select case milestone when 'lead' then 'leads' else milestone end, officer, count(*)
        from project_milestone
        where {where["project_milestone"]} and on_day between {first} and {day}
            and milestone in ('lead', 'signed', 'landed', 'started', 'producing') and officer is not null
        group by 1, 2
        union all
        select 'visits', officer, count(*) from investment_visit
        where {where["investment_visit"]} and on_day between {first} and {day}
            and visit_kind in ('outbound', 'stationed') and officer is not null
        group by 2
        union all
        select 'overdue', officer, count(*) from project_in_stage
        where {where["project_in_stage"]} and starts_on <= {day} and ends_on > {day} and is_in_pipeline
            and {day} - entered_on > limit_days and officer is not null
        group by 2
        union all
        select 'silent', officer, count(*) from project_quiet
        where {where["project_quiet"]} and starts_on <= {day} and ends_on > {day}
            and {day} - quiet_since > silent_days and officer is not null
        group by 2"""
    return version.rows(sql, bound.used_in(sql))


def reporting_week(at: date) -> tuple[date, date]:
    """The week whose reports are due by the last cut-off day up to `at`: the seven days that end on it."""
    due = at - timedelta(days=(at.isoweekday() - rules("pipeline")["reporting"]["weekday"]) % 7)
    return due - timedelta(days=6), due


def unreported(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[int, int]:
    """Of the projects that owe a report each week: how many have sent none for the last whole week, and of how many."""
    first, due = reporting_week(at)
    bound = st.Bound()
    st.conditions(scope, filters, facts()["project_quiet"], bound)
    day, begin = bound.bind(due), bound.bind(first)
    sql = f"""
        select count(*) filter (where q.starts_on < {begin}), count(*) from project_quiet as q
        where {bound.where} and starts_on <= {day} and ends_on > {day}"""
    late, everybody = version.rows(sql, bound.used_in(sql))[0]
    return int(late), int(everybody)


HEAD = (
    "project_investor", "origin_place", "park", "carrier", "chain", "industry", "source_channel", "officer", "leader",
    "is_foreign", "is_outside_province",
)  # fmt: skip


def project(version: Version, scope: Scope, project_id: str, at: date) -> Project:
    """Everything about one project, table by table. Raises Unseen if there is none, or it is not this reader's: it is
    in another park, or he may not see single firms."""
    if not scope.firms:
        raise Unseen(project_id)
    bound = st.Bound()
    st.conditions(scope, (), facts()["project_in_stage"], bound)
    wanted, day = bound.bind(project_id), bound.bind(at)
    sql = f"""
        select p.project_id, p.project, p.project_no, e.enterprise_id, e.enterprise, s.project_stage,
            case when s.entered_on > date '0001-01-01' then {day} - s.entered_on end, s.agreed_yuan,
            {", ".join(f"p.{name}" for name in HEAD)}
        from (select * from project_place where {bound.where} and project_id = {wanted}) as p
        left join enterprise_dim as e on e.enterprise_no = p.enterprise_no
        left join project_in_stage as s on s.project_id = p.project_id and s.starts_on <= {day} and s.ends_on > {day}"""
    rows = version.rows(sql, bound.used_in(sql))
    if not rows:
        raise Unseen(project_id)
    id, name, number, firm_id, firm, stage, days, amount = rows[0][:8]
    said = dict(zip(HEAD, rows[0][8:], strict=True))
    if not scope.persons:
        said |= {name: MASK for name in ("officer", "leader") if said[name]}
    sheets = [
        sheet_of(version, scope, table, "project_id", project_id)
        for table, contract in contracts().items()
        if "project_key" in contract.stored
    ]
    return Project(
        id, name, number, firm_id, firm, said, stage, days, amount, tuple(sheet for sheet in sheets if sheet.rows)
    )


def project_names(version: Version, scope: Scope, ids: Sequence[str]) -> dict[str, str]:
    """Project's id → name, of those that this reader may see."""
    if not scope.firms:
        return {}
    bound = st.Bound()
    st.conditions(scope, (), facts()["project_in_stage"], bound)
    bound.add(f"project_id in (select unnest({bound.bind(list(ids))}))")
    sql = f"select project_id, project from project_place where {bound.where}"
    return {str(id): str(name) for id, name in version.rows(sql, bound.used_in(sql))}
