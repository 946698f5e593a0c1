-- title_pending: one row per application for a title and age, from its submission until it is decided or withdrawn.
-- time: interval | dimensions: park, carrier, chain, industry, level, title_kind, title_applicant_kind, title_age | adds: applications | entity: title_name, title_applicant, submitted_on
with aged as (
    select
        c.*, b.code as title_age, b.first_day, c.submitted_on + cast(b.first_day as integer) as starts_on,
        least(c.closed_on, c.submitted_on + cast(b.last_day as integer) + 1) as ends_on
    from title_case as c
    join rule_title_age as b on c.submitted_on + cast(b.first_day as integer) < c.closed_on
)
select
    f.title_name, f.title_applicant, f.enterprise_no, f.park, f.carrier, f.chain, f.industry, f.level, f.title_kind,
    f.title_applicant_kind, f.submitted_on, r.limit_days, f.owner, f.title_age, f.starts_on, f.ends_on,
    case when f.first_day = 0 then 'title_submitted' else 'title_aged' end as in_cause,
    case
        when f.ends_on < f.closed_on then 'title_aged' when f.closed_on < date '9999-12-31' then 'title_' || f.title_outcome
    end as out_cause,
    1 as applications, f.source_id, f.source_row
from aged as f
left join rule_title_limit as r on r.code = f.level
order by f.starts_on, f.title_name, f.title_applicant
