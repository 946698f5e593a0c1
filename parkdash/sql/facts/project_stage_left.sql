-- project_stage_left: one row per project and stage it has left again, with the days it stayed there.
-- time: event | dimensions: park, carrier, chain, industry, project_stage, source_channel, is_foreign, is_outside_province | adds: stays, stage_days | key: project_id, on_day
select
    p.project_id, p.project, p.project_no, p.enterprise_no, p.park, p.carrier, p.chain, p.industry, e.project_stage,
    e.entered_on, e.left_on as on_day, e.left_on - e.entered_on as stage_days, e.limit_days, p.source_channel, p.officer,
    p.leader, p.is_foreign, p.is_outside_province, 1 as stays, e.source_id, e.source_row
from project_entry as e
join project_place as p on p.project_id = e.project_id
where e.phase <> 'out' and e.left_on < date '9999-12-31' and e.entered_on > date '0001-01-01'
order by on_day, p.project_id
