-- expert_in_pool: one row per expert while in the pool, with the day of the last service.
-- time: interval | dimensions: park, carrier, chain, industry, tech_field | adds: experts | entity: expert_no
select
    e.expert_no, e.expert, e.institute, e.tech_field, cast(null as integer) as enterprise_no, n.park,
    cast(null as varchar) as carrier, cast(null as varchar) as chain, cast(null as varchar) as industry,
    e.joined_on as starts_on, coalesce(e.left_on + 1, date '9999-12-31') as ends_on, 'joined' as in_cause, 'left' as out_cause,
    1 as experts, e.source_id, e.source_row
from tech_expert as e
left join park_name as n on n.park_key = e.park_key
order by e.expert_no
