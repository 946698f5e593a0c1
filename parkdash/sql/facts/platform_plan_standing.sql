-- platform_plan_standing: one row per platform, year of its plan and time between two services: what is planned and done so far.
-- time: interval | dimensions: park, carrier, chain, industry, platform, platform_kind, platform_level | adds: plans, planned_services, delivered_services | entity: platform, host, year
-- It counts at the place that the platform has last had in that year; of one that began in the year the plan begins with it.
with seated as (
    select
        p.platform, case when b.is_only then b.host else p.host end as host, p.year, b.enterprise_no, coalesce(b.park, n.park) as park,
        b.carrier, b.chain, b.industry, b.platform_kind, b.platform_level, p.planned_services,
        make_date(p.year, 1, 1) as year_begins, make_date(p.year + 1, 1, 1) as year_ends,
        min(b.starts_on) over (partition by p.platform, p.host, p.year) as first_there,
        row_number() over (partition by p.platform, p.host, p.year order by b.starts_on desc nulls last) as turn,
        p.source_id, p.source_row
    from platform_plan as p
    left join park_name as n on n.park_key = p.park_key
    left join platform_place as b on b.platform = p.platform and (b.is_only or b.host is not distinct from p.host)
        and b.starts_on < make_date(p.year + 1, 1, 1) and b.ends_on > make_date(p.year, 1, 1)
),
plan as (
    select *, greatest(year_begins, coalesce(first_there, year_begins)) as plan_begins from seated where turn = 1
),
given as (
    select platform, host, year, year_begins as on_day, 0 as services from plan
    union all
    select p.platform, p.host, p.year, s.on_day, s.services
    from plan as p
    join platform_served as s on s.platform = p.platform and s.host is not distinct from p.host
        and s.on_day >= p.year_begins and s.on_day < p.year_ends
),
daily as (
    select platform, host, year, on_day, sum(services) as services from given group by platform, host, year, on_day
)
select
    p.platform, p.host, p.year, p.enterprise_no, p.park, p.carrier, p.chain, p.industry,
    p.platform_kind, p.platform_level, p.plan_begins, p.year_ends - p.plan_begins as plan_days, p.planned_services,
    cast(sum(d.services) over w as bigint) as delivered_services,
    round(100.0 * cast(sum(d.services) over w as double) / nullif(p.planned_services, 0), 1) as plan_percent, d.on_day as starts_on,
    lead(d.on_day, 1, p.year_ends) over w as ends_on,
    case when d.on_day = p.year_begins then 'plan_set' else 'platform_served' end as in_cause,
    case when lead(d.on_day) over w is null then 'plan_year_over' else 'platform_served' end as out_cause,
    1 as plans, p.source_id, p.source_row
from plan as p
join daily as d on d.platform = p.platform and d.host is not distinct from p.host and d.year = p.year
window w as (partition by p.platform, p.host, p.year order by d.on_day)
order by starts_on, p.platform, p.host
