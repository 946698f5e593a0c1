-- fund_in_being: one row per fund while it exists.
-- time: interval | dimensions: park, carrier, chain, industry, fund | adds: size_yuan | entity: fund
select
    f.fund, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier, cast(null as varchar) as chain, cast(null as varchar) as industry,
    f.established_on as starts_on, coalesce(f.closes_on + 1, date '9999-12-31') as ends_on, f.size as size_yuan,
    'founded' as in_cause, 'closed' as out_cause, f.source_id, f.source_row
from fund as f
left join park_name as p on p.park_key = f.park_key
order by starts_on, fund
