-- incubation_stay: one row per stay of a firm in a carrier, with the stage of the incubation chain that the carrier is.
-- time: interval | dimensions: park, carrier, chain, industry, carrier_kind, operator | adds: enterprises | entity: enterprise_no | labels: carrier_kind = carrier.kind
select
    s.enterprise_no, s.park, s.carrier, s.chain, s.industry, c.carrier_kind, c.operator, c.chain_place,
    s.starts_on, s.ends_on, s.in_cause, s.out_cause, s.enterprises, s.source_id, s.source_row
from stay as s
join residency as r on r.source_id = s.source_id and r.source_row = s.source_row and r.enterprise_no = s.enterprise_no
join carrier_place as c on c.park_key = r.park_key and c.carrier_key = r.carrier_key
order by s.starts_on, s.enterprise_no
