"""Where money is: funds, and the accounts in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

PURSE = ("fund", "currency")  # both sides of a transfer must agree with their accounts on these


class Books(TenantModel):
    """One row per community, whose key is the community's; posting shares its lock, closing takes it."""

    closed_through = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=Q(id=F("community")), name="one_set_of_books")]


class Fund(TenantModel):
    """Money kept together; a restricted one may be spent on its purpose alone, and until it ends.

    A learner's own (`person`) is restricted to what that learner chooses; they read it wherever they are."""

    owner: ClassVar[str] = "person"

    name = models.CharField(max_length=100)
    is_restricted = models.BooleanField(default=False)
    purpose = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True)  # the last day on which it may be spent
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["name"], name="one_fund_a_name"),
            UniqueInCommunity(fields=["person"], condition=Q(person__isnull=False), name="one_fund_a_learner"),
            models.CheckConstraint(condition=Q(is_restricted=False) | ~Q(purpose=""), name="restricted_to_something"),
            models.CheckConstraint(
                condition=Q(is_restricted=True) | Q(ends_on__isnull=True, person__isnull=True),
                name="restricted_where_it_ends_or_is_a_learners",
            ),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(person__isnull=False), name="funds_of_learner")]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    EQUITY = "equity", _("Equity")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Expense")


class ChartLine(TenantModel):
    """One line of a community's chart of accounts: what money is or was for, in whatever fund and currency.

    `usual` says as which of the usual lines the actions find it, or is empty."""

    number = models.CharField(max_length=20)  # "4100"; sorted as text
    name = models.CharField(max_length=100)
    heading = models.CharField(max_length=100, blank=True)  # lines of one heading stand together in statements
    kind = models.CharField(max_length=9, choices=Kind)
    usual = models.CharField(max_length=20, blank=True)
    is_retired = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", "kind"], name="line_of_its_kind"),  # what accounts refer to
            UniqueInCommunity(fields=["number"], name="one_line_a_number"),
            UniqueInCommunity(fields=["name"], name="one_line_a_name"),
            UniqueInCommunity(fields=["usual"], condition=~Q(usual=""), name="one_usual_line"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Account(TenantModel):
    """A line of the chart in one fund and currency; it has the line's name.

    An account between communities names the other one, and nothing else of it."""

    Kind = Kind  # as callers know it

    line = TenantForeignKey(ChartLine, models.PROTECT, matching=["kind"], related_name="accounts")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="accounts")
    currency = models.CharField(max_length=3)  # ISO 4217
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=9, choices=Kind)
    other = models.ForeignKey("communities.Community", models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", *PURSE], name="account_in_fund_and_currency"),
            UniqueInCommunity(fields=[*PURSE, "line"], condition=Q(other__isnull=True), name="one_account_a_line"),
            UniqueInCommunity(
                fields=[*PURSE, "line", "other"],
                condition=Q(other__isnull=False),
                name="one_account_a_line_and_community",
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
