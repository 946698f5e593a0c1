-- tier_year: one row per enterprise and year it reported, with the figures that eligibility rules ask for; what is missing is null.
-- The sums of three years need each of them, or each since the founding; a firm without any financing on record has no known equity.
with reported as (
    select
        a.*,
        lag(year) over w = year - 1 as follows,
        lag(year, 2) over w = year - 2 as follows_two,
        lag(revenue) over w as revenue_before, lag(revenue, 2) over w as revenue_two_before,
        lag(main_revenue, 2) over w as main_two_before,
        lag(rd_expense) over w as rd_before, lag(rd_expense, 2) over w as rd_two_before
    from annual_report as a
    window w as (partition by enterprise_no order by year)
),
spanned as (
    select
        r.*, e.founded_on,
        case
            when e.founded_on is null then null
            when extract(year from e.founded_on) >= r.year then 1
            when extract(year from e.founded_on) = r.year - 1 then 2
            else 3
        end as years_asked
    from reported as r
    join enterprise_dim as e on e.enterprise_no = r.enterprise_no
),
summed as (
    select
        s.*,
        case
            when years_asked = 1 then revenue
            when years_asked = 2 and follows then revenue + revenue_before
            when years_asked = 3 and follows_two then revenue + revenue_before + revenue_two_before
        end as revenue_3y,
        case
            when years_asked = 1 then rd_expense
            when years_asked = 2 and follows then rd_expense + rd_before
            when years_asked = 3 and follows_two then rd_expense + rd_before + rd_two_before
        end as rd_3y
    from spanned as s
),
paid as (
    select enterprise_no, extract(year from paid_on) as paid_year, sum(amount) as paid
    from financing
    where paid_on is not null
    group by enterprise_no, extract(year from paid_on)
),
raised as (
    select s.enterprise_no, s.year, sum(case when p.paid_year in (s.year, s.year - 1) then p.paid else 0 end) as new_equity_2y
    from summed as s
    join paid as p on p.enterprise_no = s.enterprise_no
    group by s.enterprise_no, s.year
)
select
    s.enterprise_no, s.year, s.source_id, s.source_row,
    cast(make_date(cast(s.year as integer) + 1, 12, 31) - s.founded_on as double) as registered_days,
    cast(s.revenue as double) as revenue, cast(s.assets as double) as assets, cast(s.headcount as double) as headcount,
    cast(s.rd_expense as double) as rd_expense,
    s.tech_staff / nullif(cast(s.headcount as double), 0) as tech_staff_share,
    cast(s.rd_expense as double) / nullif(cast(s.revenue as double), 0) as rd_intensity,
    cast(s.rd_3y as double) / nullif(cast(s.revenue_3y as double), 0) as rd_intensity_3y,
    cast(s.high_tech_revenue as double) / nullif(cast(s.revenue as double), 0) as high_tech_share,
    cast(s.main_revenue as double) / nullif(cast(s.revenue as double), 0) as main_share,
    cast(s.liabilities as double) / nullif(cast(s.assets as double), 0) as debt_ratio,
    cast(s.invention_patents as double) as class_1_rights,
    case when follows then cast(s.rd_expense + s.rd_before as double) end as rd_expense_2y,
    case
        when follows and s.rd_expense < s.rd_before then cast(s.rd_expense as double)
        when follows and s.rd_expense >= s.rd_before then cast(s.rd_before as double)
    end as rd_expense_least_2y,
    case when follows and s.rd_expense is not null and s.rd_before is not null and s.revenue > 0 and s.revenue_before > 0 then least(
        cast(s.rd_expense as double) / cast(s.revenue as double),
        cast(s.rd_before as double) / cast(s.revenue_before as double)
    ) end as rd_intensity_least_2y,
    case when follows_two and s.revenue >= 0 and s.revenue_two_before > 0
        then sqrt(cast(s.revenue as double) / cast(s.revenue_two_before as double)) - 1 end as revenue_growth_2y,
    case when follows_two and s.main_revenue >= 0 and s.main_two_before > 0
        then sqrt(cast(s.main_revenue as double) / cast(s.main_two_before as double)) - 1 end as main_growth_2y,
    cast(r.new_equity_2y as double) as new_equity_2y
from summed as s
left join raised as r on r.enterprise_no = s.enterprise_no and r.year = s.year
order by 1, 2
