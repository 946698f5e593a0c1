-- need_known: one row per need ever posted, from that day on, with the day of the first contract that names it.
-- time: interval | dimensions: park, carrier, chain, industry, tech_field, enterprise | adds: needs | entity: listing_no
select
    listing_no, listing_title, tech_field, enterprise_no, park, carrier, chain, industry, amount_yuan, contracted_on,
    posted_on as starts_on, date '9999-12-31' as ends_on, 'posted' as in_cause, 'closed' as out_cause,
    1 as needs, source_id, source_row
from listing_place where listing_side = 'need'
order by listing_no
