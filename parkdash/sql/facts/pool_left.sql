-- pool_left: one row per leaving of a pool, with its outcome and the days in the pool, at the place of its enterprise on that day.
-- time: event | dimensions: park, carrier, chain, industry, pool_kind, aim_tier, pool_outcome, enterprise | adds: pool_exits | key: enterprise_no, pool_kind, on_day
select
    c.enterprise_no, p.park, p.carrier, p.chain, p.industry, c.pool_kind, c.aim_tier, c.pool_outcome, c.pool_reason, c.pooled_on,
    c.pool_last_day as on_day, c.pool_last_day - c.pooled_on as pool_days, 1 as pool_exits, c.source_id, c.source_row
from cultivation_pool as c
join place as p on p.enterprise_no = c.enterprise_no and p.starts_on <= c.pool_last_day and p.ends_on > c.pool_last_day
order by on_day, c.enterprise_no
