-- rent_owed: one row per bill and time in which it is owed: in full from the day after it was due, then what is left.
-- time: interval | dimensions: park, carrier, chain, industry, carrier_kind, operator, enterprise | adds: bills, rent_owed_yuan | entity: lease_no, enterprise_no, room, rent_month | labels: carrier_kind = carrier.kind
with owed as (
    select *, on_day + 1 as starts_on, coalesce(rent_paid_on, date '9999-12-31') as ends_on, rent_due_yuan as rent_owed_yuan,
        'rent_late' as in_cause, case when rent_paid_yuan < rent_due_yuan then 'rent_part_paid' else 'rent_settled' end as out_cause
    from rent_bill where rent_paid_on is null or rent_paid_on > on_day + 1
    union all
    select *, greatest(on_day + 1, rent_paid_on) as starts_on, date '9999-12-31' as ends_on, rent_due_yuan - rent_paid_yuan as rent_owed_yuan,
        case when rent_paid_on > on_day + 1 then 'rent_part_paid' else 'rent_late' end as in_cause, 'rent_settled' as out_cause
    from rent_bill where rent_paid_on is not null and rent_paid_yuan < rent_due_yuan
)
select
    lease_no, enterprise_no, park, carrier, chain, industry, carrier_kind, operator, room, rent_month,
    on_day as rent_due_on, starts_on, ends_on, in_cause,
    case when ends_on < date '9999-12-31' then out_cause end as out_cause, rent_owed_yuan, bills, source_id, source_row
from owed
order by starts_on, enterprise_no, lease_no, room
