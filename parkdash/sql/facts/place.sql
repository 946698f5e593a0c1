-- place: where an enterprise's facts count: its stays, or one unregistered place for one without any residency record.
select enterprise_id, park, carrier, chain, industry, starts_on, ends_on, in_cause, out_cause from stay
union all
select enterprise_id, null, null, chain, industry, date '0001-01-01', date '9999-12-31', null, null
from enterprise_dim where enterprise_id not in (select enterprise_id from residency)
order by 1, 6
