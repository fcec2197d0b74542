"""Books that balance by construction."""

from funding.models.accounts import PURSE, Account, Books, Fund, Limit
from funding.models.entries import Entry, LedgerModel, Total, Transfer, total_of
from funding.models.seals import Balance, BooksHead, Seal, Unsealed, Verification

__all__ = [
    "PURSE", "Account", "Balance", "Books", "BooksHead", "Entry", "Fund", "LedgerModel", "Limit", "Seal", "Total",
    "Transfer", "Unsealed", "Verification", "total_of",
]  # fmt: skip
