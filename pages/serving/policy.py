"""Is everything paid that fell due under our policies, what is owed to whom for how long, and are vouchers used?"""

import streamlit as st

from parkdash.ui import cards, factors, policy
from parkdash.ui.view import view

look = view()
policy.claim(look)
cards.row(
    look, "payout_rate", "payout_money_rate", "payouts_overdue", "payout_owed_money", "payout_paid_money",
    "payout_in_time_rate", "payout_days_p90", "voucher_redeemed_money",
)  # fmt: skip
left, right = st.columns((1, 1), gap="medium")
with left:
    policy.ages(look)
    policy.funnel(look)
with right:
    policy.by_year(look)
    factors.parts(look, "voucher_service_money", "voucher_service")
policy.policies(look)
policy.longest(look)
