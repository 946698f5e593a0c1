-- ladder_source: certificates of one enterprise in any tier that is a rung of a ladder; the last to end holds.
select enterprise_no as entity, valid_from as starts_on, valid_to as ends_on, (valid_to, -id) as rank, id
from recognition_valid where tier not in ('above_scale', 'other')
