-- title_holding: one row per person in post and uninterrupted time at their highest title.
-- time: interval | dimensions: park, carrier, chain, industry, level, enterprise | adds: people | entity: person_id
-- A title that gives way to a higher one has not expired; one that holds again once the higher one has ended is not new.
with held as (
    select h.starts_on, h.ends_on, t.person_id, t.title, t.level, t.source_id, t.source_row,
        h.starts_on > t.awarded_on as holds_again,
        h.ends_on < coalesce(t.valid_until + 1, date '9999-12-31') as gives_way
    from disjoint('title_source') as h
    join talent_title as t on t.rowid = h.id
)
select
    e.person_id, e.person, e.enterprise_no, e.park, e.carrier, e.chain, e.industry, h.title, h.level,
    greatest(h.starts_on, e.starts_on) as starts_on, least(h.ends_on, e.ends_on) as ends_on,
    case when e.starts_on > h.starts_on then e.in_cause when h.holds_again then 'holds_again' else 'awarded' end as in_cause,
    case when e.ends_on < h.ends_on then e.out_cause when h.gives_way then 'raised' else 'expired' end as out_cause,
    1 as people, h.source_id, h.source_row
from held as h
join employment as e on e.person_id = h.person_id and e.starts_on < h.ends_on and e.ends_on > h.starts_on
order by starts_on, person_id
