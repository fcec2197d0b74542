"""What happened to it: entries of transfers, each of which debits one account and credits another."""

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models.accounts import PURSE, Account, Fund
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity
from tenancy.scope import current_community


class LedgerModel(TenantModel):
    """Its other keys imply the community, so that checking it again would only cost."""

    community = models.ForeignKey(
        "communities.Community", models.CASCADE, related_name="+", editable=False, db_index=False,
        default=current_community, db_constraint=False,
    )  # fmt: skip

    class Meta(TenantModel.Meta):
        abstract = True


class Total(NamedTuple):
    amount: int  # minor units
    currency: str


class Entry(TenantModel):
    """One event in the books. Its id is the caller's idempotency key."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening balance")
        GRANT = "grant", _("Grant")
        DONATION = "donation", _("Donation")
        FEE = "fee", _("Fee")
        EXPENSE = "expense", _("Expense")
        MOVE = "move", _("Between funds")
        BETWEEN = "between", _("Between communities")
        EXCHANGE = "exchange", _("Between currencies")
        REVERSAL = "reversal", _("Reversal")
        CAPTURE = "capture", _("Hold paid out")
        OTHER = "other", _("Other")

    append_only: ClassVar[bool] = True

    request_hash = models.BinaryField()  # SHA-256 of what was asked for
    effective_on = models.DateField()
    kind = models.CharField(max_length=30, choices=Kind)
    memo = models.CharField(max_length=500)
    source = models.CharField(max_length=200)  # who gave it or was paid, or the reference it comes from
    reverses = TenantForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="reversals")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["reverses"], condition=Q(reverses__isnull=False), name="reversed_once")
        ]
        indexes = [models.Index(fields=["community", "effective_on", "id"], name="entries_by_day")]

    def __str__(self) -> str:
        return self.memo or self.source or str(self.get_kind_display())

    @property
    def total(self) -> Total:
        """Of transfers already read."""
        return total_of(list(self.transfers.all()))


class Transfer(LedgerModel):
    """An amount in minor units, from the credited to the debited account of one fund and currency."""

    class State(models.TextChoices):
        POSTED = "posted", _("Posted")
        HELD = "held", _("Held")  # reserved, not yet moved
        FREED = "freed", _("Freed")  # ends a hold

    append_only: ClassVar[bool] = True

    entry = TenantForeignKey(Entry, models.PROTECT, related_name="transfers", db_index=False)
    line = models.SmallIntegerField()
    debit = TenantForeignKey(Account, models.PROTECT, related_name="debits", db_index=False, matching=PURSE)
    credit = TenantForeignKey(Account, models.PROTECT, related_name="credits", db_index=False, matching=PURSE)
    fund = TenantForeignKey(Fund, models.PROTECT, db_index=False, implied=True)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=6, choices=State)

    class Meta(LedgerModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["entry", "line"], name="one_transfer_a_line"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="amount_is_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="two_accounts"),
            models.CheckConstraint(condition=Q(state__in=["posted", "held", "freed"]), name="known_state"),
        ]
        indexes = [
            models.Index(fields=["community", "debit", "id"], name="debits_of_account"),
            models.Index(fields=["community", "credit", "id"], name="credits_of_account"),
        ]

    @property
    def worth(self) -> int:
        """By how much it makes the community richer, in minor units."""
        counts = (Account.Kind.INCOME, Account.Kind.EXPENSE)
        return self.amount * ((self.credit.kind in counts) - (self.debit.kind in counts))


def total_of(lines: list[Transfer]) -> Total:
    """What the transfers of an entry move (or hold) in the fund and currency of the first.

    Less than nothing where income or expense accounts say that money went out."""
    moved = [line for line in lines if line.state == Transfer.State.POSTED] or lines
    first = moved[0]
    alike = [line for line in moved if (line.fund_id, line.currency) == (first.fund_id, first.currency)]
    amount = sum(line.amount for line in alike)
    return Total(-amount if sum(line.worth for line in alike) < 0 else amount, first.currency)
