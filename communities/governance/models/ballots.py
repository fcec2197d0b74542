"""Who may vote on a proposal, and what they said."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from communities.governance.models.proposals import Proposal
from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

SETTLED = Q(content__settled="integrated") | Q(content__settled="overruled") | Q(content="heard")


class Voter(TenantModel):
    """Who may vote on a proposal, or is asked for advice: frozen when the voting opens."""

    append_only: ClassVar[bool] = True

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="voters", matching=["closes_at", "past_talk"])
    member = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    past_talk = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(past_talk=True), name="voter_after_the_talk"),
            UniqueInCommunity(fields=["proposal", "member"], name="one_voter_each"),
            UniqueInCommunity(fields=["id", "proposal", "closes_at"], name="closing_of_voter"),
        ]
        indexes = [models.Index(fields=["community", "member"], name="voters_by_member")]


class Ballot(TenantModel):
    """What a voter says: the last word before closing counts. The database holds who, once, and when."""

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="ballots", implied=True)
    voter = TenantForeignKey(
        Voter, models.PROTECT, related_name="ballots", matching=["proposal", "closes_at"], db_index=False
    )
    closes_at = models.DateTimeField()
    content = models.JSONField(null=True)  # in tally's plain form (`read_ballot` of the rule's method)
    sealed = models.BinaryField(null=True)  # instead, until a secret vote closes (secrecy/); then neither is left
    receipt = ""  # of a secret ballot just cast: shown once, kept nowhere
    reason = models.TextField(blank=True)  # words beside it; a position's reason is in the content
    cast_at = models.DateTimeField()
    cast_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+", db_index=False)  # a delegate
    answer = models.TextField(blank=True)  # to advice, or why an objection counts as met or is overruled
    settled_by_name = models.CharField(max_length=150, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["voter"], name="one_ballot_each"),
            models.CheckConstraint(condition=Q(cast_at__lt=F("closes_at")), name="cast_before_closing"),
            models.CheckConstraint(
                condition=~Q(content__stance="objection") | ~Q(content__reason=""), name="objection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~(Q(content="given") | Q(content="heard")) | ~Q(reason=""), name="advice_has_words"
            ),
            models.CheckConstraint(condition=Q(content__isnull=True) | Q(sealed__isnull=True), name="open_or_sealed"),
            models.CheckConstraint(condition=~SETTLED | ~Q(answer=""), name="settled_with_an_answer"),
        ]

    @property
    def why(self) -> str:
        """The voter's words."""
        return str(self._stance.get("reason") or self.reason)

    @property
    def settled(self) -> str:
        """Of an objection: open, integrated or overruled."""
        return str(self._stance["settled"]) if self._stance.get("stance") == "objection" else ""

    @property
    def _stance(self) -> dict[str, Any]:
        return self.content if isinstance(self.content, dict) else {}


class PublishedBallot(TenantModel):
    """What somebody said in a secret vote, under a receipt that only they have seen; written at closing alone."""

    append_only: ClassVar[bool] = True

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="published", db_index=False)
    receipt = models.CharField(max_length=19)
    content = models.JSONField()

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["proposal", "receipt"], name="one_ballot_a_receipt")]
