-- annual: one row per enterprise and year it reported, at the place where it stayed on the year's last day.
-- time: event | dimensions: park, carrier, chain, industry, enterprise | adds: revenue, main_revenue, high_tech_revenue, assets, liabilities, equity, profit, net_profit, tax_paid, rd_expense, exports, headcount, tech_staff, invention_patents, reports | key: enterprise_no, year
select
    a.enterprise_no, p.park, p.carrier, p.chain, p.industry, a.year, make_date(a.year, 12, 31) as on_day,
    a.revenue, a.main_revenue, a.high_tech_revenue, a.assets, a.liabilities, a.equity, a.profit, a.net_profit, a.tax_paid,
    a.rd_expense, a.exports, a.headcount, a.tech_staff, a.invention_patents, 1 as reports, a.source_id, a.source_row
from annual_report as a
join place as p on p.enterprise_no = a.enterprise_no
    and p.starts_on <= make_date(a.year, 12, 31) and p.ends_on > make_date(a.year, 12, 31)
order by on_day, a.enterprise_no
