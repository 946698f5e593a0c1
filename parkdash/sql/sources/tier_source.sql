-- tier_source: certificates of one enterprise and tier; the last to end holds.
select enterprise_no || '|' || tier as entity, valid_from as starts_on, valid_to as ends_on,
    (valid_to, -id) as rank, id
from recognition_valid
