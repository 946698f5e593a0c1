-- tech_deal: one row per technology contract, in the field of the listing that it names; only exact amounts are yuan.
-- time: event | dimensions: park, carrier, chain, industry, tech_field, enterprise | adds: deals, amount_yuan | key: contract_no
select
    c.contract_no, c.need_no, c.result_no, c.enterprise_no, coalesce(p.park, n.park) as park, p.carrier, p.chain, p.industry,
    coalesce(d.tech_field, r.tech_field) as tech_field, c.seller, c.contract_signed_on as on_day,
    case when c.contract_amount_qualifier is null then c.contract_amount end as amount_yuan, 1 as deals,
    c.source_id, c.source_row
from tech_contract as c
left join place as p
    on p.enterprise_no = c.enterprise_no and p.starts_on <= c.contract_signed_on and p.ends_on > c.contract_signed_on
left join park_name as n on n.park_key = c.park_key
left join listing_place as d on d.listing_no = c.need_no
left join listing_place as r on r.listing_no = c.result_no
order by on_day, c.contract_no
