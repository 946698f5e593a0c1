-- talent_arrival: one row per person taking up a post, changes of post inside the parks and moves of the firm left out.
-- time: event | dimensions: park, carrier, chain, industry, degree, is_returnee, enterprise | adds: people | key: person_id, on_day
select person_id, person, enterprise_no, park, carrier, chain, industry, degree, is_returnee, starts_on as on_day, people, source_id, source_row
from employment where in_cause = 'arrived'
order by on_day, person_id
