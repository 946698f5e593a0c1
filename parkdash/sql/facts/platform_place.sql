-- platform_place: where a platform's work counts while it exists, and whether its name alone tells it apart.
select
    b.platform, b.host, b.enterprise_no, b.park, b.carrier, b.chain, b.industry, b.platform_kind, b.platform_level, b.starts_on, b.ends_on,
    b.in_cause, b.out_cause, k.hosts = 1 as is_only, b.source_id, b.source_row
from platform_in_being as b
join (select name, count(*) as hosts from platform group by name) as k on k.name = b.platform
order by b.platform, b.host, b.starts_on
