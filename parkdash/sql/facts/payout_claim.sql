-- payout_claim: one row per payout applied for, with the day by which it is to be paid and the place that it counts under.
-- Without a day of its own a payout is due as many days after its approval as its policy allows. What is paid counts as
-- approved; a payment whose amount nobody has written down settles nothing.
select
    t.payout_no, t.policy, i.policy_level, i.policy_document, t.enterprise_no, t.person,
    coalesce(cast(t.enterprise_no as varchar), t.person, t.payout_no) as payee_id,
    coalesce(n.park, p.park) as park, p.carrier, p.chain, p.industry,
    t.applied_on, coalesce(t.approved_on, t.paid_on) as approved_on, t.paid_on, t.amount_approved, t.amount_paid,
    coalesce(t.due_on, coalesce(t.approved_on, t.paid_on) + cast(i.pay_within_days as integer)) as pay_by,
    case when t.amount_paid >= t.amount_approved then t.paid_on end as settled_on,
    t.source_id, t.source_row
from policy_payout as t
left join policy_item as i on i.policy = t.policy
left join park_name as n on n.park_key = t.park_key
left join place as p
    on p.enterprise_no = t.enterprise_no and p.starts_on <= coalesce(t.approved_on, t.applied_on)
    and p.ends_on > coalesce(t.approved_on, t.applied_on)
order by t.applied_on, t.payout_no
