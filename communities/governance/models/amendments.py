"""What members would have a proposal say instead."""

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.governance.models.proposals import Proposal
from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel


class Amendment(TenantModel):
    """Offered while a proposal is talked over; accepted, it is the proposal's wording, and `was` what it replaced."""

    class State(models.TextChoices):
        OPEN = "open", _("To be answered")
        ACCEPTED = "accepted", _("Taken up")
        DECLINED = "declined", _("Not taken up")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Left unanswered")

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="amendments", while_matching="past_talk")
    author = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField()
    payload = models.JSONField()
    reason = models.TextField(blank=True)  # none where the proposer changes their own words
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    was = models.JSONField(null=True)  # {"title", "body", "payload"}
    offered_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    past_talk = models.GeneratedField(
        expression=Case(When(state="open", then=False)), output_field=models.BooleanField(null=True), db_persist=True
    )  # that of its proposal, which an open one holds back

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True) | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="amendment_settled_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(was__isnull=False), name="accepted_amendment_keeps_what_was"
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="declined_with_an_answer"),
        ]
