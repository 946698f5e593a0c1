-- employment: one row per person and uninterrupted post in one place; of several posts at one time the one begun last holds.
-- time: interval | dimensions: park, carrier, chain, industry, degree, is_returnee, enterprise | adds: people | entity: person_id
with held as (
    select
        t.person_id, t.person, t.person_no, t.enterprise_no, t.degree, coalesce(t.is_returnee, false) as is_returnee,
        h.starts_on, h.ends_on, t.source_id, t.source_row,
        coalesce(lag(h.ends_on) over w = h.starts_on, false) as came_from_post,
        coalesce(lead(h.starts_on) over w = h.ends_on, false) as went_to_post
    from disjoint('talent_source') as h
    join talent as t on t.rowid = h.id
    window w as (partition by t.person_id order by h.starts_on)
)
select
    h.person_id, h.person, h.person_no, h.enterprise_no, p.park, p.carrier, p.chain, p.industry, h.degree, h.is_returnee,
    greatest(h.starts_on, p.starts_on) as starts_on, least(h.ends_on, p.ends_on) as ends_on,
    case when p.starts_on > h.starts_on then p.in_cause when h.came_from_post then 'changed_post' else 'arrived' end as in_cause,
    case when p.ends_on < h.ends_on then p.out_cause when h.went_to_post then 'changed_post' else 'resigned' end as out_cause,
    1 as people, h.source_id, h.source_row
from held as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.ends_on and p.ends_on > h.starts_on
order by starts_on, person_id
