-- payout_due: one row per approved payout on the last day on which it is in time, and whether it was paid in full by then.
-- time: event | dimensions: park, carrier, chain, industry, policy, policy_level, enterprise | adds: payouts, in_time | key: payout_no, payee_id
select
    payout_no, payee_id, policy, policy_level, enterprise_no, person, park, carrier, chain, industry, applied_on,
    approved_on, pay_by as on_day, paid_on, amount_approved, amount_paid,
    case when settled_on <= pay_by then 1 else 0 end as in_time, 1 as payouts, source_id, source_row
from payout_claim
where approved_on is not null and pay_by is not null
order by on_day, payout_no
