"""What may be done to the books. Amounts are minor units; `id` is the caller's key: the same request is done once."""

from funding.actions.attaching import attach
from funding.actions.books import ask_for_proof, close_books, follow_currency, refuse_currency, verify_books
from funding.actions.charting import add_line, bring_back_line, change_line, retire_line, take_template
from funding.actions.drafting import approve_draft, attach_to_draft, draft_entry, refuse_draft, withdraw_draft
from funding.actions.entries import capture_hold, post_entry, reverse_entry
from funding.actions.funds import open_account, open_fund, open_learner_fund
from funding.actions.limits import set_limit
from funding.actions.openings import Opening, record_openings
from funding.actions.rates import exchange_money, store_rate, store_rates
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
    "Opening", "add_line", "approve_draft", "ask_for_proof", "attach", "attach_to_draft", "bring_back_line",
    "capture_hold", "change_line", "close_books", "confirm_expense", "draft_entry", "exchange_money",
    "follow_currency", "move_between_funds", "open_account", "open_fund", "open_learner_fund", "post_entry",
    "record_donation", "record_expense", "record_fee", "record_grant", "record_openings", "record_restricted_grant",
    "refuse_currency", "refuse_draft", "retire_line", "reverse_entry", "set_limit", "store_rate", "store_rates",
    "take_template", "verify_books", "withdraw_draft",
]  # fmt: skip
