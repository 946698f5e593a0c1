-- park_entry: one row per enterprise coming into a park from outside it.
-- time: event | dimensions: park, carrier, chain, industry, in_cause | adds: enterprises | key: enterprise_no, on_day
select enterprise_no, park, carrier, chain, industry, in_cause, starts_on as on_day, enterprises, source_id, source_row
from stay where in_cause <> 'moved_within' and starts_on > date '0001-01-01'
order by on_day, enterprise_no
