-- service_item_listed: one row per service while it is on offer; the catalogue is one for all parks.
-- time: interval | dimensions: park, carrier, chain, industry, service_module, service_nature | adds: service_items | entity: item_no
select
    i.item_no, i.service_item, cast(null as integer) as enterprise_no, cast(null as varchar) as park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, i.service_module, i.service_nature,
    i.offered_from as starts_on, coalesce(i.offered_until + 1, date '9999-12-31') as ends_on,
    'offered' as in_cause, 'withdrawn' as out_cause, 1 as service_items, i.source_id, i.source_row
from service_item as i
order by starts_on, i.item_no
