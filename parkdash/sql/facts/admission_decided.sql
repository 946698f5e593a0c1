-- admission_decided: one row per application that was passed or rejected, with the days from application to decision.
-- time: event | dimensions: park, carrier, chain, industry, applicant_kind, review_outcome, refusal_reason | adds: decisions, review_days | key: application_no
select
    application_no, applicant, applicant_kind, enterprise_no, park, carrier, chain, industry, review_outcome, refusal_reason,
    applied_on, decided_on as on_day, decided_on - applied_on as review_days, 1 as decisions, source_id, source_row
from admission_case
where decided_on is not null
order by on_day, application_no
