-- partner_in_force: one row per agreement or appointment while it is in force.
-- time: interval | dimensions: park, carrier, chain, industry, partner_kind | adds: partners, referrals | entity: agreement_no
select
    p.agreement_no, p.partner, p.person, cast(null as integer) as enterprise_no, n.park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, p.partner_kind, p.signed_on as starts_on,
    coalesce(p.partner_until + 1, date '9999-12-31') as ends_on, p.partner_until,
    coalesce(p.last_contact_on, p.signed_on) as last_contact_on, p.referrals, 'partner_signed' as in_cause,
    case when p.partner_until is not null then 'partner_ended' end as out_cause, 1 as partners, p.source_id, p.source_row
from partner as p
left join park_name as n on n.park_key = p.park_key
order by starts_on, p.agreement_no
