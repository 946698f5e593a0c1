-- tier_candidate: one row per enterprise, tier and time in which it does not hold the tier and misses few of its conditions, or none.
-- time: interval | dimensions: park, carrier, chain, industry, aim_tier, nearness, rule_set, enterprise | adds: candidates, rules_unmet, rules_unknown, rules_manual | entity: enterprise_no, aim_tier | labels: aim_tier = cultivation_pool.aim_tier
with checked as (
    select distinct
        enterprise_no, year, aim_tier, also_held, rule_set, rule_document, rule_evidence, rules_met, rules_unmet, rules_unknown, rules_manual,
        begins, stops, source_id, source_row
    from tier_asked
),
placed as (
    select c.*, p.park, p.carrier, p.chain, p.industry, greatest(c.begins, p.starts_on) as first_on, least(c.stops, p.ends_on) as stops_on
    from checked as c
    join place as p on p.enterprise_no = c.enterprise_no and p.starts_on < c.stops and p.ends_on > c.begins
),
kept as (
    select distinct enterprise_no, tier, starts_on, ends_on from tier_membership
),
openings as (
    select *, first_on as opens_on from placed
    union all
    select l.*, k.ends_on as opens_on
    from placed as l
    join kept as k on k.enterprise_no = l.enterprise_no and (k.tier = l.aim_tier or k.tier = l.also_held)
        and k.ends_on > l.first_on and k.ends_on < l.stops_on
),
opened as (
    select distinct * from openings as o
    where not exists (
        select 1 from kept as k
        where k.enterprise_no = o.enterprise_no and (k.tier = o.aim_tier or k.tier = o.also_held)
            and k.starts_on <= o.opens_on and k.ends_on > o.opens_on
    )
),
ended as (
    select o.*,
        (
            select min(k.starts_on) from kept as k
            where k.enterprise_no = o.enterprise_no and (k.tier = o.aim_tier or k.tier = o.also_held)
                and k.starts_on > o.opens_on and k.starts_on < o.stops_on
        ) as held_from
    from opened as o
)
select
    enterprise_no, park, carrier, chain, industry, aim_tier, rule_set, rule_document, rule_evidence, year,
    case when rules_unmet > 0 then 'near' when rules_unknown > 0 then 'untold' else 'ready' end as nearness,
    rules_met, rules_unmet, rules_unknown, rules_manual,
    opens_on as starts_on, coalesce(held_from, stops_on) as ends_on,
    'checked_anew' as in_cause, case when held_from is null then 'checked_anew' else 'certified' end as out_cause,
    1 as candidates, source_id, source_row
from ended
order by starts_on, enterprise_no, aim_tier
