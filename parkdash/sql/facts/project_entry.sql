-- project_entry: one row per project and entry into another stage, with the stage before, the next one and when that came.
-- A date of the ledger adds an entry where the history has none of that stage. An entry without a day stands on the
-- newest day known of its project, else before all days. Of several on one day the furthest holds.
with dated as (
    select project_id, project_stage, entered_on, stage_reason, source_id, source_row from project_stage
    union all
    select l.project_id, l.project_stage, l.entered_on, null, l.source_id, l.source_row
    from (
        select project_id, 'lead' as project_stage, registered_on as entered_on, source_id, source_row from project_place
        union all
        select project_id, 'signed', signed_on, source_id, source_row from project_place
        union all
        select project_id, 'landed', landed_on, source_id, source_row from project_place
        union all
        select project_id, 'started', started_on, source_id, source_row from project_place
        union all
        select project_id, 'producing', producing_on, source_id, source_row from project_place
        union all
        select project_id, 'full', full_on, source_id, source_row from project_place
    ) as l
    where l.entered_on is not null and not exists (
        select 1 from project_stage as s where s.project_id = l.project_id and s.project_stage = l.project_stage
    )
),
placed as (
    select
        d.project_id, d.project_stage, d.stage_reason, r.place, r.phase, r.limit_days, r.silent_days,
        d.entered_on is not null as is_dated,
        coalesce(d.entered_on, max(d.entered_on) over (partition by d.project_id), date '0001-01-01') as entered_on,
        d.source_id, d.source_row
    from dated as d join rule_pipeline_stage as r on r.code = d.project_stage
),
furthest as (
    select *, row_number() over (
        partition by project_id, entered_on order by place desc, source_id desc, source_row desc
    ) as turn
    from placed
),
changing as (
    select *, lag(project_stage) over (partition by project_id order by entered_on) is distinct from project_stage as is_change
    from furthest where turn = 1
)
select
    project_id, project_stage, place, phase, limit_days, silent_days, is_dated, stage_reason, entered_on,
    lead(entered_on, 1, date '9999-12-31') over w as left_on,
    lag(project_stage) over w as stage_before, lag(place) over w as place_before, lag(phase) over w as phase_before,
    lead(project_stage) over w as stage_after, lead(place) over w as place_after, lead(phase) over w as phase_after,
    source_id, source_row
from changing where is_change
window w as (partition by project_id order by entered_on)
order by project_id, entered_on
