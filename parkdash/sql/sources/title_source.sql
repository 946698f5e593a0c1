-- title_source: titles of one person; the highest holds.
select person_id as entity, awarded_on as starts_on, coalesce(valid_until + 1, date '9999-12-31') as ends_on,
    (case level when 'national' then 4 when 'provincial' then 3 when 'municipal' then 2 else 1 end, -rowid)
        as rank,
    rowid as id
from talent_title
