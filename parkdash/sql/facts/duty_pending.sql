-- duty_pending: one row per holder of a tier, year and the time until it has filed what is due that year.
-- time: interval | dimensions: park, carrier, chain, industry, tier, enterprise | adds: duties | entity: enterprise_no, tier, filing_year
-- Only years of which the office keeps a list of filings; what was never filed stays open until the year ends.
with told as (
    select distinct filing_year from yearly_filing
),
due as (
    select d.tier, t.filing_year, d.document as duty_document, d.clause, d.evidence as duty_evidence,
        make_date(cast(t.filing_year as integer), cast(d.month as integer), cast(d.day as integer)) as due_on
    from told as t
    join rule_tier_duty as d on extract(year from d.effective_from) <= t.filing_year
),
owed as (
    select m.enterprise_no, m.park, m.carrier, m.chain, m.industry, d.tier, d.filing_year, d.due_on, d.duty_document, d.clause, d.duty_evidence,
        m.source_id, m.source_row
    from tier_membership as m
    join due as d on d.tier = m.tier and m.starts_on <= d.due_on and m.ends_on > d.due_on and m.starts_on < make_date(cast(d.filing_year as integer), 1, 1)
),
filed as (
    select enterprise_no, filed_tier, filing_year, min(filed_on) as filed_on
    from yearly_filing
    where filed_on is not null
    group by enterprise_no, filed_tier, filing_year
)
select
    o.enterprise_no, o.park, o.carrier, o.chain, o.industry, o.tier, o.filing_year, o.due_on, f.filed_on, o.duty_document, o.clause, o.duty_evidence,
    make_date(cast(o.filing_year as integer), 1, 1) as starts_on,
    coalesce(f.filed_on, make_date(cast(o.filing_year as integer) + 1, 1, 1)) as ends_on,
    'duty_due' as in_cause, case when f.filed_on is null then 'duty_lapsed' else 'duty_filed' end as out_cause,
    1 as duties, o.source_id, o.source_row
from owed as o
left join filed as f on f.enterprise_no = o.enterprise_no and f.filed_tier = o.tier and f.filing_year = o.filing_year
where f.filed_on is null or f.filed_on > make_date(cast(o.filing_year as integer), 1, 1)
order by starts_on, o.enterprise_no, o.tier
