-- chain_link_state: one row per link of the map and time in which it is strong, weak or missing by the rule, courted or not.
-- time: interval | dimensions: park, carrier, chain, industry, chain_link, link_tier, link_state, is_courted | adds: links | entity: chain, chain_link
-- A link is judged by the firms of all parks together; it has no park of its own.
with mapped as (
    select *, coalesce(mapped_until + 1, date '9999-12-31') as unmapped_on from chain_link
),
large as (
    select f.chain, f.chain_link, f.enterprise_no, greatest(f.starts_on, t.starts_on) as starts_on, least(f.ends_on, t.ends_on) as ends_on
    from chain_firm_in as f
    join tier_membership as t on t.enterprise_no = f.enterprise_no and t.tier = 'above_scale'
        and t.starts_on < f.ends_on and t.ends_on > f.starts_on
),
counted as (
    select chain, chain_link, 'firm' as what, cast(enterprise_no as varchar) as who, starts_on, ends_on from chain_firm_in
    union all
    select chain, chain_link, 'large', cast(enterprise_no as varchar), starts_on, ends_on from large
    union all
    select chain, chain_link, 'candidate', project_id, starts_on, ends_on from chain_candidate
),
turned as (
    select chain, chain_link, starts_on as on_day from counted
    union
    select chain, chain_link, ends_on from counted
    union
    select chain, chain_link, mapped_from from mapped
),
tallied as (
    select
        m.chain, m.chain_link, t.on_day,
        count(distinct case when c.what = 'firm' then c.who end) as firms,
        count(distinct case when c.what = 'large' then c.who end) as large_firms,
        count(distinct case when c.what = 'candidate' then c.who end) > 0 as is_courted
    from mapped as m
    join turned as t on t.chain = m.chain and t.chain_link = m.chain_link
        and t.on_day >= m.mapped_from and t.on_day < m.unmapped_on
    left join counted as c on c.chain = m.chain and c.chain_link = m.chain_link
        and c.starts_on <= t.on_day and c.ends_on > t.on_day
    group by m.chain, m.chain_link, t.on_day
),
ranked as (
    select t.chain, t.chain_link, t.on_day, t.is_courted, min(r.rank) as rank
    from tallied as t
    join rule_link_state as r on t.firms >= r.min_firms and t.large_firms >= r.min_large
    group by t.chain, t.chain_link, t.on_day, t.is_courted
),
changing as (
    select
        *, lag(rank) over w is distinct from rank or lag(is_courted) over w is distinct from is_courted as is_change
    from ranked window w as (partition by chain, chain_link order by on_day)
),
standing as (
    select
        *, lag(rank) over w as rank_before, lead(rank) over w as rank_after, lead(on_day) over w as next_on
    from changing where is_change
    window w as (partition by chain, chain_link order by on_day)
)
select
    s.chain, s.chain_link, cast(null as integer) as enterprise_no, cast(null as varchar) as park, cast(null as varchar) as carrier,
    cast(null as varchar) as industry, m.link_tier, m.link_order, m.link_note, r.code as link_state, s.is_courted,
    s.on_day as starts_on, coalesce(s.next_on, m.unmapped_on) as ends_on,
    case
        when s.rank_before is null then 'mapped' when s.rank < s.rank_before then 'link_grew'
        when s.rank > s.rank_before then 'link_shrank' else 'courting_changed'
    end as in_cause,
    case
        when s.rank_after is null then 'unmapped' when s.rank_after < s.rank then 'link_grew'
        when s.rank_after > s.rank then 'link_shrank' else 'courting_changed'
    end as out_cause,
    1 as links, m.source_id, m.source_row
from standing as s
join mapped as m on m.chain = s.chain and m.chain_link = s.chain_link
join rule_link_state as r on r.rank = s.rank
order by starts_on, s.chain, s.chain_link
