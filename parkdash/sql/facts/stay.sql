-- stay: one row per enterprise and uninterrupted stay in a carrier; of several at one time the one begun last holds.
-- time: interval | dimensions: park, carrier, chain, industry | adds: enterprises | entity: enterprise_no
-- A move within a park is one only if stay touches stay: with a gap, or with nothing before or after, the firm did come or go.
with held as (
    select id, starts_on, ends_on from disjoint('stay_source')
),
placed as (
    select
        r.enterprise_no, p.park, r.carrier, h.starts_on, h.ends_on, r.entry_kind, r.exit_reason, r.area_sqm, r.source_id, r.source_row,
        lag(p.park) over w as park_before, lag(h.ends_on) over w as before_ended_on,
        lead(p.park) over w as park_after, lead(h.starts_on) over w as after_began_on
    from held as h
    join residency as r on r.rowid = h.id
    join park_name as p on p.park_key = r.park_key
    window w as (partition by r.enterprise_no order by h.starts_on)
)
select
    s.enterprise_no, s.park, s.carrier, e.chain, e.industry, s.starts_on, s.ends_on,
    case
        when s.before_ended_on = s.starts_on and s.park_before = s.park then 'moved_within'
        when s.before_ended_on = s.starts_on then 'moved_park'
        else coalesce(case s.entry_kind when 'within' then 'moved_in' when 'new' then 'founded' else s.entry_kind end, 'moved_in')
    end as in_cause,
    case
        when s.after_began_on = s.ends_on and s.park_after = s.park then 'moved_within'
        when s.after_began_on = s.ends_on then 'moved_park'
        else coalesce(case s.exit_reason when 'within' then 'left' else s.exit_reason end, 'left')
    end as out_cause,
    s.area_sqm, 1 as enterprises, s.source_id, s.source_row
from placed as s
join enterprise_dim as e on e.enterprise_no = s.enterprise_no
order by s.starts_on, s.enterprise_no
