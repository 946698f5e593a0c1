-- pool_member: one row per enterprise and time in a cultivation pool, at its place.
-- time: interval | dimensions: park, carrier, chain, industry, pool_kind, aim_tier, pool_stage, enterprise | adds: pool_firms | entity: enterprise_no, pool_kind
with pooled as (
    select *, coalesce(pool_last_day + 1, date '9999-12-31') as pool_ends_on from cultivation_pool
)
select
    c.enterprise_no, p.park, p.carrier, p.chain, p.industry, c.pool_kind, c.aim_tier, c.pool_stage, c.pooled_on, c.pool_outcome, c.pool_reason,
    greatest(c.pooled_on, p.starts_on) as starts_on, least(c.pool_ends_on, p.ends_on) as ends_on,
    case when p.starts_on > c.pooled_on then p.in_cause else 'pooled' end as in_cause,
    case when p.ends_on < c.pool_ends_on then p.out_cause else coalesce('pool_' || c.pool_outcome, 'left') end as out_cause,
    1 as pool_firms, c.source_id, c.source_row
from pooled as c
join place as p on p.enterprise_no = c.enterprise_no and p.starts_on < c.pool_ends_on and p.ends_on > c.pooled_on
order by starts_on, c.enterprise_no
