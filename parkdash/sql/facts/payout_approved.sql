-- payout_approved: one row per payout on the day on which it was approved.
-- time: event | dimensions: park, carrier, chain, industry, policy, policy_level, enterprise | adds: payouts, amount_approved | key: payout_no, payee_id
select
    payout_no, payee_id, policy, policy_level, enterprise_no, person, park, carrier, chain, industry, applied_on,
    approved_on as on_day, pay_by, amount_approved, 1 as payouts, source_id, source_row
from payout_claim
where approved_on is not null
order by on_day, payout_no
