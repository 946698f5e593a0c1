-- park_approved: one row per park from the day it was approved (or opened) on.
-- time: interval | dimensions: park, carrier, chain, industry, park_level | adds: parks, planned_area_ha | key: park
select
    name as park, cast(null as integer) as enterprise_no, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, park_level, region, coalesce(approved_on, opened_on, date '0001-01-01') as starts_on,
    date '9999-12-31' as ends_on, planned_area_ha, 1 as parks, 'approved' as in_cause, cast(null as varchar) as out_cause,
    source_id, source_row
from park
order by starts_on, park
