-- event_held: one row per event on the day on which it was held, with who came, what was promised and what came of it.
-- time: event | dimensions: park, carrier, chain, industry, event_kind | adds: events, attendance, planned_attendance, follow_ups_promised, follow_ups_done, results_reached, with_result | key: event, planned_on
select
    e.event, cast(null as integer) as enterprise_no, n.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, e.event_kind, e.planned_on, e.held_on as on_day, e.planned_attendance, e.attendance,
    e.follow_ups_promised, e.follow_ups_done, e.results_reached, e.event_result,
    case when e.results_reached > 0 then 1 else 0 end as with_result, 1 as events, e.source_id, e.source_row
from park_event as e
left join park_name as n on n.park_key = e.park_key
where e.held_on is not null
order by on_day, e.event
