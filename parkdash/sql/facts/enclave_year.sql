-- enclave_year: one row per pair, year and way of counting, at the place of its research firm on the year's last day.
-- time: event | dimensions: park, carrier, chain, industry, home_place, enterprise | adds: promised_output, realised_output, promised_tax, realised_tax, promised_jobs, realised_jobs, tellings | key: pair_no, year, counting
-- Host and home counting tell of the same firms and overlap: the way of counting is no dimension, and each metric names one.
select
    v.pair_no, e.pair, e.enterprise_no, p.park, p.carrier, p.chain, p.industry, e.production_firm, e.home_place, v.year, v.counting,
    make_date(v.year, 12, 31) as on_day, v.promised_output, v.realised_output, v.promised_tax, v.realised_tax, v.promised_jobs,
    v.realised_jobs, 1 as tellings, v.source_id, v.source_row
from enclave_value as v
join enclave_pair as e on e.pair_no = v.pair_no
left join place as p on p.enterprise_no = e.enterprise_no
    and p.starts_on <= make_date(v.year, 12, 31) and p.ends_on > make_date(v.year, 12, 31)
order by on_day, v.pair_no, v.counting
