-- vacancy_open: one row per vacancy while it is open, at the place of its enterprise.
-- time: interval | dimensions: park, carrier, chain, industry, city, required_degree, enterprise | adds: vacancies, wanted | entity: source_id, source_row | key: enterprise_no, position, city, link
with posted as (
    select *, coalesce(posted_on, date '0001-01-01') as began_on, coalesce(last_day + 1, date '9999-12-31') as ended_on
    from vacancy
)
select
    v.enterprise_no, p.park, p.carrier, p.chain, p.industry, v.position, v.city, v.degree as required_degree, v.experience,
    v.salary, v.salary_low, v.salary_high, v.link,
    greatest(v.began_on, p.starts_on) as starts_on, least(v.ended_on, p.ends_on) as ends_on,
    case when p.starts_on > v.began_on then p.in_cause else 'posted' end as in_cause,
    case when p.ends_on < v.ended_on then p.out_cause else 'closed' end as out_cause,
    coalesce(v.wanted, 1) as wanted, 1 as vacancies, v.source_id, v.source_row
from posted as v
join place as p on p.enterprise_no = v.enterprise_no and p.starts_on < v.ended_on and p.ends_on > v.began_on
order by starts_on, v.enterprise_no, v.position
