-- account_followed: one row per public account and count of its followers, from one month's end until the next count.
-- time: interval | dimensions: park, carrier, chain, industry, account | adds: followers | entity: account | key: account, starts_on
with counted as (
    select *, last_day(reach_month) as counted_on from outreach_month where followers is not null
)
select
    o.account, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, o.counted_on as starts_on,
    coalesce(lead(o.counted_on) over (partition by o.account order by o.counted_on), date '9999-12-31') as ends_on,
    'counted' as in_cause, 'counted' as out_cause, o.followers, o.source_id, o.source_row
from counted as o
left join park_name as p on p.park_key = o.park_key
order by starts_on, o.account
