"""What may be done about income. Amounts are minor units; `id` is the caller's key: the same request is done once."""

from funding.income.actions.charging import change_charge, charge_fee, keep_fee_kind, retire_fee_kind
from funding.income.actions.donors import change_donor, keep_donor
from funding.income.actions.giving import record_gift, take_back_gift
from funding.income.actions.hardship import ask_to_pay_less, confirm_request, decline_request, grant_request
from funding.income.actions.paying import record_payments, take_back_payments
from funding.income.actions.pledging import end_pledge, make_pledge, pause_pledge, resume_pledge
from funding.income.actions.receipts import cancel_receipt, make_receipt, make_receipt_of_year

__all__ = [
    "ask_to_pay_less", "cancel_receipt", "change_charge", "change_donor", "charge_fee", "confirm_request",
    "decline_request", "end_pledge", "grant_request", "keep_donor", "keep_fee_kind", "make_pledge", "make_receipt",
    "make_receipt_of_year", "pause_pledge", "record_gift", "record_payments", "resume_pledge", "retire_fee_kind",
    "take_back_gift", "take_back_payments",
]  # fmt: skip
