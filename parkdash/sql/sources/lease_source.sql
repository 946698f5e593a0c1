-- lease_source: leases of one room by one firm (of one lease where the room is not told); the one begun last holds.
select park_key || '|' || coalesce(carrier_key, '') || '|' || coalesce(room, lease_no, '') || '|' || enterprise_no as entity,
    lease_from as starts_on, coalesce(least(lease_until, surrendered_on) + 1, date '9999-12-31') as ends_on,
    (lease_from, -rowid) as rank, rowid as id
from lease where lease_from is not null
