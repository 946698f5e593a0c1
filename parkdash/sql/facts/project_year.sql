-- project_year: one row per project and year with what was promised for it and what has come.
-- time: event | dimensions: park, carrier, chain, industry, source_channel, is_foreign, is_outside_province | adds: promised_investment, realised_investment, promised_output, realised_output, promised_tax, realised_tax, promised_jobs, realised_jobs, values_told | key: project_id, year
select
    p.project_id, p.project, p.project_no, p.enterprise_no, p.park, p.carrier, p.chain, p.industry, v.year,
    make_date(v.year, 12, 31) as on_day, v.promised_investment, v.realised_investment, v.promised_output, v.realised_output,
    v.promised_tax, v.realised_tax, v.promised_jobs, v.realised_jobs, v.as_of, p.source_channel, p.officer, p.leader,
    p.is_foreign, p.is_outside_province, 1 as values_told, v.source_id, v.source_row
from project_value as v
join project_place as p on p.project_id = v.project_id
order by on_day, p.project_id
