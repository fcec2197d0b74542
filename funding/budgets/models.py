"""What a community means to take in and to spend: scenarios, versions that never change, which of them is adopted."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from communities.governance.models import Decision
from communities.models import Membership
from funding.models import ChartLine, Fund, Kind
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

PLANNED = (Kind.INCOME, Kind.EXPENSE)


class Budget(TenantModel):
    """Of one fund, or without it of all funds but the learners' own; over whole months, in one currency."""

    name = models.CharField(max_length=100)
    fund = TenantForeignKey(Fund, models.PROTECT, null=True, related_name="budgets")
    currency = models.CharField(max_length=3)  # ISO 4217
    starts = models.DateField()
    ends = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["name"], name="one_budget_a_name"),
            UniqueInCommunity(
                fields=["fund", "currency", "starts"], name="one_budget_a_fund_and_start", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="budget_starts_before_it_ends"),
            models.CheckConstraint(condition=Q(starts__day=1), name="budget_of_whole_months"),
        ]

    def __str__(self) -> str:
        return self.name


class Planned(models.Model):
    """An amount (minor units, over the whole budget) on one line of the chart, of one fund or of all that it spans."""

    line = TenantForeignKey(ChartLine, models.PROTECT, matching=["kind"], related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    fund = TenantForeignKey(Fund, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()
    months = ArrayField(models.BigIntegerField(), null=True)  # one for each month; null: even shares by days
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"


def _of_a_plan(whole: str) -> list[models.BaseConstraint]:
    """Constraints of lines; `whole` names the field for what they are lines of."""
    return [
        UniqueInCommunity(fields=[whole, "line", "fund"], name=f"one_line_a_{whole}_and_fund", nulls_distinct=False),
        models.CheckConstraint(condition=Q(amount__gt=0), name=f"{whole}_line_plans_something"),
        models.CheckConstraint(condition=Q(kind__in=["income", "expense"]), name=f"{whole}_line_of_a_flow"),
    ]


class Prepared(models.Model):
    """Who wrote a plan, and what it is called beside others of its budget: "careful", "hoped for"."""

    scenario = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.scenario


class Version(Prepared, TenantModel):
    """A plan as it was proposed; what is adopted is one of these."""

    append_only: ClassVar[bool] = True

    budget = TenantForeignKey(Budget, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    copied_from = TenantForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["budget", "number"], name="one_version_a_number_of_a_budget"),
            UniqueInCommunity(fields=["id", "budget"], name="version_of_its_budget"),  # what adoptions refer to
        ]


class VersionLine(Planned, TenantModel):
    append_only: ClassVar[bool] = True

    version = TenantForeignKey(Version, models.PROTECT, related_name="lines")

    class Meta(TenantModel.Meta):
        constraints = _of_a_plan("version")


class Draft(Prepared, TenantModel):
    """A scenario that is being prepared."""

    budget = TenantForeignKey(Budget, models.PROTECT, related_name="drafts")
    copied_from = TenantForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["budget", "scenario"], name="one_draft_a_scenario")]


class DraftLine(Planned, TenantModel):
    draft = TenantForeignKey(Draft, models.CASCADE, related_name="lines")

    class Meta(TenantModel.Meta):
        constraints = _of_a_plan("draft")


class Adoption(TenantModel):
    """From its decision on the budget is this version. Each names the one it replaces, which is replaced once: of two
    adopted at the same moment the database takes one, so that a budget has one version in force."""

    append_only: ClassVar[bool] = True

    budget = TenantForeignKey(Budget, models.PROTECT, related_name="adoptions")
    version = TenantForeignKey(Version, models.PROTECT, matching=["budget"], related_name="adoptions")
    replaces = TenantForeignKey(Version, models.PROTECT, matching=["budget"], null=True, related_name="replaced_by")
    decision = TenantForeignKey(Decision, models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["version"], name="adopted_once"),
            UniqueInCommunity(fields=["budget", "replaces"], name="replaced_once_a_budget", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("version")), name="replaces_another"
            ),
        ]


class Alert(TenantModel):
    """That so much of a line was used or promised, told once for each share."""

    append_only: ClassVar[bool] = True

    line = TenantForeignKey(VersionLine, models.PROTECT, related_name="alerts")
    share = models.PositiveSmallIntegerField()  # per cent
    used = models.BigIntegerField()  # minor units: posted and committed
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["line", "share"], name="one_alert_a_line_and_share")]
