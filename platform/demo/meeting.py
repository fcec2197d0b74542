"""People of a community meet: one proposes, others speak, and everyone votes, all of it at a time that is over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.proposals.queries import rule_of
from communities.governance.proposals.talking import second
from communities.models import Membership
from demo.planting import Garden, Home
from tenancy.scope import in_community

Stories = Iterator[tuple[float, str, Callable[[], None]]]  # days ago, the community's slug, what happens there
SAID = {"y": "yes", "n": "no", "a": "abstain", "c": "consent"}
VOTING = 3  # days


@dataclass(frozen=True)
class Meeting:
    """Those who decide in a community of grown-ups."""

    home: Home
    chair: Membership
    voices: list[Membership]  # the chair, then teachers, then guardians

    @property
    def teacher(self) -> Membership:
        return self.voices[1]

    @property
    def guardian(self) -> Membership:
        return self.voices[-1]

    def votes(self, pattern: str) -> dict[Membership, str]:
        """A letter for each voice: yes, no, abstain, consent; a dot for who stays away."""
        return {one: SAID[said] for one, said in zip(self.voices, pattern, strict=False) if said != "."}


def meeting_of(garden: Garden, slug: str) -> Meeting:
    home = garden.homes[slug]
    with in_community(home.community.pk):
        chair = Membership.objects.get(person=home.administrator)
    return Meeting(home, chair, [chair, *home.folk["teacher"], *home.folk["guardian"]])


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def setting(key: str, value: Any) -> dict[str, Any]:
    return {"effect": "setting", "payload": {"key": key, "value": value}}


def talk_over(
    what: Mapping[str, Any], *, why: str, by: Membership, began: float, seconded: Membership | None = None,
    title: str = "", holds_from: date | None = None,
) -> Proposal:  # fmt: skip
    drawn_up = propose(**what, title=title, body=why, by=by, holds_from=holds_from, at=ago(began))
    proposal = open_deliberation(drawn_up, by=by, at=ago(began))
    if seconded and rule_of(proposal).seconds:
        second(proposal, by=seconded, at=ago(began - 0.5))
    return proposal


def vote(
    proposal: Proposal, said: Mapping[Membership, Any], *, ended: float, reason: str = "",
    meanwhile: Callable[[], None] = lambda: None,
) -> Proposal:  # fmt: skip
    """Put to the vote for three days; the last one to speak gives a reason."""
    proposal = open_voting(proposal, by=proposal.proposer, hours=24 * VOTING, at=ago(ended + VOTING))
    meanwhile()
    last = len(said) - 1
    for number, (voter, content) in enumerate(said.items()):
        at = ago(ended + VOTING - 0.5 - 2 * number / len(said))
        cast_ballot(proposal, content=content, reason=reason if number == last else "", by=voter, at=at)
    return close_proposal(proposal, at=ago(ended))
