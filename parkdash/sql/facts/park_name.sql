-- park_name: one row per park, with the name it is shown by (its own sheet's, else the first one seen).
select name_key as park_key, name as park from park
union all
select park_key, min(park) from (
    select park_key, park from residency
    union all
    select park_key, park from carrier
    union all
    select park_key, park from fund where park_key is not null
    union all
    select park_key, park from platform where park_key is not null
    union all
    select park_key, park from project where park_key is not null
    union all
    select park_key, park from project_visit where park_key is not null
    union all
    select park_key, park from policy_payout where park_key is not null
    union all
    select park_key, park from park_event where park_key is not null
    union all
    select park_key, park from training where park_key is not null
    union all
    select park_key, park from partner where park_key is not null
    union all
    select park_key, park from title_application where park_key is not null
    union all
    select park_key, park from platform_service where park_key is not null
    union all
    select park_key, park from platform_plan where park_key is not null
) as seen
where park_key not in (select name_key from park)
group by park_key
