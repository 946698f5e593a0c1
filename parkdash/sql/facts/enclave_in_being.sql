-- enclave_in_being: one row per pair and time before or after its site at home began to produce, at the place of its research firm.
-- time: interval | dimensions: park, carrier, chain, industry, home_place, produces_at_home, enterprise | adds: pairs | entity: pair_no
with paired as (
    select
        *, coalesce(pair_until + 1, date '9999-12-31') as ended_on,
        greatest(coalesce(home_producing_on, date '9999-12-31'), paired_on) as began_producing
    from enclave_pair
),
halves as (
    select *, false as produces_at_home, paired_on as began_on, least(began_producing, ended_on) as stopped_on from paired
    union all
    select *, true, began_producing, ended_on from paired
)
select
    h.pair_no, h.pair, h.enterprise_no, p.park, p.carrier, p.chain, p.industry, h.production_firm, h.home_place, h.produces_at_home,
    h.paired_on, h.home_producing_on, h.expected_output, h.expected_tax, h.expected_jobs,
    greatest(h.began_on, p.starts_on) as starts_on, least(h.stopped_on, p.ends_on) as ends_on,
    case
        when p.starts_on > h.began_on then p.in_cause
        when h.produces_at_home and h.began_producing > h.paired_on then 'began_producing'
        else 'paired'
    end as in_cause,
    case
        when p.ends_on < h.stopped_on then p.out_cause
        when not h.produces_at_home and h.began_producing < h.ended_on then 'began_producing'
        else 'unpaired'
    end as out_cause,
    1 as pairs, h.source_id, h.source_row
from halves as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.stopped_on and p.ends_on > h.began_on
where h.began_on < h.stopped_on
order by starts_on, h.pair_no
