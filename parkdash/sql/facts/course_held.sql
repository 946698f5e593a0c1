-- course_held: one row per course on the day on which it ended.
-- time: event | dimensions: park, carrier, chain, industry, trainees | adds: courses, persons_trained, persons_passed | key: programme, on_day, park
select
    t.programme, cast(null as integer) as enterprise_no, n.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, t.trainees, t.trained_on as on_day, t.persons_trained, t.persons_passed,
    1 as courses, t.source_id, t.source_row
from training as t
left join park_name as n on n.park_key = t.park_key
order by on_day, t.programme
