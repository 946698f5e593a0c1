-- milestone_open: one row per milestone from its decision until it is reached.
-- time: interval | dimensions: park, carrier, chain, industry | adds: milestones | entity: milestone
select
    m.milestone, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, m.due_by, m.owner, m.document,
    m.decided_on as starts_on, coalesce(m.reached_on, date '9999-12-31') as ends_on,
    'decided' as in_cause, 'reached' as out_cause, 1 as milestones, m.source_id, m.source_row
from milestone as m
left join park_name as p on p.park_key = m.park_key
order by m.due_by, m.milestone
