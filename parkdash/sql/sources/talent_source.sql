-- talent_source: posts of one person; the one begun last holds.
select person_id as entity, arrived_on as starts_on, coalesce(last_day + 1, date '9999-12-31') as ends_on,
    (arrived_on, -rowid) as rank, rowid as id
from talent
