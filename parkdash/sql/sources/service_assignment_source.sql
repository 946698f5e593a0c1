-- service_assignment_source: times for which one specialist looks after one enterprise in one role; the one begun last holds.
select specialist || '|' || coalesce(specialist_no, '') || '|' || enterprise_no || '|' || service_role as entity,
    assigned_from as starts_on, coalesce(assigned_until + 1, date '9999-12-31') as ends_on,
    (assigned_from, -rowid) as rank, rowid as id
from service_assignment
