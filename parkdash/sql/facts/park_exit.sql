-- park_exit: one row per enterprise gone from a park, on the first day it is no longer there.
-- time: event | dimensions: park, carrier, chain, industry, out_cause | adds: enterprises | key: enterprise_no, on_day
select enterprise_no, park, carrier, chain, industry, out_cause, ends_on as on_day, enterprises, source_id, source_row
from stay where out_cause <> 'moved_within' and ends_on < date '9999-12-31'
order by on_day, enterprise_no
