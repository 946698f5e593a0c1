-- chain_firm_in: one row per enterprise and link while it is in it, at the place of the enterprise; the chain is the link's.
-- time: interval | dimensions: park, carrier, chain, industry, chain_link, link_tier, link_role, enterprise | adds: link_firms | entity: enterprise_no, chain, chain_link
with held as (
    select
        f.enterprise_no, f.chain, f.chain_link, l.link_tier, f.link_role, f.link_product, f.in_link_from as began_on,
        coalesce(f.in_link_until + 1, date '9999-12-31') as ended_on, f.source_id, f.source_row
    from link_firm as f
    left join chain_link as l on l.chain = f.chain and l.chain_link = f.chain_link
)
select
    h.enterprise_no, p.park, p.carrier, h.chain, p.industry, h.chain_link, h.link_tier, h.link_role, h.link_product,
    greatest(h.began_on, p.starts_on) as starts_on, least(h.ended_on, p.ends_on) as ends_on,
    case when p.starts_on > h.began_on then p.in_cause else 'joined_link' end as in_cause,
    case when p.ends_on < h.ended_on then p.out_cause else 'left_link' end as out_cause,
    1 as link_firms, h.source_id, h.source_row
from held as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.ended_on and p.ends_on > h.began_on
order by starts_on, h.enterprise_no, h.chain, h.chain_link
