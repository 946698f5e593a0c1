-- institution_contacted: one row per contact with a research institution.
-- time: event | dimensions: park, carrier, chain, industry, is_foreign, institution_kind, contact_outcome | adds: contacts | key: institution, on_day
select
    c.institution, cast(null as integer) as enterprise_no, p.park, cast(null as varchar) as carrier, cast(null as varchar) as chain,
    cast(null as varchar) as industry, c.contacted_on as on_day, c.institution_kind, c.is_foreign, c.contact_outcome,
    1 as contacts, c.source_id, c.source_row
from foreign_contact as c
left join park_name as p on p.park_key = c.park_key
order by on_day, c.institution
