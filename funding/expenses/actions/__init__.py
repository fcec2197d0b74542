"""What may be done with a request; amounts are minor units. Each locks the request first, then its advance and fund."""

from funding.expenses.actions.answering import approve_request, decide_request, give_word, refuse_request
from funding.expenses.actions.asking import ask_request, remove_draft, withdraw_request
from funding.expenses.actions.paying import pay_request, return_rest, undo_payment
from funding.expenses.actions.writing import Draft, add_receipt, remove_receipt, write_request

__all__ = [
    "Draft", "add_receipt", "approve_request", "ask_request", "decide_request", "give_word", "pay_request",
    "refuse_request", "remove_draft", "remove_receipt", "return_rest", "undo_payment", "withdraw_request",
    "write_request",
]  # fmt: skip
