-- tier_asked: one row per enterprise, year and rule of the set in force, with the figure and the outcome: met, unmet, unknown,
-- manual_review or not_applicable; what is missing is never met. Kept are those who miss few conditions, or none.
-- A year's figures are asked all through the next one; a certificate in force at any time of it counts.
with asked as (
    select
        y.*, s.rule_set, s.tier as aim_tier, s.also_held, s.document as rule_document, s.evidence as rule_evidence,
        greatest(make_date(cast(y.year as integer) + 1, 1, 1), s.effective_from) as begins,
        least(make_date(cast(y.year as integer) + 2, 1, 1), coalesce(s.effective_to + 1, date '9999-12-31')) as stops
    from tier_year as y
    join rule_tier_rule_set as s on s.effective_from < make_date(cast(y.year as integer) + 2, 1, 1)
        and coalesce(s.effective_to + 1, date '9999-12-31') > make_date(cast(y.year as integer) + 1, 1, 1)
),
holding as (
    select
        a.enterprise_no, a.year, a.rule_set,
        max(case when r.tier = 'high_tech' then 1 else 0 end) as holds_high_tech,
        max(case when r.tier in ('tech_sme', 'innovative_sme') then 1 else 0 end) as holds_sme,
        max(case when r.tier = 'specialized' then 1 else 0 end) as holds_specialized
    from asked as a
    join recognition_valid as r on r.enterprise_no = a.enterprise_no and r.valid_from < a.stops and r.valid_to > a.begins
    group by a.enterprise_no, a.year, a.rule_set
),
lines as (
    select
        a.enterprise_no, a.year, a.rule_set, s.part, s.points,
        case s.subject
            when 'tech_staff_share' then a.tech_staff_share >= s.threshold
            when 'rd_intensity' then a.rd_intensity >= s.threshold
            when 'class_1_rights' then a.class_1_rights >= s.threshold
        end as reached
    from asked as a
    join rule_tier_score as s on s.rule_set = a.rule_set
),
parts as (
    select
        enterprise_no, year, rule_set, part,
        max(case when reached then points else 0 end) as least_points,
        max(case when coalesce(reached, true) then points else 0 end) as most_points
    from lines
    group by enterprise_no, year, rule_set, part
),
scored as (
    select enterprise_no, year, rule_set, sum(least_points) as score_least, sum(most_points) as score_most
    from parts
    group by enterprise_no, year, rule_set
),
figured as (
    select
        a.*, cast(coalesce(h.holds_high_tech, 0) as double) as holds_high_tech, cast(coalesce(h.holds_sme, 0) as double) as holds_sme,
        cast(coalesce(h.holds_specialized, 0) as double) as holds_specialized, c.score_least, c.score_most
    from asked as a
    left join holding as h on h.enterprise_no = a.enterprise_no and h.year = a.year and h.rule_set = a.rule_set
    left join scored as c on c.enterprise_no = a.enterprise_no and c.year = a.year and c.rule_set = a.rule_set
),
paired as (
    select
        f.enterprise_no, f.year, f.aim_tier, f.also_held, f.rule_set, f.rule_document, f.rule_evidence, f.begins, f.stops,
        f.source_id, f.source_row, f.revenue, f.new_equity_2y, f.holds_high_tech,
        r.tier_rule, r.clause, r.checked, r.op, r.threshold, r.above, r.up_to, r.or_subject, r.or_threshold,
        case r.subject
            when 'registered_days' then f.registered_days
            when 'tech_staff_share' then f.tech_staff_share
            when 'rd_intensity' then f.rd_intensity
            when 'rd_intensity_3y' then f.rd_intensity_3y
            when 'high_tech_share' then f.high_tech_share
            when 'headcount' then f.headcount
            when 'revenue' then f.revenue
            when 'assets' then f.assets
            when 'rd_expense' then f.rd_expense
            when 'main_share' then f.main_share
            when 'debt_ratio' then f.debt_ratio
            when 'class_1_rights' then f.class_1_rights
            when 'rd_expense_2y' then f.rd_expense_2y
            when 'rd_expense_least_2y' then f.rd_expense_least_2y
            when 'rd_intensity_least_2y' then f.rd_intensity_least_2y
            when 'revenue_growth_2y' then f.revenue_growth_2y
            when 'main_growth_2y' then f.main_growth_2y
            when 'holds_sme' then f.holds_sme
            when 'holds_specialized' then f.holds_specialized
            when 'score' then case when f.score_least >= r.threshold or f.score_least = f.score_most or f.score_most < r.threshold
                then f.score_least end
        end as figure
    from figured as f
    join rule_tier_rule as r on r.rule_set = f.rule_set
),
compared as (
    select *,
        case op when '>=' then figure >= threshold when '<=' then figure <= threshold end as is_met,
        case or_subject when 'new_equity_2y' then new_equity_2y >= or_threshold when 'holds_high_tech' then holds_high_tech >= or_threshold
            else false end as is_met_otherwise
    from paired
),
judged as (
    select *,
        case
            when revenue <= above or revenue > up_to then 'not_applicable'
            when revenue is null and (above is not null or up_to is not null) then 'unknown'
            when checked = 'manual' then 'manual_review'
            when is_met or is_met_otherwise then 'met'
            when is_met is null or is_met_otherwise is null then 'unknown'
            else 'unmet'
        end as rule_outcome
    from compared
),
counted as (
    select *,
        sum(case when rule_outcome = 'unmet' then 1 else 0 end) over firm_set as rules_unmet,
        sum(case when rule_outcome = 'unknown' then 1 else 0 end) over firm_set as rules_unknown,
        sum(case when rule_outcome = 'manual_review' then 1 else 0 end) over firm_set as rules_manual,
        sum(case when rule_outcome = 'met' then 1 else 0 end) over firm_set as rules_met
    from judged
    window firm_set as (partition by enterprise_no, year, rule_set)
)
select
    c.enterprise_no, c.year, c.aim_tier, c.also_held, c.rule_set, c.rule_document, c.rule_evidence, c.tier_rule, c.clause,
    c.figure as firm_figure, c.threshold, c.rule_outcome, c.rules_met, c.rules_unmet, c.rules_unknown, c.rules_manual,
    c.begins, c.stops, c.source_id, c.source_row
from counted as c
join rule_tier_near_limit as n on c.rules_unmet <= n.unmet_most and c.rules_unknown <= n.unknown_most
where c.begins < c.stops
order by c.enterprise_no, c.begins, c.rule_set, c.tier_rule
