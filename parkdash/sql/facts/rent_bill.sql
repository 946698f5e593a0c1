-- rent_bill: one row per lease, room and bill, on the day on which it is due.
-- time: event | dimensions: park, carrier, chain, industry, carrier_kind, operator, enterprise | adds: bills, rent_due_yuan, rent_paid_yuan | key: lease_no, enterprise_no, room, rent_month | labels: carrier_kind = carrier.kind
select
    b.lease_no, b.enterprise_no, coalesce(n.park, b.park) as park, coalesce(c.carrier, b.carrier) as carrier, e.chain,
    e.industry, c.carrier_kind, c.operator, b.room, b.rent_month, b.rent_due_on as on_day, b.rent_paid_on,
    b.rent_due as rent_due_yuan, coalesce(b.rent_paid, 0) as rent_paid_yuan, 1 as bills, b.source_id, b.source_row
from rent as b
join enterprise_dim as e on e.enterprise_no = b.enterprise_no
left join park_name as n on n.park_key = b.park_key
left join carrier_place as c on c.park_key = b.park_key and c.carrier_key = b.carrier_key
where b.rent_due_on is not null
order by on_day, b.enterprise_no, b.lease_no, b.room
