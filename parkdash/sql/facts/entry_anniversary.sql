-- entry_anniversary: one row per firm's coming into the parks, counted in the twelve months after its first anniversary.
-- time: interval | dimensions: park, carrier, chain, industry, entry_cohort | adds: enterprises | entity: enterprise_no, entered_park_on
select
    s.enterprise_no, s.park, s.carrier, s.chain, s.industry, s.starts_on as entered_park_on,
    year(s.starts_on) || 'Q' || quarter(s.starts_on) as entry_cohort,
    cast(s.starts_on + interval 1 year as date) as starts_on, cast(s.starts_on + interval 2 year as date) as ends_on,
    exists (
        select 1 from stay as o
        where o.enterprise_no = s.enterprise_no and o.starts_on <= s.starts_on + interval 1 year
            and o.ends_on > s.starts_on + interval 1 year
    ) as survived,
    'reached_year' as in_cause, 'out_of_cohorts' as out_cause, 1 as enterprises, s.source_id, s.source_row
from stay as s
where s.in_cause not in ('moved_within', 'moved_park') and s.starts_on > date '0001-01-01'
order by starts_on, s.enterprise_no
