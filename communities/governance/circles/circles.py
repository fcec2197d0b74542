"""Circles: founded, joined and left by communities, whose delegates decide in them.

What one community decides acts in the other in the same transaction; each keeps a decision of its own that names the
other and the number of its decision."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.circles.seats import leave_seat, place_of, seated, settle, take_seat, take_turns
from communities.governance.founding import found_community
from communities.governance.kinds import KINDS
from communities.governance.mandate import refuse_alone
from communities.governance.models import Belonging, Decision
from communities.governance.record.chain import (
    Change,
    about_circle,
    head,
    take_turn,
)
from communities.governance.rules import MATTERS, Rule
from communities.models import Community, Membership
from communities.roles import DELEGATE
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community, in_community

State = Belonging.State
# What apps above do when a circle's members have changed: called with the circle, in its scope.
ON_MEMBERS: list[Callable[[Community], None]] = []


@transaction.atomic
def found_circle(
    *, slug: str, name: str, purpose: str = "", delegate: Membership, by: Person, reason: str,
    voted_at: datetime | None = None,
) -> Decision:  # fmt: skip
    """A circle with this community as its first member; its delegate keeps the circle's keys."""
    refuse_alone("circle", voted_at=voted_at)
    here = _here()
    take_turn()
    number, choices = head().number + 1, {
        "identity": {"name": name, "purpose": purpose}, "languages": here.languages,
        "calendar": {**KINDS["calendar"].default(), "time_zone": here.time_zone}, "decision_rules": rules_of_circle(),
    }  # fmt: skip
    circle = found_community(delegate.person, slug=slug, kind=Community.Kind.CIRCLE, choices=choices, on=voted_at)
    title = _("Founded the circle %(circle)s") % {"circle": circle}
    changes = [about_circle("circle founded", circle, 2), about_circle("delegate appointed", circle, 2, delegate)]
    decision = _decide(by, title, reason, changes, voted_at)
    Belonging.objects.create(circle=circle, member=here, state=State.MEMBER, delegate=delegate, decision=decision)
    with in_community(circle.pk):
        seat = take_seat(delegate, here)
        changes = [about_circle("community admitted", here, number), *seated(seat, here, number)]
        theirs = _decide(by, _("%(community)s is the first member") % {"community": here}, reason, changes, voted_at)
        Belonging.objects.create(circle=circle, member=here, state=State.MEMBER, delegate=seat, decision=theirs)
    return decision


def rules_of_circle() -> dict[str, object]:
    """What a circle begins with: its delegates decide, by consent."""
    roles = (DELEGATE,)
    rule = Rule(method="consent", electorate=roles, proposers=roles, quorum="1/2")
    return {matter: rule.plain() for matter in MATTERS}


