"""Three communities form a circle; one of them has suspended a member, who appeals; strangers ask to join."""

from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from accounts.models import Person
from communities.governance.effects import effect_of
from communities.governance.models import Proposal
from communities.governance.people.admitting import ask_to_join
from communities.governance.people.appealing import appeal
from communities.governance.people.suspending import suspend_member
from communities.models import Community, Membership
from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.commons.actions import share_version
from curriculum.models import Kind
from demo.meeting import Stories, ago, setting, talk_over, vote
from demo.planting import Garden, Home
from tenancy.keys import uuid7
from tenancy.scope import in_community

CIRCLE = "small-schools"
FOUNDER, *OTHERS = "alder-bridge", "nad-struga", "tern-island"
ASKING = {
    "alder-bridge": ("Rowan Ashlin", "I mend bicycles two streets away and would like to do it with the older ones."),
    "rio-claro": ("Elena Vereda", "Vivo al otro lado del río y tejo. Quisiera enseñarlo una tarde por semana."),
}


def stories(garden: Garden) -> Stories:
    founder = garden.homes[FOUNDER]
    yield 210, FOUNDER, partial(_found, founder)
    for number, slug in enumerate(OTHERS):
        days = 190 - 30 * number
        yield days - 6, slug, partial(_join, garden.homes[slug], days)
    yield 150, FOUNDER, partial(_open_pool, garden.people["noor"])
    yield 120, FOUNDER, _speak_polish
    yield 110, FOUNDER, partial(_share, founder)
    yield 26, FOUNDER, partial(_suspend, founder)
    yield 3, FOUNDER, partial(_appeal, founder)
    yield 2, FOUNDER, _talk_of_reports
    for slug, (name, words) in ASKING.items():
        yield 1, slug, partial(_ask, slug, name, words)


def _found(home: Home) -> None:
    chair = Membership.objects.get(person=home.administrator, until__isnull=True)
    about = {"slug": CIRCLE, "name": "Small Schools Circle", "purpose": "Teachers on loan, a common fair."}
    _enact(home, "found_circle", {**about, "member": str(chair.pk)}, "Alone we are few.", 210)


def _join(home: Home, days: float) -> None:
    circle = Community.objects.get(slug=CIRCLE)
    _enact(home, "join_circle", {"community": str(circle.pk)}, "We would lend and borrow teachers.", days)
    with in_community(circle.pk):
        _consent(Proposal.objects.latest("number"), days - 6)
    payload = {"community": str(circle.pk), "member": str(home.folk["teacher"][0].pk)}
    _enact(home, "appoint_delegate", payload, "Everyone here trusts them.", days - 6)


def _share(home: Home) -> None:
    """What only the circle's communities find: how they lend one another their teachers."""
    by = home.folk["teacher"][0]
    draft = create_curriculum(
        by=by, title="A teacher on loan", summary="A week with a guest from the circle: what to show, what to ask.",
        language="en", subject="Community", age_from=6, age_to=16,
    )  # fmt: skip
    unit = add_node(draft, kind=Kind.UNIT, title="The week before")
    body = "Write to your guest what you are in the middle of, and choose together what they should see first."
    add_node(draft, kind=Kind.ACTIVITY, title="A letter ahead", parent_key=unit.key, body=body, minutes=40)
    circle = Community.objects.get(slug=CIRCLE)
    share_version(publish_version(draft, by=by), circles=[circle.pk])


def _enact(home: Home, key: str, payload: dict[str, Any], reason: str, days: float) -> None:
    effect = effect_of(key)
    effect.enact(effect.checked(payload, home.community), home.administrator, reason, ago(days))


def _open_pool(steward: Person) -> None:
    """In the network."""
    network = Community.objects.get(kind=Community.Kind.NETWORK)
    with in_community(network.pk):
        effect, why = effect_of("open_pool"), "Two schools wanted to visit one another and had no money for the ferry."
        pool = {"id": str(uuid7()), "name": "Travel pool", "purpose": "Journeys of learners from one place to another"}
        effect.enact(effect.checked({**pool, "is_restricted": True}, network), steward, why, ago(150))


def _speak_polish() -> None:
    """Accepted by all three."""
    with _in_circle():
        why = "Half of us read Polish more easily."
        _consent(talk_over(setting("languages", ["en", "pl"]), why=why, by=_delegate(), began=126), 120)


def _talk_of_reports() -> None:
    with _in_circle():
        why = "A circle has no learners of its own to report on."
        talk_over(setting("reports", {"shares_reports": False}), why=why, by=_delegate(), began=2)


def _consent(proposal: Proposal, ended: float) -> None:
    delegates = Membership.objects.filter(until__isnull=True, roles__contains=["delegate"])
    vote(proposal, dict.fromkeys(delegates, "consent"), ended=ended)


def _in_circle() -> AbstractContextManager[None]:
    return in_community(Community.objects.get(slug=CIRCLE).pk)


def _delegate() -> Membership:
    found = Membership.objects.filter(until__isnull=True).order_by("since", "pk").last()
    assert found
    return found


def _suspend(home: Home) -> None:
    reason = "Took tools from the workshop three times without asking, and denied it."
    suspend_member(home.folk["member"][0], notice=7, days=60, by=home.administrator, reason=reason, voted_at=ago(26))


def _appeal(home: Home) -> None:
    text = "The tools are back, and I have said sorry to Joss. I would like to help at the fair again."
    appeal(Membership.objects.get(pk=home.folk["member"][0].pk), text=text)


def _ask(slug: str, name: str, words: str) -> None:
    person = Person.objects.create(username=f"asks-{slug}", name=name, password="!")
    ask_to_join(person, words=words)
