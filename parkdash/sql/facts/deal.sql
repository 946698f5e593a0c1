-- deal: one row per deal paid in, at the place of its enterprise on that day; in yuan only exact amounts, foreign ones at the recorded rate.
-- time: event | dimensions: park, carrier, chain, industry, kind, round, funding, fund, enterprise | adds: deals, amount_yuan, fund_amount | key: enterprise_no, deal_no, kind, round, on_day
select
    f.enterprise_no, p.park, p.carrier, p.chain, p.industry, f.kind, f.round, f.funding, f.fund, f.investor, f.deal_no,
    f.paid_on as on_day, f.amount, f.currency, f.amount_text, f.amount_qualifier,
    cast(case
        when f.amount_qualifier is not null then null
        when coalesce(f.currency, 'CNY') = 'CNY' then f.amount
        else f.amount * f.rate
    end as decimal(18,2)) as amount_yuan,
    f.fund_amount, 1 as deals, f.source_id, f.source_row
from financing as f
join place as p on p.enterprise_no = f.enterprise_no and p.starts_on <= f.paid_on and p.ends_on > f.paid_on
order by on_day, f.enterprise_no
