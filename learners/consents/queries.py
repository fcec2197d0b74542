"""A learner's profile and consents, in their own scope; and what a community has of them, in its scope."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.models import Person
from communities.models import Community, Membership
from learners.consents.models import Consent, ProfileEntry, SharedRecord
from learners.consents.rules import may_tell_everyone
from learners.consents.terms import FIELDS
from learners.models import BELONGING, Enrolment
from learners.queries import guardians


class Place(NamedTuple):
    """Where a learner may agree to something."""

    community: Community
    display_name: str


def entries() -> dict[str, ProfileEntry]:
    """The profile, field by field."""
    return {one.field: one for one in ProfileEntry.objects.all()}


def said_to(seen_by: Collection[str]) -> dict[str, str]:
    """What the profile says to whoever may see these, by field."""
    return {field: one.text for field, one in entries().items() if one.seen_by in seen_by}


def needed() -> list[str]:
    """In a person's scope: which support they ticked."""
    ticked = ProfileEntry.objects.filter(field="support").values_list("text", flat=True).first()
    return (ticked or "").split()


def told_everyone(person: Person) -> list[ProfileEntry]:
    """In a person's scope: what they say to everyone, while they are old enough to; who is not says nothing."""
    said = list(ProfileEntry.objects.filter(seen_by=ProfileEntry.SeenBy.EVERYONE))
    if not said or not may_tell_everyone(person, own_memberships(), guarded=guardians().exists()):
        return []
    order = list(FIELDS)
    return sorted(said, key=lambda one: order.index(one.field))


def own_memberships() -> list[Membership]:
    return list(Membership.objects.filter(until__isnull=True).select_related("community"))


def places(memberships: list[Membership]) -> dict[UUID, Place]:
    """The communities that the learner belongs to or is enrolled in, but for the network, by name."""
    enrolments = Enrolment.objects.filter(state__in=BELONGING).select_related("card__community")
    found = {one.card.community.pk: Place(one.card.community, one.display_name) for one in enrolments}
    found |= {one.community.pk: Place(one.community, one.display_name) for one in memberships}
    named = sorted(found.items(), key=lambda pair: pair[1].community.name)
    return {key: place for key, place in named if not place.community.is_network}


def consents() -> QuerySet[Consent]:
    """Every consent of the learner: those not ended first, latest first."""
    newest = F("ended_at").desc(nulls_first=True)
    return Consent.objects.select_related("community").order_by(newest, "-given_at", "-id")


def standing_consents() -> list[Consent]:
    return [one for one in consents().filter(ended_at__isnull=True) if one.is_standing]


def shared_here() -> QuerySet[SharedRecord]:
    """In a community's scope: what learners share with it now, by name."""
    return SharedRecord.objects.order_by("display_name", "learner", "purpose", "id")


def shared_by(learner: UUID) -> QuerySet[SharedRecord]:
    """In a community's scope: what one learner shares with it now."""
    return SharedRecord.objects.filter(learner=learner).order_by("purpose")
