-- question_open: one row per question from the day it was asked until that of its answer.
-- time: interval | dimensions: park, carrier, chain, industry, question_channel, question_topic, asker_kind, promise_state | adds: open_questions | entity: question_no
select
    q.question_no, cast(null as integer) as enterprise_no, q.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, q.question_channel, q.question_topic, q.asker_kind, q.promise_state, q.promised_days, q.asked_at,
    q.asked_on as starts_on, coalesce(q.answered_on, date '9999-12-31') as ends_on, 'asked' as in_cause, 'answered' as out_cause,
    1 as open_questions, q.source_id, q.source_row
from question_told as q
where q.asked_on < coalesce(q.answered_on, date '9999-12-31')
order by starts_on, q.question_no
