-- pool_joined: one row per entry into a pool, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, pool_kind, aim_tier, enterprise | adds: pool_entries | key: enterprise_no, pool_kind, on_day
select
    c.enterprise_no, p.park, p.carrier, p.chain, p.industry, c.pool_kind, c.aim_tier, c.pooled_on as on_day, 1 as pool_entries,
    c.source_id, c.source_row
from cultivation_pool as c
join place as p on p.enterprise_no = c.enterprise_no and p.starts_on <= c.pooled_on and p.ends_on > c.pooled_on
order by on_day, c.enterprise_no
