"""The talk about a proposal: who seconds it, what is said, and what is asked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Comment, Proposal, Second
from communities.governance.news.announcing import announce
from communities.governance.proposals.holding import locked
from communities.models import Membership
from tenancy.refusal import Refused, refusing


@transaction.atomic
def second(proposal: Proposal, *, by: Membership, at: datetime | None = None) -> Second:
    """Want it to come to a vote."""
    proposal = locked(proposal)
    if proposal.state != Proposal.State.DELIBERATION:
        raise Refused(_("This is not being talked over."))
    if proposal.proposer_id == by.pk:
        raise Refused(_("Others second a proposal, not its proposer."))
    with refusing({"one_second_each": _("You have seconded this already.")}):
        made: Second = Second.objects.create(proposal=proposal, member=by, at=at or timezone.now())
    return made


@transaction.atomic
def comment(
    proposal: Proposal,
    *,
    text: str,
    by: Membership,
    parent: Comment | None = None,
    is_question: bool = False,
    at: datetime | None = None,
) -> Comment:
    """Say something while it is open; `parent` is the comment that this answers.

    A question must be answered by the proposer before the voting opens, unless who asked says more beneath it."""
    proposal = locked(proposal)
    if not proposal.is_open:
        raise Refused(_("The talk about this proposal is over."))
    if parent and parent.proposal_id != proposal.pk:
        raise Refused(_("That comment is about another proposal."))
    if is_question and proposal.state != Proposal.State.DELIBERATION:
        raise Refused(_("Questions that must be answered are asked before the voting opens."))
    made: Comment = Comment.objects.create(
        proposal=proposal, author=by, parent=parent, text=text, is_question=is_question, at=at or timezone.now()
    )
    if parent:
        announce("reply", made.pk)
    return made
