-- event_overdue: one row per event from the day after the one planned for until it is held.
-- time: interval | dimensions: park, carrier, chain, industry, event_kind | adds: events | entity: event, planned_on
select
    e.event, cast(null as integer) as enterprise_no, n.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, e.event_kind, e.planned_on, e.planned_on + 1 as starts_on,
    coalesce(e.held_on, date '9999-12-31') as ends_on, 'event_missed' as in_cause,
    case when e.held_on is not null then 'event_held' end as out_cause, 1 as events, e.source_id, e.source_row
from park_event as e
left join park_name as n on n.park_key = e.park_key
where e.held_on is null or e.held_on > e.planned_on + 1
order by starts_on, e.event
