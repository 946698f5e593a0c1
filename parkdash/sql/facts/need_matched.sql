-- need_matched: one row per need on the day of the first contract that names it. Proposals are no matches.
-- time: event | dimensions: park, carrier, chain, industry, tech_field, enterprise | adds: needs, days_open | key: listing_no
select
    listing_no, listing_title, tech_field, enterprise_no, park, carrier, chain, industry, amount_yuan, posted_on,
    contracted_on as on_day, 1 as needs, contracted_on - posted_on as days_open, source_id, source_row
from listing_place where listing_side = 'need' and contracted_on is not null and contracted_on >= posted_on
order by on_day, listing_no
