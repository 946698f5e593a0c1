-- voucher_standing: one row per voucher and time in one state: unused, used, redeemed, lapsed; at its firm's place when issued.
-- time: interval | dimensions: park, carrier, chain, industry, voucher_state, voucher_service, issue_year, enterprise | adds: vouchers, face_value | entity: voucher_no
with dated as (
    select *, coalesce(used_on, redeemed_on) as spent_on from voucher
),
states as (
    select
        voucher_no, 'unused' as voucher_state, issued_on as starts_on,
        coalesce(spent_on, expires_on + 1, date '9999-12-31') as ends_on, 'issued' as in_cause,
        case when spent_on is not null then 'used' when expires_on is not null then 'lapsed' end as out_cause
    from dated
    union all
    select
        voucher_no, 'used', spent_on, coalesce(redeemed_on, date '9999-12-31'), 'used',
        case when redeemed_on is not null then 'redeemed' end
    from dated where spent_on is not null
    union all
    select voucher_no, 'redeemed', redeemed_on, date '9999-12-31', 'redeemed', null from dated where redeemed_on is not null
    union all
    select voucher_no, 'lapsed', expires_on + 1, date '9999-12-31', 'lapsed', null from dated
    where spent_on is null and expires_on is not null
)
select
    v.voucher_no, v.enterprise_no, p.park, p.carrier, p.chain, p.industry, s.voucher_state, v.voucher_service,
    v.service_provider, cast(extract(year from v.issued_on) as varchar) as issue_year, v.issued_on, v.face_value,
    v.expires_on, v.used_on, v.service_value, v.redeemed_on, v.amount_redeemed, s.starts_on, s.ends_on, s.in_cause,
    s.out_cause, 1 as vouchers, v.source_id, v.source_row
from states as s
join voucher as v on v.voucher_no = s.voucher_no
left join place as p on p.enterprise_no = v.enterprise_no and p.starts_on <= v.issued_on and p.ends_on > v.issued_on
where s.starts_on < s.ends_on
order by s.starts_on, v.voucher_no
