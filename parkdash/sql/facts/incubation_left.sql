-- incubation_left: one row per firm leaving a stage of the incubation chain: for another stage, or out of the parks.
-- time: event | dimensions: park, carrier, chain, industry, carrier_kind, operator, next_kind, out_cause | adds: enterprises | key: enterprise_no, on_day | labels: carrier_kind = carrier.kind, next_kind = carrier.kind
with placed as (
    select
        *, lead(carrier_kind) over w as next_kind, lead(chain_place) over w as next_place, lead(starts_on) over w as next_on
    from incubation_stay
    window w as (partition by enterprise_no order by starts_on)
)
select
    enterprise_no, park, carrier, chain, industry, carrier_kind, operator,
    case when next_on = ends_on then next_kind end as next_kind,
    case when next_on = ends_on then next_place > chain_place else false end as is_up,
    ends_on as on_day, out_cause, enterprises, source_id, source_row
from placed
where ends_on < date '9999-12-31' and (next_on is null or next_on > ends_on or next_kind <> carrier_kind)
order by on_day, enterprise_no
