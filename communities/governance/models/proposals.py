"""A proposal and the talk about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.governance.models.decisions import Decision
from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Proposal(TenantModel):
    """What would change if the community says yes; `payload` is what its effect (effects/) takes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        DELIBERATION = "deliberation", _("Talked over")
        VOTING = "voting", _("Voting")
        DECIDED = "decided", _("Accepted, in force later")
        ENACTED = "enacted", _("In force")
        UNENACTED = "unenacted", _("Accepted, not in force")
        REJECTED = "rejected", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        VOID = "void", _("Void: it could not be counted")

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    effect = models.CharField(max_length=40)
    payload = models.JSONField()
    options = models.JSONField(default=list)  # further ways to do it, each {"label", "payload"} (options.py)
    matter = models.CharField(max_length=40)
    proposer = TenantForeignKey(Membership, models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    rule = models.JSONField(null=True)  # it as it was when the talk began; the vote is held by it
    created_at = models.DateTimeField(default=timezone.now)
    deliberation_at = models.DateTimeField(null=True)
    voting_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    holds_from = models.DateField(null=True)  # the day from which it is in force; none: as soon as it is accepted
    result = models.JSONField(null=True)  # tally's
    problem = models.TextField(blank=True)  # why it is not in force although accepted
    decision = TenantForeignKey(Decision, models.PROTECT, null=True, related_name="proposals")
    past_talk = models.GeneratedField(
        expression=Case(When(state__in=["draft", "deliberation"], then=False), default=True),
        output_field=models.BooleanField(), db_persist=True,
    )  # fmt: skip
    again_of = TenantForeignKey("self", models.PROTECT, null=True, related_name="again")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["number"], name="one_proposal_a_number"),
            # Voters refer to these, so it is not talked over again; open amendments, so none comes once it was.
            UniqueInCommunity(fields=["id", "closes_at", "past_talk"], name="closing_of_proposal"),
            UniqueInCommunity(fields=["id", "past_talk"], name="talk_of_proposal"),
            models.CheckConstraint(
                condition=~Q(state="voting")
                | Q(voting_at__isnull=False, closes_at__gt=F("voting_at"), rule__isnull=False),
                name="voting_has_its_times_and_rule",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["enacted", "unenacted"]) | Q(decision__isnull=False, result__isnull=False),
                name="accepted_has_decision_and_result",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(holds_from__isnull=False, result__isnull=False, decision__isnull=True),
                name="decided_waits_for_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["enacted", "unenacted", "decided", "rejected"])
                | Q(decision__isnull=True, result__isnull=True),
                name="not_counted_without_decision_and_result",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"], name="proposals_by_state")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether it may still be talked about."""
        return self.state in (self.State.DELIBERATION, self.State.VOTING)

    @property
    def is_pending(self) -> bool:
        """Whether it may still change something."""
        return self.is_open or self.state in (self.State.DRAFT, self.State.DECIDED)

    @property
    def takes_ballots(self) -> bool:
        return self.state == self.State.VOTING and self.closes_at is not None and timezone.now() < self.closes_at

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.DELIBERATION)


class Second(TenantModel):
    """A member who wants a proposal to come to a vote."""

    append_only: ClassVar[bool] = True

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="seconds")
    member = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["proposal", "member"], name="one_second_each")]


class Comment(TenantModel):
    """One voice in the talk, perhaps an answer to another."""

    append_only: ClassVar[bool] = True

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="comments")
    author = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    parent = TenantForeignKey("self", models.PROTECT, null=True, related_name="answers", matching=["proposal"])
    text = models.TextField()
    is_question = models.BooleanField(default=False)  # to the proposer, to be answered before the voting opens
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["id", "proposal"], name="proposal_of_comment")]
