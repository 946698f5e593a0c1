-- visit_made: one row per visit, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, visit_kind, enterprise | adds: visits, minutes | key: enterprise_no, on_day, officer
select
    v.enterprise_no, p.park, p.carrier, p.chain, p.industry, v.visit_kind, v.officer, v.visited_on as on_day,
    v.minutes, 1 as visits, v.source_id, v.source_row
from visit as v
join place as p on p.enterprise_no = v.enterprise_no and p.starts_on <= v.visited_on and p.ends_on > v.visited_on
order by on_day, v.enterprise_no, v.officer
