"""Figures of each community, the reports written from them, and what the network published."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from evaluation.formulas import Formula, Made
from evaluation.indicators import Better
from evaluation.periods import Kind, Period, parse_period
from tenancy.keys import uuid7
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class RollUp(TenantModel):
    """One figure of one period, counted anew whenever the period is rolled up again.

    `learners` are those it counts while they are fewer than ten, so that the network counts each of them once; the
    latest roll-up alone keeps them. `people` is how many there are, up to ten."""

    period = models.CharField(max_length=30)  # a Period's key
    indicator = models.CharField(max_length=40)
    dims = models.JSONField(default=dict)  # {} or e.g. {"outcome": "Pass", "attribute": "age_band", "value": "0-35"}
    value = models.BigIntegerField()
    people = models.PositiveSmallIntegerField(default=0)
    learners = ArrayField(models.UUIDField(), default=list)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["period", "indicator", "dims"], name="one_figure_a_period")]


class Touched(TenantModel):
    """That facts of a week came, changed or went; the database notes it itself (migration 0005) until a refresh."""

    source = models.CharField(max_length=20)
    week = models.DateField()  # its Monday

    def __str__(self) -> str:
        return f"{self.source} {self.week}"


class OfPeriod(models.Model):
    """A report's period; `content` carries its figures and its method (evaluation/actions.py)."""

    kind = models.CharField(max_length=7, choices=Kind)
    period = models.CharField(max_length=30)
    ends_on = models.DateField()
    content: Any = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.when)

    @property
    def when(self) -> Period:
        return parse_period(self.period)


class Report(OfPeriod, TenantModel):
    """What a community reads about itself, written once a period, signed by its hash and never changed."""

    append_only: ClassVar[bool] = True

    written_at = models.DateTimeField(default=timezone.now)
    hash = models.CharField(max_length=64)  # SHA-256, hex: evaluation/hashes.py says of what
    salts = models.JSONField(default=dict)  # of its parts, by indicator
    inputs_hash = models.CharField(max_length=64)  # HMAC-SHA-256 over the roll-up it was made of, hex

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["kind", "period"], name="one_report_a_period")]


class Publishing(TenantModel):
    """A report's way to its readers: a draft for those who look reports over, until it is published, once.

    `words` are what they say first; who wrote the last of them is named."""

    report = TenantForeignKey(Report, models.CASCADE, related_name="publishing", db_index=False)
    words = models.TextField(blank=True)
    words_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    decision = models.PositiveIntegerField(null=True)  # the number of the one that published it; none: its schedule

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["report"], name="one_publishing_a_report")]


class OwnIndicator(TenantModel):
    """One that a community made of the measures there are; changed by a further version, which ends it."""

    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    label = models.CharField(max_length=80)
    why = models.CharField(max_length=300)
    made = models.CharField(max_length=5, choices=Made)
    measure = models.CharField(max_length=40)
    of = models.CharField(max_length=40, blank=True)
    better = models.CharField(max_length=4, choices=Better, blank=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["key", "version"], name="one_indicator_a_version"),
            UniqueInCommunity(
                fields=["key"], condition=models.Q(ended_at__isnull=True), name="one_indicator_in_force_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def formula(self) -> Formula:
        return Formula(self.made, self.measure, self.of)


class NetworkReport(OfPeriod):
    """What everyone reads about the network; figures that could point to learners were never put in.

    `shown` says of every figure when it was last published and as what, `bases` which communities' figures each table
    was made of: the next report is kept from giving away little differences by them."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    published_at = models.DateTimeField(default=timezone.now)
    shown = models.JSONField(default=dict)
    bases = models.JSONField(default=dict)
    inputs_hash = models.CharField(max_length=64)  # HMAC-SHA-256 over the figures it was made of, hex

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="one_network_report_a_period")]
        indexes = [models.Index(fields=["-ends_on", "-id"], name="network_reports_latest")]


class Round(models.Model):
    """One evaluation of the whole network: each community is visited by a job, then the network's report is made."""

    kind = models.CharField(max_length=7, choices=Kind)
    period = models.CharField(max_length=30)
    started_at = models.DateTimeField(default=timezone.now)
    communities = models.PositiveIntegerField()
    awaited = ArrayField(models.UUIDField())  # communities not yet visited
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "period"], name="one_round_a_period")]

    def __str__(self) -> str:
        return self.period

    @property
    def when(self) -> Period:
        return parse_period(self.period)


class CommunityFigures(models.Model):
    """What communities let leave under their own names with a report of the network.

    `content` is [{"community", "name", "measure", "value", "of", "indicators"}, …], of the period `of`;
    `indicators` says by audience which they are published for; `last` of every community's figures what was published
    last: {id: {measure: [value, period]}}."""

    append_only: ClassVar[bool] = True

    report = models.OneToOneField(NetworkReport, models.PROTECT, primary_key=True, related_name="community_figures")
    content = models.JSONField(default=list)
    last = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.report)
