-- payout_paid: one row per payment on the day on which the money arrived, and the days since it was applied for.
-- time: event | dimensions: park, carrier, chain, industry, policy, policy_level, enterprise | adds: payments, amount_paid | key: payout_no, payee_id
select
    payout_no, payee_id, policy, policy_level, enterprise_no, person, park, carrier, chain, industry, applied_on,
    approved_on, pay_by, paid_on as on_day, amount_approved, amount_paid, paid_on - applied_on as days_waited,
    1 as payments, source_id, source_row
from payout_claim
where paid_on is not null
order by on_day, payout_no
