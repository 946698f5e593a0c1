-- lease_in_force: one row per lease, room and time in which it holds; renewed_on: the day on which the next one was signed.
-- time: interval | dimensions: park, carrier, chain, industry, carrier_kind, operator, enterprise | adds: leases, leased_sqm, month_rent_yuan | entity: lease_no, enterprise_no, room | labels: carrier_kind = carrier.kind
with held as (
    select starts_on, ends_on, id, lag(ends_on) over w as before_ended_on, lead(starts_on) over w as after_began_on, lead(id) over w as after_id
    from disjoint('lease_source')
    window w as (partition by entity order by starts_on)
)
select
    l.lease_no, l.enterprise_no, coalesce(n.park, l.park) as park, coalesce(c.carrier, l.carrier) as carrier, e.chain,
    e.industry, c.carrier_kind, c.operator, l.room, l.lease_from, l.lease_until,
    case when h.after_began_on = h.ends_on then coalesce(a.lease_signed_on, h.after_began_on) end as renewed_on,
    h.starts_on, h.ends_on,
    case when h.before_ended_on = h.starts_on then 'lease_renewed' else 'leased' end as in_cause,
    case
        when h.after_began_on = h.ends_on then 'lease_renewed'
        when h.ends_on = l.surrendered_on + 1 then 'surrendered'
        when h.ends_on < date '9999-12-31' then 'lease_ended'
    end as out_cause,
    l.leased_sqm, l.rent_price, cast(l.leased_sqm * l.rent_price as decimal(18, 2)) as month_rent_yuan, 1 as leases,
    l.source_id, l.source_row
from held as h
join lease as l on l.rowid = h.id
left join lease as a on a.rowid = h.after_id
join enterprise_dim as e on e.enterprise_no = l.enterprise_no
left join park_name as n on n.park_key = l.park_key
left join carrier_place as c on c.park_key = l.park_key and c.carrier_key = l.carrier_key
order by h.starts_on, l.enterprise_no, l.lease_no, l.room
