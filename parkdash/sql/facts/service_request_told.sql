-- service_request_told: one row per request with its module, its specialist, the time it took and what became of the promised first reply and solution.
-- A request without a reply (a solution) has broken its promise when the newest moment known lies beyond it, until then it is open.
-- Of several promises that fit, the one for the severity holds, of these the one made last.
with known as (
    select max(greatest(opened_at, coalesce(first_reply_at, opened_at), coalesce(solved_at, opened_at))) as until from service_request
),
promised as (
    select
        promise, severity, promised_from, coalesce(promised_until, date '9999-12-31') as promised_until,
        promised_within * case promise_unit when 'minute' then 1 when 'hour' then 60 else 1440 end as minutes
    from service_promise
    where promise in ('first_reply', 'solution')
),
fitting as (
    select r.request_no, p.promise, p.minutes,
        row_number() over (partition by r.request_no, p.promise order by p.severity is null, p.promised_from desc, p.minutes) as place
    from service_request as r
    join promised as p on (p.severity is null or p.severity = r.severity)
        and p.promised_from <= cast(r.opened_at as date) and p.promised_until >= cast(r.opened_at as date)
),
timed as (
    select *,
        extract(epoch from coalesce(first_reply_at, solved_at) - opened_at) / 60.0 as reply_minutes,
        extract(epoch from solved_at - opened_at) / 3600.0 as solve_hours
    from service_request
)
select
    t.request_no, t.enterprise_no, cast(t.opened_at as date) as opened_on, cast(t.solved_at as date) as solved_on,
    t.opened_at, t.first_reply_at, t.solved_at, i.service_module, t.service_channel, t.severity,
    case when t.reply_minutes >= 0 then t.reply_minutes end as reply_minutes,
    case when t.solve_hours >= 0 then t.solve_hours end as solve_hours,
    case
        when f.minutes is null or t.reply_minutes < 0 then null
        when t.reply_minutes <= f.minutes then 'kept'
        when t.reply_minutes > f.minutes or extract(epoch from k.until - t.opened_at) / 60.0 > f.minutes then 'broken'
        else 'pending'
    end as promise_state,
    case
        when s.minutes is null or t.solve_hours < 0 then null
        when t.solve_hours * 60 <= s.minutes then 'kept'
        when t.solve_hours * 60 > s.minutes or extract(epoch from k.until - t.opened_at) / 60.0 > s.minutes then 'broken'
        else 'pending'
    end as solve_state,
    cast(extract(isodow from t.opened_at) as varchar) as opened_weekday,
    lpad(cast(extract(hour from t.opened_at) as varchar), 2, '0') as opened_hour,
    coalesce(t.reopened_times, 0) as reopened_times, t.rating,
    t.specialist || coalesce('（' || t.specialist_no || '）', '') as specialist, t.source_id, t.source_row
from timed as t
cross join known as k
left join fitting as f on f.request_no = t.request_no and f.promise = 'first_reply' and f.place = 1
left join fitting as s on s.request_no = t.request_no and s.promise = 'solution' and s.place = 1
left join service_item as i on i.item_no = t.item_no
