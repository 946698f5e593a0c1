-- disjoint(source): overlapping intervals of one entity made disjoint; of several at one time the highest rank holds.
-- `source` has entity, starts_on, ends_on, rank, id. Returns entity, id, starts_on, ends_on; pieces that touch are joined.
create or replace temp macro disjoint(source) as table (
    with lone as (
        select entity, any_value(id) as id, any_value(starts_on) as starts_on, any_value(ends_on) as ends_on
        from query_table(source) where starts_on < ends_on group by entity having count(*) = 1
    ),
    crowded as (
        select s.* from query_table(source) as s
        where s.starts_on < s.ends_on and not exists (select 1 from lone where lone.entity = s.entity)
    ),
    days as (
        select entity, starts_on as on_day from crowded
        union
        select entity, ends_on from crowded
    ),
    pieces as (
        select entity, on_day as starts_on, lead(on_day) over (partition by entity order by on_day) as ends_on from days
    ),
    held as (
        select p.entity, p.starts_on, p.ends_on, arg_max(c.id, c.rank) as id
        from pieces as p
        join crowded as c on c.entity = p.entity and c.starts_on <= p.starts_on and c.ends_on >= p.ends_on
        group by p.entity, p.starts_on, p.ends_on
    ),
    marked as (
        select *,
            case when lag(ends_on) over w = starts_on and lag(id) over w = id then 0 else 1 end as breaks
        from held
        window w as (partition by entity order by starts_on)
    ),
    numbered as (
        select *, sum(breaks) over (partition by entity order by starts_on rows unbounded preceding) as run from marked
    )
    select entity, id, starts_on, ends_on from lone
    union all
    select entity, min(id), min(starts_on), max(ends_on) from numbered group by entity, run
);
