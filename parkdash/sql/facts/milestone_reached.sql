-- milestone_reached: one row per milestone that has been reached, on the day it was.
-- time: event | dimensions: park, carrier, chain, industry | adds: milestones, in_time | key: milestone, park
select
    m.milestone, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, m.due_by, m.owner, m.document, m.evidence,
    m.reached_on as on_day, 1 as milestones, case when m.reached_on <= m.due_by then 1 else 0 end as in_time,
    m.source_id, m.source_row
from milestone as m
left join park_name as p on p.park_key = m.park_key
where m.reached_on is not null
order by on_day, m.milestone
