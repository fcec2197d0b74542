"""What can be done about places: apply, draw, answer an offer."""

from learners.admissions.actions.appeals import answer_appeal, appeal
from learners.admissions.actions.offers import accept_offer, expire_offers
from learners.admissions.actions.rounds import apply, confirm_groups, draw, draw_due, open_round, withdraw_application
from learners.admissions.actions.seeds import replace_seed

__all__ = [
    "accept_offer",
    "answer_appeal",
    "appeal",
    "apply",
    "confirm_groups",
    "draw",
    "draw_due",
    "expire_offers",
    "open_round",
    "replace_seed",
    "withdraw_application",
]
