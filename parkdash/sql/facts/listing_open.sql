-- listing_open: one row per listing while it is open: a need until it is contracted, every one until it closes or is withdrawn.
-- time: interval | dimensions: park, carrier, chain, industry, tech_field, listing_side, enterprise | adds: listings, amount_yuan | entity: listing_no
select
    listing_no, listing_side, listing_title, tech_field, listing_text, institute, enterprise_no, park, carrier, chain, industry,
    amount_yuan, posted_on as starts_on, least(gone_on, coalesce(contracted_on, date '9999-12-31')) as ends_on,
    'posted' as in_cause,
    case when contracted_on <= gone_on then 'contracted' when is_withdrawn then 'delisted' else 'closed' end as out_cause,
    1 as listings, source_id, source_row
from listing_place
where least(gone_on, coalesce(contracted_on, date '9999-12-31')) > posted_on
order by listing_no
