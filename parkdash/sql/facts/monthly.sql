-- monthly: one row per enterprise and month it reported, at the place where it stayed on the month's last day.
-- time: period | dimensions: park, carrier, chain, industry | adds: revenue, output, tax_paid, rd_expense, headcount, tech_staff, invention_patents, reports | key: enterprise_no, month
select
    m.enterprise_no, p.park, p.carrier, p.chain, p.industry, m.month,
    m.revenue, m.output, m.tax_paid, m.rd_expense, m.headcount, m.tech_staff, m.invention_patents,
    1 as reports, m.source_id, m.source_row
from monthly_report as m
join place as p on p.enterprise_no = m.enterprise_no and p.starts_on <= last_day(m.month) and p.ends_on > last_day(m.month)
order by m.month, m.enterprise_no
