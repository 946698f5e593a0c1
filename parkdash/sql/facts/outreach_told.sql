-- outreach_told: one row per public account and month, on the month's last day.
-- time: event | dimensions: park, carrier, chain, industry, account | adds: articles, reads, shares | key: account, on_day
select
    o.account, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, last_day(o.reach_month) as on_day, o.articles, o.reads, o.shares, o.source_id, o.source_row
from outreach_month as o
left join park_name as p on p.park_key = o.park_key
order by on_day, o.account
