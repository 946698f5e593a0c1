-- talent_departure: one row per person leaving a post for one outside the parks, on the first day no longer in post.
-- time: event | dimensions: park, carrier, chain, industry, degree, is_returnee, enterprise | adds: people | key: person_id, on_day
select person_id, person, enterprise_no, park, carrier, chain, industry, degree, is_returnee, ends_on as on_day, people, source_id, source_row
from employment where out_cause = 'resigned' and ends_on < date '9999-12-31'
order by on_day, person_id
