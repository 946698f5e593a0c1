-- project_amount: one row per project and time in which one agreed amount holds; exact amounts only, in yuan.
-- Amounts told with a stage or with a week's progress hold from their day, the first of them also before it; the
-- ledger's own, which has no day, holds where there is none of these.
with told as (
    select project_id, entered_on as on_day, stage_amount as amount, 1 as turn, source_id, source_row
    from project_stage where stage_amount is not null and entered_on is not null
    union all
    select project_id, reported_on, progress_amount, 2, source_id, source_row
    from project_progress where progress_amount is not null
),
daily as (
    select project_id, on_day, arg_max(amount, (turn, source_id, source_row)) as amount from told group by project_id, on_day
),
followed as (
    select
        project_id, amount,
        case when row_number() over w = 1 then date '0001-01-01' else on_day end as starts_on,
        lead(on_day, 1, date '9999-12-31') over w as ends_on
    from daily window w as (partition by project_id order by on_day)
)
select project_id, amount, starts_on, ends_on from followed
union all
select p.project_id, p.ledger_yuan, date '0001-01-01', date '9999-12-31'
from project_place as p
where not exists (select 1 from daily as d where d.project_id = p.project_id)
order by 1, 3
