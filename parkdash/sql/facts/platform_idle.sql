-- platform_idle: one row per platform and time in which its last service, or its beginning, lies further back than its kind may.
-- time: interval | dimensions: park, carrier, chain, industry, platform, platform_kind, platform_level | adds: platforms_idle | entity: platform, host
-- Counted from the first service on record: before that nobody told of any.
with began as (
    select min(on_day) as records_began from platform_served
),
seen as (
    select platform, host, min(starts_on) as on_day, 0 as is_service from platform_place group by platform, host
    union
    select platform, host, on_day, 1 from platform_served
),
gaps as (
    select
        platform, host, on_day, is_service,
        lead(on_day, 1, date '9999-12-31') over (partition by platform, host order by on_day, is_service) as next_day
    from seen
),
counted as (
    select g.*, greatest(g.on_day, b.records_began) as counted_from from gaps as g cross join began as b
    where b.records_began is not null
),
silent as (
    select
        p.*, case when c.is_service = 1 then c.on_day end as last_served_on, r.idle_days,
        c.counted_from + cast(r.idle_days as integer) + 1 as begins, c.next_day as stops
    from platform_place as p
    join counted as c on c.platform = p.platform and c.host is not distinct from p.host
    join rule_platform_idle as r on r.code = p.platform_kind
)
select
    platform, host, enterprise_no, park, carrier, chain, industry, platform_kind, platform_level,
    last_served_on, idle_days, greatest(begins, starts_on) as starts_on, least(stops, ends_on) as ends_on,
    case when starts_on > begins then in_cause else 'platform_silent' end as in_cause,
    case when ends_on < stops then out_cause when stops < date '9999-12-31' then 'platform_served' end as out_cause,
    1 as platforms_idle, source_id, source_row
from silent
where greatest(begins, starts_on) < least(stops, ends_on)
order by starts_on, platform, host
