-- benchmark_figure: one row per published figure of another park, from the day it was published. Its value is never added up.
-- time: interval | dimensions: park, carrier, chain, industry, published_park, figure_kind, figure_basis, comparability | adds: figures | entity: figure_no
select
    figure_no, cast(null as integer) as enterprise_no, cast(null as varchar) as park, cast(null as varchar) as carrier,
    cast(null as varchar) as chain, cast(null as varchar) as industry, published_park, figure_subject, figure_name,
    figure_kind, figure_basis, figure_qualifier, figure_value, figure_number, figure_unit, figure_as_of, part_of, derived_from,
    figure_number * case figure_unit when '亿元' then 100000000 when '万元' then 10000 else 1 end as figure_base,
    comparable_metric, comparability, comparability_note, source_title, published_on, published_on_precision, source_phrase,
    published_on as starts_on, date '9999-12-31' as ends_on, 'published' as in_cause, 'closed' as out_cause, 1 as figures,
    source_id, source_row
from published_figure
order by figure_no
