-- service_assigned: one row per specialist, role and enterprise for a time without a break, at the place of the enterprise.
-- time: interval | dimensions: park, carrier, chain, industry, service_role, specialist, enterprise | adds: service_assignments | entity: specialist, enterprise_no, service_role
with held as (
    select
        a.enterprise_no, a.service_role, a.specialist || coalesce('（' || a.specialist_no || '）', '') as specialist,
        h.starts_on, h.ends_on, a.source_id, a.source_row
    from disjoint('service_assignment_source') as h
    join service_assignment as a on a.rowid = h.id
)
select
    h.enterprise_no, p.park, p.carrier, p.chain, p.industry, h.service_role, h.specialist,
    greatest(h.starts_on, p.starts_on) as starts_on, least(h.ends_on, p.ends_on) as ends_on,
    case when p.starts_on > h.starts_on then p.in_cause else 'assigned' end as in_cause,
    case when p.ends_on < h.ends_on then p.out_cause else 'assignment_ended' end as out_cause,
    1 as service_assignments, h.source_id, h.source_row
from held as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.ends_on and p.ends_on > h.starts_on
order by starts_on, h.enterprise_no
