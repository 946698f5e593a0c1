-- question_told: one row per question with the hours until its answer, those promised, and what became of the promise.
-- A question without an answer has broken its promise when the newest moment known lies beyond it, until then it is open.
with known as (
    select max(greatest(asked_at, coalesce(answered_at, asked_at))) as until from question
),
promised as (
    select
        promised_from, coalesce(promised_until, date '9999-12-31') as promised_until,
        promised_within * case promise_unit when 'minute' then 1 when 'hour' then 60 else 1440 end / 60.0 as hours
    from service_promise
    where promise = 'answer' and severity is null
),
fitting as (
    select q.question_no, p.hours, row_number() over (partition by q.question_no order by p.promised_from desc, p.hours) as place
    from question as q
    join promised as p on p.promised_from <= cast(q.asked_at as date) and p.promised_until >= cast(q.asked_at as date)
),
timed as (
    select *, extract(epoch from answered_at - asked_at) / 3600.0 as hours from question
)
select
    q.question_no, n.park, q.question_channel, q.question_topic, q.asker_kind, q.asked_at, q.answered_at,
    cast(q.asked_at as date) as asked_on, cast(q.answered_at as date) as answered_on,
    case when q.hours >= 0 then q.hours end as answer_hours,
    case
        when f.hours is null or q.hours < 0 then null
        when q.hours <= f.hours then 'kept'
        when q.hours > f.hours or extract(epoch from k.until - q.asked_at) / 3600.0 > f.hours then 'broken'
        else 'pending'
    end as promise_state,
    f.hours / 24 as promised_days,
    q.source_id, q.source_row
from timed as q
cross join known as k
left join fitting as f on f.question_no = q.question_no and f.place = 1
left join park_name as n on n.park_key = q.park_key
