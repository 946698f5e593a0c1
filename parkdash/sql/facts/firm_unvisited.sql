-- firm_unvisited: one row per enterprise and time in which its last visit, or its arrival, lies further back than the promised days.
-- time: interval | dimensions: park, carrier, chain, industry, enterprise | adds: firms_unvisited | entity: enterprise_no
with promised as (
    select promised_within as days, promised_from, coalesce(promised_until + 1, date '9999-12-31') as promised_to
    from service_promise
    where promise = 'visit' and promise_unit = 'day' and severity is null
),
seen as (
    select enterprise_no, starts_on as on_day, 0 as is_visit from stay where in_cause not in ('moved_within', 'moved_park')
    union
    select enterprise_no, visited_on, 1 from service_visit
),
gaps as (
    select enterprise_no, on_day, is_visit,
        coalesce(lead(on_day) over (partition by enterprise_no order by on_day, is_visit), date '9999-12-31') as next_day
    from seen
),
overdue as (
    select
        g.enterprise_no, cast(p.days as integer) as visit_within_days, case when g.is_visit = 1 then g.on_day end as last_visited_on,
        greatest(g.on_day + cast(p.days as integer) + 1, p.promised_from) as begins, least(g.next_day, p.promised_to) as stops
    from gaps as g
    join promised as p on p.promised_from < g.next_day and p.promised_to > g.on_day
)
select
    s.enterprise_no, s.park, s.carrier, s.chain, s.industry, o.last_visited_on, o.visit_within_days,
    greatest(o.begins, s.starts_on) as starts_on, least(o.stops, s.ends_on) as ends_on,
    case when s.starts_on > o.begins then s.in_cause else 'visit_overdue' end as in_cause,
    case when s.ends_on < o.stops then s.out_cause else 'visited' end as out_cause,
    1 as firms_unvisited, s.source_id, s.source_row
from stay as s
join overdue as o on o.enterprise_no = s.enterprise_no and o.begins < s.ends_on and o.stops > s.starts_on
where o.begins < o.stops
order by starts_on, s.enterprise_no
