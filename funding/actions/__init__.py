"""What may be done to the books. Amounts are minor units; `id` is the caller's key: the same request is done once."""

from funding.actions.attaching import attach
from funding.actions.books import ask_for_proof, close_books, follow_currency, refuse_currency, verify_books
from funding.actions.charting import add_line, bring_back_line, change_line, retire_line, take_template
from funding.actions.entries import capture_hold, post_entry, reverse_entry
from funding.actions.funds import open_account, open_fund, open_learner_fund
from funding.actions.limits import set_limit
from funding.actions.recording import (
    confirm_expense,
    move_between_funds,
    record_donation,
    record_expense,
    record_fee,
    record_grant,
    record_restricted_grant,
)

__all__ = [
    "add_line", "ask_for_proof", "attach", "bring_back_line", "capture_hold", "change_line", "close_books",
    "confirm_expense", "follow_currency", "move_between_funds", "open_account", "open_fund", "open_learner_fund",
    "post_entry", "record_donation", "record_expense", "record_fee", "record_grant", "record_restricted_grant",
    "refuse_currency", "retire_line", "reverse_entry", "set_limit", "take_template", "verify_books",
]  # fmt: skip
