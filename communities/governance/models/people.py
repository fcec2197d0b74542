"""Who asks to come in, and whose membership is suspended."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.governance.models.decisions import Decision
from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class JoinRequest(TenantModel):
    """Somebody who asks to become a member, and what came of it; they read it wherever they are."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ADMITTED = "admitted", _("Admitted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    display_name = models.CharField(max_length=150)
    words = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)  # to who was declined
    settled_at = models.DateTimeField(null=True)
    decision = TenantForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person"], condition=Q(state="open"), name="one_open_request_each"),
            models.CheckConstraint(
                condition=Q(state="admitted", decision__isnull=False)
                | (~Q(state="admitted") & Q(decision__isnull=True)),
                name="admitted_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name


class Suspension(TenantModel):
    """A decision that suspended a membership, what the member says to it, and how it ended.

    From when until when is in the decision, and while it is in force on the membership."""

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="suspensions")
    decision = TenantForeignKey(Decision, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)  # before it begins
    answered_at = models.DateTimeField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    proposal = TenantForeignKey("Proposal", models.PROTECT, null=True, related_name="+")  # that the appeal opened
    outcome = TenantForeignKey(Decision, models.PROTECT, null=True, related_name="+")  # that lifted or upheld it
    lifted = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["decision"], name="one_suspension_a_decision"),
            models.CheckConstraint(condition=Q(lifted=False) | Q(outcome__isnull=False), name="lifted_by_a_decision"),
        ]

    @property
    def is_appealed(self) -> bool:
        return self.appealed_at is not None
