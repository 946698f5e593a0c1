-- carrier_place: one row per carrier with its kind, its operator and its place in the incubation chain.
select c.park_key, c.name_key as carrier_key, n.park, c.name as carrier, c.kind as carrier_kind, c.operator, r.place as chain_place
from carrier as c
left join park_name as n on n.park_key = c.park_key
left join rule_incubation_stage as r on r.code = c.kind
order by c.park_key, c.name_key
