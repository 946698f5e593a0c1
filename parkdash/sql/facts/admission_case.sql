-- admission_case: one row per application, with the day on which it was decided; a deferred one has not been.
select
    a.application_no, a.applicant, a.applicant_kind, a.enterprise_no, coalesce(n.park, a.park) as park, a.carrier,
    coalesce(e.chain, a.chain) as chain, coalesce(e.industry, a.industry) as industry,
    a.applied_on, a.review_outcome, a.refusal_reason, a.moved_in_on, a.withdrawn_on,
    case when a.review_outcome in ('passed', 'rejected') then a.reviewed_on end as decided_on,
    a.source_id, a.source_row
from admission as a
left join park_name as n on n.park_key = a.park_key
left join enterprise_dim as e on e.enterprise_no = a.enterprise_no
where a.applied_on is not null
order by a.application_no
