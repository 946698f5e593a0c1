-- chain_candidate: one row per investment project in the pipeline and link that it would fill, while both hold.
-- time: interval | dimensions: park, carrier, chain, industry, chain_link, link_gain, project_stage | adds: candidates | entity: project_id, chain, chain_link
select
    s.project_id, s.project, s.project_no, s.enterprise_no, s.park, s.carrier, c.chain, s.industry, c.chain_link, c.link_gain,
    s.project_stage, s.entered_on, s.officer, s.leader, c.proposed_on,
    greatest(c.proposed_on, s.starts_on) as starts_on, s.ends_on,
    case when c.proposed_on > s.starts_on then 'proposed' else s.in_cause end as in_cause, s.out_cause,
    1 as candidates, c.source_id, c.source_row
from link_candidate as c
join project_in_stage as s on s.project_id = c.project_id and s.is_in_pipeline and s.ends_on > c.proposed_on
order by starts_on, s.project_id, c.chain, c.chain_link
