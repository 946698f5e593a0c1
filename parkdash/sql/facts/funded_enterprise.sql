-- funded_enterprise: one row per enterprise that has had equity paid in, from that day on, in one place.
-- time: interval | dimensions: park, carrier, chain, industry | adds: enterprises | entity: enterprise_no
with first_deal as (
    select enterprise_no, min(paid_on) as funded_on, arg_min(source_id, paid_on) as source_id, arg_min(source_row, paid_on) as source_row
    from financing where kind = 'equity' group by enterprise_no
)
select
    f.enterprise_no, p.park, p.carrier, p.chain, p.industry,
    greatest(f.funded_on, p.starts_on) as starts_on, p.ends_on,
    case when p.starts_on > f.funded_on then p.in_cause else 'funded' end as in_cause, p.out_cause,
    1 as enterprises, f.source_id, f.source_row
from first_deal as f
join place as p on p.enterprise_no = f.enterprise_no and p.ends_on > f.funded_on
order by starts_on, f.enterprise_no
