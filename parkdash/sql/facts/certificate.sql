-- certificate: one row per certificate and place of its enterprise while it was valid.
-- time: interval | dimensions: park, carrier, chain, industry, tier, level | adds: certificates | entity: source_id, source_row | key: enterprise_no, tier, certificate_no, starts_on
-- One that ends is renewed if the firm's next one of the same tier holds without a day between.
with valid as (
    select c.*,
        (
            select min(n.valid_from) from recognition_valid as n
            where n.enterprise_no = c.enterprise_no and n.tier = c.tier and n.valid_to > c.valid_to
        ) as successor_from
    from recognition_valid as c
)
select
    c.enterprise_no, p.park, p.carrier, p.chain, p.industry, c.tier, c.level, c.certificate_no, c.title,
    greatest(c.valid_from, p.starts_on) as starts_on, least(c.valid_to, p.ends_on) as ends_on,
    c.valid_to as certificate_ends_on, c.successor_from,
    case when p.starts_on > c.valid_from then p.in_cause else 'awarded' end as in_cause,
    case
        when p.ends_on < c.valid_to then p.out_cause
        when c.revoked then 'revoked'
        when c.successor_from <= c.valid_to then 'renewed'
        else 'expired'
    end as out_cause,
    1 as certificates, c.source_id, c.source_row
from valid as c
join place as p on p.enterprise_no = c.enterprise_no and p.starts_on < c.valid_to and p.ends_on > c.valid_from
order by starts_on, enterprise_no
