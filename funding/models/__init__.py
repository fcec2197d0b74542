"""Books that balance by construction."""

from funding.models.accounts import PURSE, Account, Books, ChartLine, Fund, Kind, Limit
from funding.models.attachments import Attachment
from funding.models.drafts import Closing, Draft, DraftFile, DraftLine
from funding.models.entries import Entry, LedgerModel, Total, Transfer, total_of
from funding.models.rates import Rate
from funding.models.seals import (
    Balance,
    BooksHead,
    LimitTerms,
    MonthTotal,
    NetworkProof,
    Seal,
    Unsealed,
    Verification,
)

__all__ = [
    "PURSE", "Account", "Attachment", "Balance", "Books", "BooksHead", "ChartLine", "Closing", "Draft", "DraftFile",
    "DraftLine", "Entry", "Fund", "Kind", "LedgerModel", "Limit", "LimitTerms", "MonthTotal", "NetworkProof",
    "Rate", "Seal", "Total", "Transfer", "Unsealed", "Verification", "total_of",
]  # fmt: skip
