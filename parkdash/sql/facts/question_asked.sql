-- question_asked: one row per question on the day it was asked.
-- time: event | dimensions: park, carrier, chain, industry, question_channel, question_topic, asker_kind, promise_state | adds: questions | key: question_no
select
    q.question_no, cast(null as integer) as enterprise_no, q.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, q.asked_on as on_day, q.question_channel, q.question_topic, q.asker_kind, q.promise_state,
    q.asked_at, q.answered_at, q.answer_hours, 1 as questions, q.source_id, q.source_row
from question_told as q
order by on_day, q.question_no
