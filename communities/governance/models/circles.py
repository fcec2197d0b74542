"""Which communities belong to which circle."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.governance.models.decisions import Decision
from communities.models import Community, Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Belonging(TenantModel):
    """A community's place in a circle: a row in the community and one in the circle, each with its own decision."""

    class State(models.TextChoices):
        ASKED = "asked", _("Has asked")
        MEMBER = "member", _("Belongs to it")
        LEFT = "left", _("Has left")

    circle = models.ForeignKey(Community, models.PROTECT, related_name="+")
    member = models.ForeignKey(Community, models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State)
    delegate = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")  # theirs on this side
    decision = TenantForeignKey(Decision, models.PROTECT, related_name="+")  # of this side, the last about it
    words = models.TextField(blank=True)  # why it asks
    asked_in = models.PositiveIntegerField(null=True)  # the number of the decision by which it asks, in its own record

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["circle", "member"], condition=~Q(state="left"), name="one_place_in_a_circle"),
            UniqueInCommunity(
                fields=["circle", "delegate"], condition=Q(state="member"), name="one_place_a_delegate_in_a_circle"
            ),
            models.CheckConstraint(condition=Q(state="member") | Q(delegate__isnull=True), name="delegate_of_a_member"),
            models.CheckConstraint(
                condition=Q(community=models.F("circle")) | Q(community=models.F("member")), name="one_of_both_sides"
            ),
        ]
