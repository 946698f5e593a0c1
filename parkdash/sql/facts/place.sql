-- place: where an enterprise's facts count: its stays, or one unregistered place for one without any residency record.
select enterprise_no, park, carrier, chain, industry, starts_on, ends_on, in_cause, out_cause from stay
union all
select enterprise_no, null, null, chain, industry, date '0001-01-01', date '9999-12-31', null, null
from enterprise_dim where enterprise_no not in (select enterprise_no from residency)
order by 1, 6
