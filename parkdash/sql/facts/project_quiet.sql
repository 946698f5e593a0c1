-- project_quiet: one row per project at work and time from one sign of progress to the next: a report or another stage.
-- time: interval | dimensions: park, carrier, chain, industry, project_stage, source_channel, is_foreign, is_outside_province | adds: projects | entity: project_id
with signs as (
    select e.project_id, e.entered_on as on_day, 'advanced' as cause, e.source_id, e.source_row from project_entry as e
    where e.entered_on > date '0001-01-01'
    union all
    select project_id, reported_on, 'reported', source_id, source_row from project_progress
),
daily as (
    select
        project_id, on_day, min(cause) as cause, arg_max(source_id, (cause, source_id, source_row)) as source_id,
        arg_max(source_row, (cause, source_id, source_row)) as source_row
    from signs group by project_id, on_day
),
followed as (
    select
        *, lead(on_day, 1, date '9999-12-31') over w as next_on, lead(cause) over w as next_cause
    from daily window w as (partition by project_id order by on_day)
)
select
    p.project_id, p.project, p.project_no, p.enterprise_no, p.park, p.carrier, p.chain, p.industry, e.project_stage,
    f.on_day as quiet_since, e.silent_days, p.source_channel, p.officer, p.leader, p.is_foreign, p.is_outside_province,
    f.on_day as starts_on, least(f.next_on, e.left_on) as ends_on, f.cause as in_cause,
    coalesce(f.next_cause, 'advanced') as out_cause, 1 as projects, f.source_id, f.source_row
from followed as f
join project_place as p on p.project_id = f.project_id
join project_entry as e on e.project_id = f.project_id and e.entered_on <= f.on_day and e.left_on > f.on_day
where e.silent_days is not null
order by starts_on, p.project_id
