-- admission_settled: one row per application whose firm has moved in, with the days from being passed and from applying.
-- time: event | dimensions: park, carrier, chain, industry, applicant_kind | adds: entries, entry_days, whole_days | key: application_no
select
    application_no, applicant, applicant_kind, enterprise_no, park, carrier, chain, industry, applied_on, decided_on,
    moved_in_on as on_day, moved_in_on - decided_on as entry_days, moved_in_on - applied_on as whole_days,
    1 as entries, source_id, source_row
from admission_case
where moved_in_on is not null
order by on_day, application_no
