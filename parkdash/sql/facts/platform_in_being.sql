-- platform_in_being: one row per platform and place of its enterprise while it exists; without one, in the park it names.
-- time: interval | dimensions: park, carrier, chain, industry, platform_kind, platform_level | adds: platforms | entity: platform, host
with located as (
    select f.*, p.park as place_park, p.carrier, p.chain, p.industry, p.starts_on, p.ends_on, p.in_cause, p.out_cause
    from platform as f join place as p on p.enterprise_no = f.enterprise_no
    union all by name
    select f.*, n.park as place_park, date '0001-01-01' as starts_on, date '9999-12-31' as ends_on
    from platform as f left join park_name as n on n.park_key = f.park_key
    where f.enterprise_no is null
),
existing as (
    select *, coalesce(established_on, date '0001-01-01') as began_on, coalesce(last_day + 1, date '9999-12-31') as ended_on
    from located
)
select
    name as platform, host, enterprise_no, place_park as park, carrier, chain, industry, platform_kind, platform_level,
    region, field, greatest(began_on, starts_on) as starts_on, least(ended_on, ends_on) as ends_on,
    case when starts_on > began_on then in_cause else 'awarded' end as in_cause,
    case when ends_on < ended_on then out_cause else 'closed' end as out_cause,
    1 as platforms, source_id, source_row
from existing
where starts_on < ended_on and ends_on > began_on
order by 12, 1, 2
