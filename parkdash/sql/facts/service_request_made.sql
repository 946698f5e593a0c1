-- service_request_made: one row per request on the day it was opened, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, service_module, service_channel, severity, promise_state, solve_state, opened_weekday, opened_hour, specialist, enterprise | adds: service_requests | key: request_no
select
    r.request_no, r.enterprise_no, p.park, p.carrier, p.chain, p.industry, r.opened_on as on_day, r.service_module,
    r.service_channel, r.severity, r.promise_state, r.solve_state, r.opened_at, r.first_reply_at, r.solved_at, r.reply_minutes, r.solve_hours,
    r.opened_weekday, r.opened_hour, r.reopened_times, r.rating, r.specialist, 1 as service_requests, r.source_id, r.source_row
from service_request_told as r
join place as p on p.enterprise_no = r.enterprise_no and p.starts_on <= r.opened_on and p.ends_on > r.opened_on
order by on_day, r.request_no
