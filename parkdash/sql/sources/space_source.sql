-- space_source: lettable areas of one carrier; the one begun last holds.
select park_key || '|' || carrier_key as entity, coalesce(space_from, date '0001-01-01') as starts_on,
    coalesce(space_until + 1, date '9999-12-31') as ends_on,
    (coalesce(space_from, date '0001-01-01'), -rowid) as rank, rowid as id
from carrier_space
