-- title_case: one row per application for a title, with its place and the day from which it is no longer pending.
-- A known outcome without its day ends the application on the day of its submission: it is not pending, nor won this year.
select
    a.title_name, a.level, a.title_kind, a.title_applicant, a.title_applicant_kind, a.enterprise_no,
    coalesce(n.park, p.park) as park, coalesce(c.carrier, a.carrier, p.carrier) as carrier, p.chain, p.industry,
    a.submitted_on, a.title_outcome, a.title_reason, a.owner, a.title_document,
    case when a.title_outcome in ('won', 'lost', 'withdrawn') then a.title_decided_on end as title_decided_on,
    case
        when a.title_outcome in ('won', 'lost', 'withdrawn') then coalesce(a.title_decided_on, a.submitted_on)
        else date '9999-12-31'
    end as closed_on,
    a.source_id, a.source_row
from title_application as a
left join park_name as n on n.park_key = a.park_key
left join carrier_place as c on c.park_key = a.park_key and c.carrier_key = a.carrier_key
left join place as p on p.enterprise_no = a.enterprise_no and p.starts_on <= a.submitted_on and p.ends_on > a.submitted_on
order by a.submitted_on, a.title_name, a.title_applicant
