-- project_milestone: one row per project and stage, on the first day on which it reached that stage or a later one.
-- time: event | dimensions: park, carrier, chain, industry, milestone, source_channel, is_foreign, is_outside_province | adds: projects, agreed_yuan | key: project_id, milestone | labels: milestone = project_stage.project_stage
with reached as (
    select
        e.project_id, r.code as milestone, min(e.entered_on) as on_day,
        arg_min(e.source_id, e.entered_on) as source_id, arg_min(e.source_row, e.entered_on) as source_row
    from project_entry as e
    join rule_pipeline_stage as r on r.place <= e.place and r.phase <> 'out'
    where e.phase <> 'out'
    group by e.project_id, r.code
)
select
    p.project_id, p.project, p.project_no, p.enterprise_no, p.project_investor, p.park, p.carrier, p.chain, p.industry,
    m.milestone, m.on_day, a.amount as agreed_yuan, p.source_channel, p.officer, p.leader, p.is_foreign,
    p.is_outside_province, 1 as projects, m.source_id, m.source_row
from reached as m
join project_place as p on p.project_id = m.project_id
join project_amount as a on a.project_id = m.project_id and a.starts_on <= m.on_day and a.ends_on > m.on_day
order by on_day, p.project_id, milestone
