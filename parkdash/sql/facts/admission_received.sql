-- admission_received: one row per application, on the day it was handed in.
-- time: event | dimensions: park, carrier, chain, industry, applicant_kind, review_outcome | adds: applications | key: application_no
select
    application_no, applicant, applicant_kind, enterprise_no, park, carrier, chain, industry, review_outcome, refusal_reason,
    decided_on, moved_in_on, applied_on as on_day, 1 as applications, source_id, source_row
from admission_case
order by on_day, application_no
