-- service_visited: one row per visit, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, visit_way, specialist, enterprise | adds: service_visits, needs_raised | key: enterprise_no, on_day, specialist, visit_way
select
    v.enterprise_no, p.park, p.carrier, p.chain, p.industry, v.visited_on as on_day, v.visit_way, v.needs_raised,
    v.specialist || coalesce('（' || v.specialist_no || '）', '') as specialist, 1 as service_visits, v.source_id, v.source_row
from service_visit as v
join place as p on p.enterprise_no = v.enterprise_no and p.starts_on <= v.visited_on and p.ends_on > v.visited_on
order by on_day, v.enterprise_no, specialist
