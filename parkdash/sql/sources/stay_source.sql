-- stay_source: stays; of several at one time the one begun last holds.
select enterprise_no as entity, coalesce(starts_on, date '0001-01-01') as starts_on,
    coalesce(last_day + 1, date '9999-12-31') as ends_on,
    (coalesce(starts_on, date '0001-01-01'), -rowid) as rank, rowid as id
from residency
