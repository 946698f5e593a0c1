-- project_place: one row per project ever named, with what its ledger says and the park it counts under.
-- Files about stages, progress, values or visits may name a project that no ledger has.
with named as (
    select project_id, project, project_no, 1 as turn, source_id, source_row from project
    union all
    select project_id, project, project_no, 2, source_id, source_row from project_stage
    union all
    select project_id, project, project_no, 3, source_id, source_row from project_progress
    union all
    select project_id, project, project_no, 4, source_id, source_row from project_value
    union all
    select project_id, project, project_no, 5, source_id, source_row from project_visit where project_id is not null
),
one as (
    select
        project_id, arg_min(project, (turn, -source_id, -source_row)) as project, min(project_no) as project_no,
        arg_min(source_id, (turn, -source_id, -source_row)) as source_id,
        arg_min(source_row, (turn, -source_id, -source_row)) as source_row
    from named group by project_id
)
select
    o.project_id, o.project, o.project_no, l.enterprise_no, l.project_investor, l.origin_place, n.park, l.carrier,
    coalesce(l.chain, e.chain) as chain, coalesce(l.industry, e.industry) as industry, l.source_channel, l.officer, l.leader,
    coalesce(l.is_foreign, false) as is_foreign, coalesce(l.is_outside_province, false) as is_outside_province,
    case when l.agreed_investment_qualifier is null then l.agreed_investment end as ledger_yuan,
    l.registered_on, l.signed_on, l.landed_on, l.started_on, l.producing_on, l.full_on,
    coalesce(l.source_id, o.source_id) as source_id, coalesce(l.source_row, o.source_row) as source_row
from one as o
left join project as l on l.project_id = o.project_id
left join park_name as n on n.park_key = l.park_key
left join enterprise_dim as e on e.enterprise_no = l.enterprise_no
order by o.project_id
