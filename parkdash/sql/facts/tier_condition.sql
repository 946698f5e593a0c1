-- tier_condition: one row per candidate, condition of the rules in force and time, with its outcome.
-- time: interval | dimensions: park, carrier, chain, industry, aim_tier, nearness, rule_set, tier_rule, rule_outcome, enterprise | adds: conditions | entity: enterprise_no, aim_tier, tier_rule | labels: aim_tier = cultivation_pool.aim_tier
select
    c.enterprise_no, c.park, c.carrier, c.chain, c.industry, c.aim_tier, c.nearness, c.rule_set, c.rule_document, c.rule_evidence,
    a.tier_rule, a.clause, a.rule_outcome, a.firm_figure, a.threshold, c.year, c.starts_on, c.ends_on, c.in_cause, c.out_cause,
    1 as conditions, c.source_id, c.source_row
from tier_candidate as c
join tier_asked as a on a.enterprise_no = c.enterprise_no and a.year = c.year and a.rule_set = c.rule_set
order by c.starts_on, c.enterprise_no, c.aim_tier, a.tier_rule
