-- talent_anniversary: one row per arrival, counted in the twelve months that follow its first anniversary.
-- time: interval | dimensions: park, carrier, chain, industry, degree, is_returnee, enterprise | adds: people | entity: person_id, source_row | key: person_id, starts_on
select
    a.person_id, a.person, a.enterprise_no, a.park, a.carrier, a.chain, a.industry, a.degree, a.is_returnee,
    cast(a.starts_on + interval 1 year as date) as starts_on, cast(a.starts_on + interval 2 year as date) as ends_on,
    exists (
        select 1 from employment as e
        where e.person_id = a.person_id and e.starts_on <= a.starts_on + interval 1 year and e.ends_on > a.starts_on + interval 1 year
    ) as stayed,
    'arrived' as in_cause, 'resigned' as out_cause, 1 as people, a.source_id, a.source_row
from employment as a
where a.in_cause = 'arrived'
order by starts_on, person_id
