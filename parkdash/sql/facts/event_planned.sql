-- event_planned: one row per event on the day for which it was planned, and whether it was held.
-- time: event | dimensions: park, carrier, chain, industry, event_kind | adds: events_planned | key: event, on_day
select
    e.event, cast(null as integer) as enterprise_no, n.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, e.event_kind, e.planned_on as on_day, e.held_on, e.planned_attendance,
    e.attendance, 1 as events_planned, e.source_id, e.source_row
from park_event as e
left join park_name as n on n.park_key = e.park_key
order by on_day, e.event
