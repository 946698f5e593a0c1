-- investment_visit: one row per visit to a firm, of a firm, or at a firm near a station.
-- time: event | dimensions: park, carrier, chain, industry, visit_kind, source_channel | adds: visits | key: on_day, visit_kind, firm_visited, project_id, officer
select
    v.firm_visited, v.visited_on as on_day, v.visit_kind, v.source_channel, v.officer, v.visit_place, v.outcome, v.project_id,
    p.project, p.enterprise_no, coalesce(n.park, p.park) as park, p.carrier, p.chain, p.industry, 1 as visits,
    v.source_id, v.source_row
from project_visit as v
left join project_place as p on p.project_id = v.project_id
left join park_name as n on n.park_key = v.park_key
order by on_day, v.firm_visited
