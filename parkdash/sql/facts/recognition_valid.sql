-- recognition_valid: one row per certificate with the days it holds: [valid_from, valid_to).
select
    rowid as id, enterprise_no, tier, level, certificate_no, document as title, source_id, source_row,
    valid_from,
    least(coalesce(valid_until + 1, date '9999-12-31'), coalesce(revoked_on, date '9999-12-31')) as valid_to,
    revoked_on is not null and revoked_on <= coalesce(valid_until, date '9999-12-30') as revoked
from recognition
