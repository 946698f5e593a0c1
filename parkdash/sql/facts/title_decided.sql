-- title_decided: one row per application for a title that was won or lost, with the days from submission to decision.
-- time: event | dimensions: park, carrier, chain, industry, level, title_kind, title_applicant_kind, title_outcome | adds: decisions, review_days | key: title_name, title_applicant, submitted_on
select
    title_name, title_applicant, enterprise_no, park, carrier, chain, industry, level, title_kind, title_applicant_kind,
    title_outcome, title_reason, submitted_on, title_decided_on as on_day, title_decided_on - submitted_on as review_days,
    owner, title_document, 1 as decisions, source_id, source_row
from title_case
where title_outcome in ('won', 'lost') and title_decided_on is not null
order by on_day, title_name, title_applicant
