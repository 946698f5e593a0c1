-- project_reached: one row per project and stage, from the first day on which it had reached that stage on.
-- time: interval | dimensions: park, carrier, chain, industry, milestone, source_channel, is_foreign, is_outside_province | adds: projects | entity: project_id, milestone | labels: milestone = project_stage.project_stage
select
    project_id, project, project_no, enterprise_no, project_investor, park, carrier, chain, industry, milestone, source_channel,
    officer, leader, is_foreign, is_outside_province, on_day as starts_on, date '9999-12-31' as ends_on,
    'advanced' as in_cause, cast(null as varchar) as out_cause, 1 as projects, source_id, source_row
from project_milestone
order by starts_on, project_id, milestone
