"""Three communities form a circle; one of them has suspended a member, who appeals; strangers ask to join."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.effects import effect_of
from communities.governance.models import Proposal
from communities.governance.people.admitting import ask_to_join
from communities.governance.people.appealing import appeal
from communities.governance.people.suspending import suspend_member
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.models import Community, Membership
from demo.planting import Garden, Home
from tenancy.scope import in_community

FOUNDER, *OTHERS = "alder-bridge", "nad-struga", "tern-island"
ASKING = {
    "alder-bridge": ("Rowan Ashlin", "I mend bicycles two streets away and would like to do it with the older ones."),
    "rio-claro": ("Elena Vereda", "Vivo al otro lado del río y tejo. Quisiera enseñarlo una tarde por semana."),
}


def gather(garden: Garden) -> None:
    founder = garden.homes[FOUNDER]
    chair = _keeper(founder)
    about = {"slug": "small-schools", "name": "Small Schools Circle", "purpose": "Teachers on loan, a common fair."}
    _decide(founder, "found_circle", {**about, "member": str(chair.pk)}, "Alone we are few.", 60)
    circle = Community.objects.get(slug="small-schools")
    for number, slug in enumerate(OTHERS):
        home, ago = garden.homes[slug], 50 - 12 * number
        _decide(home, "join_circle", {"community": str(circle.pk)}, "We would lend and borrow teachers.", ago)
        with in_community(circle.pk):
            _vote(Proposal.objects.latest("number"), ago)
        teacher = home.folk["teacher"][0]
        payload = {"community": str(circle.pk), "member": str(teacher.pk)}
        _decide(home, "appoint_delegate", payload, "Everyone here trusts them.", ago - 8)
    _decide_together(circle)
    _suspend(founder)
    for slug, (name, words) in ASKING.items():
        person = Person.objects.create(username=f"asks-{slug}", name=name, password="!")
        with in_community(garden.homes[slug].community.pk):
            ask_to_join(person, words=words)


def _decide(home: Home, key: str, payload: dict[str, Any], reason: str, ago: float) -> None:
    effect = effect_of(key)
    with in_community(home.community.pk):
        effect.enact(effect.checked(payload, home.community), home.administrator, reason, _ago(ago))


def _decide_together(circle: Community) -> None:
    """One accepted by all three, one that is talked over."""
    with in_community(circle.pk):
        delegate = Membership.objects.filter(until__isnull=True).order_by("since", "pk").last()
        assert delegate
        for ago, key, value, why in (
            (14, "languages", ["en", "pl"], "Half of us read Polish more easily."),
            (2, "reports", {"shares_reports": False}, "A circle has no learners of its own to report on."),
        ):
            payload, at = {"key": key, "value": value}, _ago(ago)
            draft = propose(effect="setting", payload=payload, body=why, by=delegate, at=at)
            proposal = open_deliberation(draft, by=delegate, at=at)
            if ago > LONG:
                _vote(proposal, ago)


LONG = 7  # days that talk and vote take together


def _vote(proposal: Proposal, ago: float) -> None:
    proposal = open_voting(proposal, by=proposal.proposer, at=_ago(ago - 3))
    for voter in proposal.voters.select_related("member"):
        cast_ballot(proposal, content="consent", by=voter.member, at=_ago(ago - 4))
    close_proposal(proposal, at=_ago(ago - 6))


def _suspend(home: Home) -> None:
    with in_community(home.community.pk):
        member = home.folk["member"][0]
        reason = "Took tools from the workshop three times without asking, and denied it."
        suspend_member(member, notice=7, days=60, by=home.administrator, reason=reason, voted_at=_ago(20))
        text = "The tools are back, and I have said sorry to Joss. I would like to help at the fair again."
        appeal(Membership.objects.get(pk=member.pk), text=text)


def _keeper(home: Home) -> Membership:
    with in_community(home.community.pk):
        keeper: Membership = Membership.objects.get(person=home.administrator, until__isnull=True)
        return keeper


def _ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
