-- service_request_open: one row per request from the day it was opened until that of its solution, at the place of its enterprise.
-- time: interval | dimensions: park, carrier, chain, industry, service_module, service_channel, severity, promise_state, specialist, enterprise | adds: open_requests | entity: request_no
select
    r.request_no, r.enterprise_no, p.park, p.carrier, p.chain, p.industry, r.service_module, r.service_channel, r.severity,
    r.promise_state, r.opened_at, r.first_reply_at, r.reopened_times, r.specialist,
    greatest(r.opened_on, p.starts_on) as starts_on, least(coalesce(r.solved_on, date '9999-12-31'), p.ends_on) as ends_on,
    case when p.starts_on > r.opened_on then p.in_cause else 'opened' end as in_cause,
    case when p.ends_on < coalesce(r.solved_on, date '9999-12-31') then p.out_cause else 'solved' end as out_cause,
    1 as open_requests, r.source_id, r.source_row
from service_request_told as r
join place as p on p.enterprise_no = r.enterprise_no
    and p.starts_on < coalesce(r.solved_on, date '9999-12-31') and p.ends_on > r.opened_on
where r.opened_on < coalesce(r.solved_on, date '9999-12-31')
order by starts_on, r.request_no
