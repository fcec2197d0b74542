"""A delegate casts one ballot for each who lets them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.ballots.delegating import voters_for
from communities.governance.ballots.voting import cast_ballot, taking_ballots, write_ballot
from communities.governance.models import Ballot, Proposal, Voter
from communities.governance.rules import Rule
from communities.models import Membership
from tenancy.refusal import Refused


@transaction.atomic
def cast_for(
    proposal: Proposal, members: Iterable[UUID], *, content: Any, reason: str = "", by: Membership,
    at: datetime | None = None,
) -> list[Ballot]:  # fmt: skip
    """The same ballot for each of these members, oneself among them or not; refused for who has voted themself."""
    if by.is_suspended:
        raise Refused(_("Your membership is suspended."))
    proposal, now = taking_ballots(proposal, at or timezone.now())
    given = {voter.member_id: voter for voter in voters_for(proposal, Rule.read(proposal.rule or {}), by)}
    made = []
    for member in dict.fromkeys(members):
        if member == by.pk:
            made.append(cast_ballot(proposal, content=content, reason=reason, by=by, at=now))
        elif member not in given:
            raise Refused(_("You do not vote for this member."))
        else:
            made.append(write_ballot(proposal, given[member], content, reason, now, cast_by=by))
    if not made:
        raise Refused(_("Say for whom you vote."))
    return made


def still_open_to(proposal: Proposal, rule: Rule, member: Membership) -> list[Voter]:
    """For whom this member may vote who have not voted themselves."""
    given = voters_for(proposal, rule, member)
    if not given:
        return []
    own = set(proposal.ballots.filter(voter__in=given, cast_by=None).values_list("voter_id", flat=True))
    return [voter for voter in given if voter.pk not in own]
