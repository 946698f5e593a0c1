-- chain_need: one row per enterprise, input it needs and time in which it is, or is not, found locally.
-- time: interval | dimensions: park, carrier, chain, industry, chain_link, is_local, enterprise | adds: needs, yearly_purchase | entity: enterprise_no, needed_input
with told as (
    select
        *, coalesce(need_until + 1, date '9999-12-31') as ended_on,
        case when found_locally then greatest(coalesce(found_locally_from, need_told_on), need_told_on) else date '9999-12-31' end
        as turned_on
    from link_need
),
halves as (
    select *, false as is_local, need_told_on as began_on, least(turned_on, ended_on) as stopped_on from told
    union all
    select *, true, turned_on, ended_on from told
)
select
    h.enterprise_no, p.park, p.carrier, h.chain, p.industry, h.chain_link, h.needed_input, h.is_local,
    h.yearly_purchase, h.need_told_on,
    greatest(h.began_on, p.starts_on) as starts_on, least(h.stopped_on, p.ends_on) as ends_on,
    case
        when p.starts_on > h.began_on then p.in_cause
        when h.is_local and h.turned_on > h.need_told_on then 'found_near'
        else 'need_told'
    end as in_cause,
    case
        when p.ends_on < h.stopped_on then p.out_cause
        when not h.is_local and h.turned_on < h.ended_on then 'found_near'
        else 'need_ended'
    end as out_cause,
    1 as needs, h.source_id, h.source_row
from halves as h
join place as p on p.enterprise_no = h.enterprise_no and p.starts_on < h.stopped_on and p.ends_on > h.began_on
where h.began_on < h.stopped_on
order by starts_on, h.enterprise_no, h.needed_input
