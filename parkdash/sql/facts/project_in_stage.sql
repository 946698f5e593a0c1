-- project_in_stage: one row per project, uninterrupted time in one stage and agreed amount; also shelved and lost ones.
-- time: interval | dimensions: park, carrier, chain, industry, project_stage, source_channel, is_foreign, is_outside_province | adds: projects, agreed_yuan | entity: project_id
select
    p.project_id, p.project, p.project_no, p.enterprise_no, p.project_investor, p.park, p.carrier, p.chain, p.industry,
    e.project_stage, e.phase = 'pipeline' as is_in_pipeline, e.phase = 'built' as is_built, e.entered_on, case when e.is_dated then e.limit_days end as limit_days, a.amount as agreed_yuan,
    p.source_channel, p.officer, p.leader, p.is_foreign, p.is_outside_province, e.stage_reason,
    greatest(e.entered_on, a.starts_on) as starts_on, least(e.left_on, a.ends_on) as ends_on,
    case
        when a.starts_on > e.entered_on then 'amount_changed'
        when e.stage_before is null then 'new_project'
        when e.phase_before = 'out' then 'resumed'
        when e.place > e.place_before then 'advanced'
        else 'regressed'
    end as in_cause,
    case
        when a.ends_on < e.left_on then 'amount_changed'
        when e.stage_after in ('shelved', 'lost') then e.stage_after
        when e.phase = 'out' then 'resumed'
        when e.phase = 'pipeline' and e.phase_after = 'built' then 'landed'
        when e.place_after > e.place then 'advanced'
        when e.place_after < e.place then 'regressed'
    end as out_cause,
    1 as projects, e.source_id, e.source_row
from project_entry as e
join project_place as p on p.project_id = e.project_id
join project_amount as a on a.project_id = e.project_id and a.starts_on < e.left_on and a.ends_on > e.entered_on
order by starts_on, p.project_id
