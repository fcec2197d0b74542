"""Who lets whom vote for them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

LIVE = Q(ended_at__isnull=True)


class Delegation(TenantModel):
    """Of one matter, or of all: a member has the one kind or the other. Those that ended are kept."""

    giver = TenantForeignKey(Membership, models.PROTECT, related_name="delegations")
    to = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=40, blank=True)  # none: all matters
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["giver", "matter"], condition=LIVE, name="one_live_delegation_a_matter"),
            models.CheckConstraint(condition=~Q(giver=F("to")), name="delegated_to_another"),
            UniqueInCommunity(
                Least("giver", "to"), Greatest("giver", "to"), "matter", condition=LIVE, name="no_delegation_back"
            ),
        ]
        indexes = [models.Index(fields=["community", "to"], condition=LIVE, name="delegations_received")]