@transaction.atomic
def ask_circle(circle: Community, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """Ask a circle to take this community in; the circle decides by its own rule."""
    refuse_alone("circle", voted_at=voted_at)
    here = _here()
    take_turns(here.pk, circle.pk)
    refuse_asking(circle, here)
    title, changes = _("Asked to join the circle %(circle)s") % {"circle": circle}, [_alone("circle asked", circle)]
    decision = _decide(by, title, reason, changes, voted_at)
    asked = {"circle": circle, "member": here, "state": State.ASKED, "words": reason, "asked_in": decision.number}
    with refusing({"one_place_in_a_circle": _("It has asked, or belongs to it, already.")}):
        Belonging.objects.create(**asked, decision=decision)
        with in_community(circle.pk):
            Belonging.objects.create(**asked, decision=Decision.objects.get(number=1))
    return decision


@transaction.atomic
def admit_community(member: Community, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """In the circle: take in a community that asks; it is a member on both sides at once."""
    refuse_alone("admission", voted_at=voted_at)
    circle = _here()
    take_turns(circle.pk, member.pk)
    place = place_of(circle, member, State.ASKED)
    assert place.asked_in
    title = _("%(community)s is a member of the circle") % {"community": member}
    decision = _decide(by, title, reason, [about_circle("community admitted", member, place.asked_in)], voted_at)
    settle(place, State.MEMBER, decision)
    _tell_members(circle)
    with in_community(member.pk):
        own = place_of(circle, member, State.ASKED)
        asked = Decision.objects.select_related("decided_by").get(number=place.asked_in)
        title = _("Member of the circle %(circle)s") % {"circle": circle}
        changes = [about_circle("circle joined", circle, decision.number)]
        settle(own, State.MEMBER, _decide(asked.decided_by, title, reason, changes, voted_at))
    return decision


@transaction.atomic
def leave_circle(circle: Community, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """Leave, or no longer ask; the delegate goes too."""
    refuse_alone("circle", voted_at=voted_at)
    here = _here()
    take_turns(here.pk, circle.pk)
    own = place_of(circle, here, State.MEMBER, State.ASKED)
    title, was_member = _("Left the circle %(circle)s") % {"circle": circle}, own.state == State.MEMBER
    with in_community(circle.pk):
        there = head().number + 1
    changes = [about_circle("circle left", circle, there) if was_member else _alone("circle left", circle)]
    decision = _decide(by, title, reason, changes, voted_at)
    settle(own, State.LEFT, decision)
    with in_community(circle.pk):
        place = place_of(circle, here, State.MEMBER, State.ASKED)
        if was_member:
            changes = [about_circle("community left", here, decision.number), *leave_seat(place, goes=True)]
            title = _("%(community)s has left the circle") % {"community": here}
            place.decision = _decide(by, title, reason, changes, voted_at)
        settle(place, State.LEFT, place.decision)
        _tell_members(circle)
    return decision


def members_of(circle: Community) -> list[UUID]:
    """In the circle's scope: the communities that belong to it."""
    return list(Belonging.objects.filter(circle=circle, state=State.MEMBER).values_list("member", flat=True))


def own_circles() -> QuerySet[Community]:
    """Those that the open scope's community belongs to, by name."""
    places = Belonging.objects.filter(member=current_community(), state=State.MEMBER).values("circle")
    return Community.objects.filter(pk__in=places).order_by("name")


def _tell_members(circle: Community) -> None:
    for do in ON_MEMBERS:
        do(circle)


@transaction.atomic
def appoint_delegate(
    circle: Community, *, delegate: Membership | None, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Name one of its members who votes for the community in a circle, in place of who did; None: nobody."""
    refuse_alone("circle", voted_at=voted_at)
    here = _here()
    take_turns(here.pk, circle.pk)
    own, number = place_of(circle, here, State.MEMBER), head().number + 1
    refuse_delegate(own, delegate)
    with in_community(circle.pk):
        place = place_of(circle, here, State.MEMBER)
        changes = leave_seat(place)
        place.delegate = take_seat(delegate, here) if delegate else None
        changes += seated(place.delegate, here, number) if place.delegate else []
        told = {"community": here, "name": delegate.display_name if delegate else "–"}
        theirs = _decide(by, _("Delegate of %(community)s: %(name)s") % told, reason, changes, voted_at)
        settle(place, State.MEMBER, theirs)
    changed = [about_circle("delegate ended", circle, theirs.number, own.delegate)] if own.delegate else []
    changed += [about_circle("delegate appointed", circle, theirs.number, delegate)] if delegate else []
    told = {"circle": circle, "name": delegate.display_name if delegate else "–"}
    decision = _decide(by, _("Delegate in %(circle)s: %(name)s") % told, reason, changed, voted_at)
    own.delegate = delegate
    settle(own, State.MEMBER, decision)
    return decision


def call_back(member: Membership) -> None:
    """Before a membership ends: who acted for a community, or was a delegate's own one there, acts for it no longer."""
    acts_for = Belonging.objects.filter(delegate=member, state=State.MEMBER).select_related("circle", "member")
    for place in acts_for:
        with in_community(place.member_id):
            reason = _("%(name)s is no longer a member.") % {"name": member.display_name}
            appoint_delegate(place.circle, delegate=None, by=member.person, reason=reason, voted_at=timezone.now())


def refuse_asking(circle: Community, here: Community) -> None:
    if here.kind not in (Community.Kind.SCHOOL, Community.Kind.LEARNING):
        raise Refused(_("Schools and learning communities join circles."))
    if circle.kind != Community.Kind.CIRCLE or circle.visibility != Community.Visibility.PUBLIC:
        raise Refused(_("There is no such circle."))
    if not circle.takes_learners:
        raise Refused(_("This circle takes nobody new at present."))
    if Belonging.objects.exclude(state=State.LEFT).filter(circle=circle, member=here).exists():
        raise Refused(_("It has asked, or belongs to it, already."))


def refuse_delegate(own: Belonging, delegate: Membership | None) -> None:
    if delegate and delegate.is_suspended:
        raise Refused(_("%(name)s is suspended at present.") % {"name": delegate})
    if own.delegate == delegate:
        raise Refused(_("Nothing would change."))


def _alone(what: str, circle: Community) -> Change:
    return {"what": what, "community": str(circle.pk), "slug": circle.slug}


def _decide(by: Person, title: str, reason: str, changes: list[Change], at: datetime | None) -> Decision:
    return decide(by=by, kind=Decision.Kind.CIRCLE, title=title[:200], reason=reason, changes=changes, at=at)


def _here() -> Community:
    return Community.objects.get(pk=current_community())
