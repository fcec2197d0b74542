"""Crosswalks between two frameworks. Matches are named as SKOS names them (W3C, 2009, section 10)."""

import hashlib
import json

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.governance.models import Decision
from communities.models import Membership
from curriculum.models import Framework
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Match(models.TextChoices):
    """What a competency of the first framework is to one of the second: exactMatch, broadMatch, narrowMatch, …"""

    EXACT = "exact", _("is the same as")
    BROAD = "broad", _("is part of")
    NARROW = "narrow", _("includes")
    RELATED = "related", _("is related to")

    @property
    def inverse(self) -> "Match":
        """The same, seen from the second."""
        return {Match.BROAD: Match.NARROW, Match.NARROW: Match.BROAD}.get(self, self)


class Crosswalk(TenantModel):
    """A draft until a decision adopts it; from then on its lines stay, until another decision ends it."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    first = TenantForeignKey(Framework, models.PROTECT, related_name="+")
    second = TenantForeignKey(Framework, models.PROTECT, related_name="+")
    made_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)
    adopted = TenantForeignKey(Decision, models.PROTECT, related_name="+", null=True)
    ended = TenantForeignKey(Decision, models.PROTECT, related_name="+", null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["first", "second"], condition=Q(adopted__isnull=False, ended__isnull=True),
                name="one_crosswalk_in_force",
            ),
            models.CheckConstraint(condition=~Q(first=F("second")), name="between_two_frameworks"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(adopted__isnull=False), name="ended_after_adopted"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.adopted_id is None

    @property
    def is_in_force(self) -> bool:
        return self.adopted_id is not None and self.ended_id is None


class Line(TenantModel):
    """One competency of the first, one of the second, by their keys, and as they were worded when it was written."""

    crosswalk = TenantForeignKey(Crosswalk, models.CASCADE, related_name="lines")
    first_key = models.UUIDField()
    first_words = models.CharField(max_length=320)
    match = models.CharField(_("match"), max_length=7, choices=Match)
    second_key = models.UUIDField()
    second_words = models.CharField(max_length=320)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["crosswalk", "first_key", "second_key"], name="one_line_a_pair")]
        indexes = [
            models.Index(fields=["community", "first_key"], name="crosswalk_lines_by_first"),
            models.Index(fields=["community", "second_key"], name="crosswalk_lines_by_second"),
        ]


def hash_of(crosswalk: Crosswalk) -> str:
    """SHA-256, hex, of its lines in the order of their keys: each a JSON list of first key, match, second key, note."""
    lines = Line.objects.filter(crosswalk=crosswalk).order_by("first_key", "second_key")
    rows = lines.values_list("first_key", "match", "second_key", "note")
    told = "\n".join(json.dumps([str(one) for one in row], ensure_ascii=False) for row in rows)
    return hashlib.sha256(told.encode()).hexdigest()
