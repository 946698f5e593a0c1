-- incubation_stay: one row per stay of a firm in a carrier, with the stage of the incubation chain that the carrier is.
-- time: interval | dimensions: park, carrier, chain, industry, carrier_kind, operator | adds: enterprises | entity: enterprise_no | labels: carrier_kind = carrier.kind
-- stage_since: the day from which the firm has been in this stage without a break, whatever its carriers.
with told as (
    select
        s.enterprise_no, s.park, s.carrier, s.chain, s.industry, c.carrier_kind, c.operator, c.chain_place,
        s.starts_on, s.ends_on, s.in_cause, s.out_cause, s.enterprises, s.source_id, s.source_row
    from stay as s
    join residency as r on r.source_id = s.source_id and r.source_row = s.source_row and r.enterprise_no = s.enterprise_no
    join carrier_place as c on c.park_key = r.park_key and c.carrier_key = r.carrier_key
),
begun as (
    select *,
        case when lag(carrier_kind) over w = carrier_kind and lag(ends_on) over w = starts_on then null else starts_on end as begins_on
    from told
    window w as (partition by enterprise_no order by starts_on)
)
select
    enterprise_no, park, carrier, chain, industry, carrier_kind, operator, chain_place,
    max(begins_on) over (partition by enterprise_no order by starts_on) as stage_since,
    starts_on, ends_on, in_cause, out_cause, enterprises, source_id, source_row
from begun
order by starts_on, enterprise_no
