"""What holds it together: numbers, sums and the chain over what was posted."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from funding.models.accounts import Account
from funding.models.entries import LedgerModel
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Unsealed(LedgerModel):
    """Entries that wait for their seal; id is the entry's."""


class Seal(LedgerModel):
    """An entry's gapless number and its link in the chain; id is the entry's."""

    append_only: ClassVar[bool] = True

    seq = models.BigIntegerField()
    hash = models.BinaryField()  # SHA-256
    marks = models.BinaryField()  # 16 bits of each column sealed, by which a proof that fails names the one changed

    class Meta(LedgerModel.Meta):
        constraints = [UniqueInCommunity(fields=["seq"], name="one_entry_a_number")]


class Balance(LedgerModel):
    """What the sealed entries add up to; id is the account's. Decimals never overflow."""

    balance = models.DecimalField(max_digits=40, decimal_places=0)
    held_in = models.DecimalField(max_digits=40, decimal_places=0)
    held_out = models.DecimalField(max_digits=40, decimal_places=0)


class MonthTotal(LedgerModel):
    """What the sealed entries of one month moved on one account, by the day they hold from."""

    account = models.UUIDField()
    month = models.DateField()  # its first day
    debits = models.DecimalField(max_digits=40, decimal_places=0)
    credits = models.DecimalField(max_digits=40, decimal_places=0)

    class Meta(LedgerModel.Meta):
        constraints = [UniqueInCommunity(fields=["account", "month"], name="one_total_a_month")]


class LimitTerms(TenantModel):
    """What an account was limited to and from when on; the latest holds."""

    append_only: ClassVar[bool] = True

    account = TenantForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "account", "-id"], name="terms_of_account")]


class BooksHead(models.Model):
    """The end of a community's chain as it once was, kept outside its books, so that a cut tail shows.

    Each names the one before; its id says what is in it (funding/heads.py)."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, editable=False)
    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    after = models.BigIntegerField()  # the number of the head before it, 0 for the first
    hash = models.BinaryField()  # SHA-256
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "seq"], name="one_head_a_number")]

    def __str__(self) -> str:
        return f"{self.seq}"


class Verification(TenantModel):
    """What a proof of the books found: nothing, or the first bad row."""

    append_only: ClassVar[bool] = True

    seq = models.BigIntegerField()  # the last entry it covered; 0 for empty books
    at = models.DateTimeField(default=timezone.now)
    fault = models.CharField(max_length=300, blank=True)
    row = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "-at"], name="verifications_by_time")]


class NetworkProof(TenantModel):
    """Of the network: whether what communities say they owe each other is told alike in both books."""

    append_only: ClassVar[bool] = True

    at = models.DateTimeField(default=timezone.now)
    compared = models.IntegerField()  # debts, each of one community to another in one currency
    apart = models.JSONField()  # [{"creditor", "debtor", "currency"}], names and no amounts

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "-at"], name="network_proofs_by_time")]
