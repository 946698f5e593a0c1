-- voucher_redeemed: one row per voucher on the day on which it was redeemed.
-- time: event | dimensions: park, carrier, chain, industry, voucher_service, enterprise | adds: vouchers, service_value, amount_redeemed | key: voucher_no
select
    v.voucher_no, v.enterprise_no, p.park, p.carrier, p.chain, p.industry, v.voucher_service, v.service_provider,
    v.issued_on, v.used_on, v.redeemed_on as on_day, v.face_value, v.service_value, v.amount_redeemed,
    v.redeemed_on - v.used_on as days_to_redeem, 1 as vouchers, v.source_id, v.source_row
from voucher as v
left join place as p on p.enterprise_no = v.enterprise_no and p.starts_on <= v.issued_on and p.ends_on > v.issued_on
where v.redeemed_on is not null
order by on_day, v.voucher_no
