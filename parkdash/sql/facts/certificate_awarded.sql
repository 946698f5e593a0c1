-- certificate_awarded: one row per certificate on the day it begins, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, tier, level, award_batch, enterprise | adds: certificates | key: enterprise_no, tier, certificate_no, on_day
select
    c.enterprise_no, p.park, p.carrier, p.chain, p.industry, c.tier, c.level, c.title as award_batch, c.certificate_no,
    c.valid_from as on_day, 1 as certificates, c.source_id, c.source_row
from recognition_valid as c
join place as p on p.enterprise_no = c.enterprise_no and p.starts_on <= c.valid_from and p.ends_on > c.valid_from
order by on_day, c.enterprise_no
