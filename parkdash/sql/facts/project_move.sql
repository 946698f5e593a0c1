-- project_move: one row per project and day on which it entered another stage, with the amount agreed by then.
-- time: event | dimensions: park, carrier, chain, industry, project_stage, source_channel, is_foreign, is_outside_province, in_cause | adds: projects, agreed_yuan | key: project_id, on_day
select
    project_id, project, project_no, enterprise_no, project_investor, park, carrier, chain, industry, project_stage, in_cause,
    entered_on as on_day, agreed_yuan, source_channel, officer, leader, is_foreign, is_outside_province, stage_reason,
    1 as projects, source_id, source_row
from project_in_stage where in_cause <> 'amount_changed' and starts_on = entered_on
order by on_day, project_id
