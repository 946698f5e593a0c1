-- tiered_enterprise: one row per enterprise and uninterrupted time in at least one tier, in one place.
-- time: interval | dimensions: park, carrier, chain, industry | adds: enterprises | entity: enterprise_no
with held as (
    select h.starts_on, h.ends_on, c.enterprise_no, c.tier, c.revoked, c.source_id, c.source_row
    from disjoint('ladder_source') as h
    join recognition_valid as c on c.id = h.id
)
select
    h.enterprise_no, p.park, p.carrier, p.chain, p.industry, h.tier as held_tier,
    greatest(h.starts_on, p.starts_on) as starts_on, least(h.ends_on, p.ends_on) as ends_on,
    case when p.starts_on > h.starts_on then p.in_cause else 'awarded' end as in_cause,
    case when p.ends_on < h.ends_on then p.out_cause when h.revoked then 'revoked' else 'expired' end as out_cause,
    1 as enterprises, h.source_id, h.source_row
from held as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.ends_on and p.ends_on > h.starts_on
order by starts_on, enterprise_no
