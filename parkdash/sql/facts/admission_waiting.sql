-- admission_waiting: one row per application and step in which it waits: for the review, and once passed for moving in.
-- time: interval | dimensions: park, carrier, chain, industry, applicant_kind, is_admitted | adds: applications | entity: application_no
with step as (
    select
        *, 'review' as admission_step, applied_on as starts_on,
        least(coalesce(decided_on, date '9999-12-31'), coalesce(withdrawn_on, date '9999-12-31')) as ends_on,
        'applied' as in_cause,
        case when withdrawn_on <= coalesce(decided_on, withdrawn_on) then 'application_withdrawn' else review_outcome end as out_cause
    from admission_case
    union all
    select
        *, 'entry' as admission_step, decided_on as starts_on,
        least(coalesce(moved_in_on, date '9999-12-31'), coalesce(withdrawn_on, date '9999-12-31')) as ends_on,
        'passed' as in_cause,
        case when withdrawn_on <= coalesce(moved_in_on, withdrawn_on) then 'application_withdrawn' else 'settled' end as out_cause
    from admission_case where review_outcome = 'passed' and decided_on is not null
)
select
    s.application_no, s.applicant, s.applicant_kind, s.enterprise_no, s.park, s.carrier, s.chain, s.industry,
    s.admission_step = 'entry' as is_admitted, s.applied_on, r.limit_days, s.starts_on, s.ends_on, s.in_cause,
    case when s.ends_on < date '9999-12-31' then s.out_cause end as out_cause,
    1 as applications, s.source_id, s.source_row
from step as s
join rule_admission_step as r on r.code = s.admission_step
where s.starts_on < s.ends_on
order by s.starts_on, s.application_no
