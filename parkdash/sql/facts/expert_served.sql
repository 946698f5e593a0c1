-- expert_served: one row per service of an expert, in the park that the expert is kept for.
-- time: event | dimensions: park, carrier, chain, industry, tech_field, expert_service, expert | adds: services_given | key: expert_no, on_day, expert_service, enterprise_no
select
    a.expert_no, coalesce(e.expert, '') || '（' || a.expert_no || '）' as expert, e.institute, e.tech_field, a.enterprise_no, n.park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, a.expert_service, a.service_result,
    a.active_on as on_day, 1 as services_given, a.source_id, a.source_row
from expert_activity as a
left join tech_expert as e on e.expert_no = a.expert_no
left join park_name as n on n.park_key = e.park_key
order by on_day, a.expert_no
