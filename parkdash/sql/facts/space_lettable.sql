-- space_lettable: one row per carrier and time for which its lettable area holds.
-- time: interval | dimensions: park, carrier, carrier_kind, operator | adds: lettable_sqm | entity: park, carrier | labels: carrier_kind = carrier.kind
select
    cast(null as integer) as enterprise_no, coalesce(n.park, s.park) as park, coalesce(c.carrier, s.carrier) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, c.carrier_kind, c.operator,
    h.starts_on, h.ends_on, 'lettable' as in_cause, 'space_changed' as out_cause, s.lettable_sqm, s.source_id, s.source_row
from disjoint('space_source') as h
join carrier_space as s on s.rowid = h.id
left join park_name as n on n.park_key = s.park_key
left join carrier_place as c on c.park_key = s.park_key and c.carrier_key = s.carrier_key
order by h.starts_on, s.park_key, s.carrier_key
