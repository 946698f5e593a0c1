-- title_submitted: one row per application for a title on the day on which it was submitted.
-- time: event | dimensions: park, carrier, chain, industry, level, title_kind, title_applicant_kind, title_outcome | adds: applications | key: title_name, title_applicant, on_day
select
    title_name, title_applicant, enterprise_no, park, carrier, chain, industry, level, title_kind, title_applicant_kind,
    coalesce(title_outcome, 'pending') as title_outcome, submitted_on as on_day, title_decided_on, owner,
    1 as applications, source_id, source_row
from title_case
order by on_day, title_name, title_applicant
