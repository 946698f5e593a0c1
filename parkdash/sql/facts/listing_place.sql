-- listing_place: one row per listing with where it counts and when it was first contracted.
select
    l.listing_no, l.listing_side, l.listing_title, l.tech_field, l.listing_text, l.institute, l.enterprise_no,
    coalesce(p.park, n.park) as park, p.carrier, p.chain, p.industry, l.posted_on,
    case when l.listing_amount_qualifier is null then l.listing_amount end as amount_yuan,
    c.contracted_on, least(coalesce(l.withdrawn_on, date '9999-12-31'), coalesce(l.closes_on + 1, date '9999-12-31')) as gone_on,
    coalesce(l.withdrawn_on, date '9999-12-31') <= coalesce(l.closes_on + 1, date '9999-12-31') as is_withdrawn,
    l.source_id, l.source_row
from market_listing as l
left join place as p on p.enterprise_no = l.enterprise_no and p.starts_on <= l.posted_on and p.ends_on > l.posted_on
left join park_name as n on n.park_key = l.park_key
left join (select need_no, min(contract_signed_on) as contracted_on from tech_contract group by need_no) as c
    on c.need_no = l.listing_no and l.listing_side = 'need'
order by l.listing_no
