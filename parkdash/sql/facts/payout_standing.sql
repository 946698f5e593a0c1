-- payout_standing: one row per approved payout and time in one state: not yet due, overdue by how long, settled.
-- time: interval | dimensions: park, carrier, chain, industry, policy, policy_level, payout_state, due_year, enterprise | adds: payouts, amount_approved, received_yuan, owed_yuan | entity: payout_no | key: payout_no, payee_id
with edges as (
    select payout_no, approved_on as on_day from payout_claim
    union
    select payout_no, paid_on from payout_claim
    union
    select c.payout_no, c.pay_by + cast(b.first_day as integer) from payout_claim as c cross join rule_payout_band as b
),
phases as (
    select
        c.*, e.on_day as starts_on, lag(e.on_day) over w is null as is_first,
        lead(e.on_day, 1, date '9999-12-31') over w as ends_on,
        case when c.paid_on <= e.on_day then least(c.amount_paid, c.amount_approved) else 0 end as received_yuan
    from edges as e
    join payout_claim as c on c.payout_no = e.payout_no
    where e.on_day >= c.approved_on
    window w as (partition by e.payout_no order by e.on_day)
)
select
    f.payout_no, f.payee_id, f.policy, f.policy_level, f.policy_document, f.enterprise_no, f.person, f.park, f.carrier,
    f.chain, f.industry, f.applied_on, f.approved_on, f.pay_by, cast(extract(year from f.pay_by) as varchar) as due_year,
    f.paid_on, f.amount_approved, coalesce(f.received_yuan, 0) as received_yuan,
    f.amount_approved - coalesce(f.received_yuan, 0) as owed_yuan,
    case
        when f.settled_on <= f.starts_on and f.pay_by < f.starts_on then 'settled'
        when f.settled_on <= f.starts_on then 'settled_early'
        when f.pay_by is null then 'undated'
        else coalesce(b.code, 'not_due')
    end as payout_state,
    f.starts_on, f.ends_on,
    case
        when f.is_first then 'approved' when f.starts_on = f.paid_on then 'paid_out'
        when f.starts_on = f.pay_by + 1 then 'fell_due' else 'aged'
    end as in_cause,
    case
        when f.ends_on = date '9999-12-31' then null when f.ends_on = f.paid_on then 'paid_out'
        when f.ends_on = f.pay_by + 1 then 'fell_due' else 'aged'
    end as out_cause,
    1 as payouts, f.source_id, f.source_row
from phases as f
left join rule_payout_band as b on f.starts_on - f.pay_by between b.first_day and b.last_day
order by f.starts_on, f.payout_no
