"""Where money is: funds, and the accounts in them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

PURSE = ("fund", "currency")  # both sides of a transfer must agree with their accounts on these


class Books(TenantModel):
    """One row per community, whose key is the community's; posting shares its lock, closing takes it."""

    closed_through = models.DateField(null=True)


class Fund(TenantModel):
    """Money kept together; a restricted one may be spent on its purpose alone."""

    name = models.CharField(max_length=100)
    is_restricted = models.BooleanField(default=False)
    purpose = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField(default=timezone.localdate)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["name"], name="one_fund_a_name"),
            models.CheckConstraint(condition=Q(is_restricted=False) | ~Q(purpose=""), name="restricted_to_something"),
        ]

    def __str__(self) -> str:
        return self.name


class Account(TenantModel):
    """Holds one currency of one fund. Its `code` says which of the usual accounts it is, or is empty.

    An account between communities names the other one, and nothing else of it."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("Asset")
        LIABILITY = "liability", _("Liability")
        EQUITY = "equity", _("Equity")
        INCOME = "income", _("Income")
        EXPENSE = "expense", _("Expense")

    fund = TenantForeignKey(Fund, models.PROTECT, related_name="accounts")
    currency = models.CharField(max_length=3)  # ISO 4217
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=9, choices=Kind)
    code = models.CharField(max_length=20, blank=True)
    other = models.ForeignKey("communities.Community", models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", *PURSE], name="account_in_fund_and_currency"),
            UniqueInCommunity(fields=[*PURSE, "name"], condition=Q(other__isnull=True), name="one_account_a_name"),
            UniqueInCommunity(
                fields=[*PURSE, "code"], condition=~Q(code="") & Q(other__isnull=True), name="one_account_a_code"
            ),
            UniqueInCommunity(
                fields=[*PURSE, "code", "other"],
                condition=Q(other__isnull=False),
                name="one_account_a_code_and_community",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sign(self) -> int:
        """Assets and expenses grow by debits, the others by credits; what a reader expects to see positive."""
        return 1 if self.kind in (self.Kind.ASSET, self.Kind.EXPENSE) else -1


class Limit(TenantModel):
    """The live balance (debits less credits) of an account that may not leave its bounds; id is the account's."""

    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)
    held_in = models.BigIntegerField(default=0)
    held_out = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(balance__gte=F("floor") + F("held_out")), name="not_below_floor"),
            models.CheckConstraint(condition=Q(balance__lte=F("ceiling") - F("held_in")), name="not_above_ceiling"),
        ]
