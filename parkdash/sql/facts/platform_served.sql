-- platform_served: one row per service that a platform has given, at the platform's place on that day; the firm is the one served.
-- time: event | dimensions: park, carrier, chain, industry, platform, platform_kind, platform_level, platform_service_kind, enterprise | adds: services, service_fee | key: platform, on_day, enterprise_no, platform_service_kind, platform_service_no
select
    s.platform_service_no, s.platform, case when p.is_only then p.host else s.host end as host, s.enterprise_no,
    coalesce(p.park, n.park) as park, p.carrier, p.chain, p.industry, p.platform_kind, p.platform_level,
    s.platform_service_kind, s.served_on as on_day, coalesce(s.service_count, 1) as services, s.service_fee,
    s.source_id, s.source_row
from platform_service as s
left join park_name as n on n.park_key = s.park_key
left join platform_place as p on p.platform = s.platform and (p.is_only or p.host is not distinct from s.host)
    and p.starts_on <= s.served_on and p.ends_on > s.served_on
order by on_day, s.platform, s.enterprise_no, s.platform_service_kind, s.platform_service_no
