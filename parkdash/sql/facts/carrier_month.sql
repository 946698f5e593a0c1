-- carrier_month: one row per firm and month it reported, in the carrier in which it stayed on the month's last day.
-- time: period | dimensions: park, carrier, chain, industry, carrier_kind, operator | adds: revenue, tax_paid, reports | key: enterprise_no, month | labels: carrier_kind = carrier.kind
select
    m.enterprise_no, m.park, m.carrier, m.chain, m.industry, s.carrier_kind, s.operator, m.month, m.revenue, m.tax_paid,
    m.reports, m.source_id, m.source_row
from monthly as m
join incubation_stay as s on s.enterprise_no = m.enterprise_no and s.starts_on <= last_day(m.month) and s.ends_on > last_day(m.month)
order by m.month, m.enterprise_no
