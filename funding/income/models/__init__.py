"""What comes in: who gives, what they promised and receipts of it; fees, and who pays less of them.

Further kinds of income get files of their own."""

from funding.income.models.donations import Donor, Every, Gift, Pledge, PledgePause, PledgeState
from funding.income.models.fees import Charge, ChargeRun, FeeKind, ForWhom, Payment, Per
from funding.income.models.hardship import HardshipRequest, HardshipState, Reduction
from funding.income.models.receipts import Receipt, ReceiptGift, ReceiptSeries

__all__ = [
    "Charge", "ChargeRun", "Donor", "Every", "FeeKind", "ForWhom", "Gift", "HardshipRequest", "HardshipState",
    "Payment", "Per", "Pledge", "PledgePause", "PledgeState", "Receipt", "ReceiptGift", "ReceiptSeries", "Reduction",
]  # fmt: skip
