"""The communities that share a circle with the open scope's, and what is offered to them alone."""

from collections.abc import Iterable
from uuid import UUID

from communities.governance.circles.circles import members_of, own_circles
from communities.models import Community, Membership
from curriculum.commons.audience import take_turns
from learners.models import CircleCard, OfferingCard, OpenTo
from tenancy.scope import as_person, current_community, in_community


def fellows() -> set[UUID]:
    found: set[UUID] = set()
    for circle in own_circles():
        with in_community(circle.pk):
            found.update(members_of(circle))
    return found


def show_to_circles(card: OfferingCard) -> None:
    """What is for circles is found by their communities; anything else by this way by nobody."""
    if card.open_to == OpenTo.CIRCLE:
        CircleCard.objects.update_or_create(
            card=card, defaults={"community_id": current_community(), "readers": _readers()}
        )
    else:
        CircleCard.objects.filter(card=card).delete()


def renew_fellows(circle: Community) -> None:
    """In the circle's scope, once its members have changed: who left finds none of it any more, who came does."""
    take_turns(circle.pk)
    with in_community(circle.pk, reading=[circle.pk]):
        offering = set(CircleCard.objects.filter(readers__contains=[circle.pk]).values_list("community", flat=True))
        offering.update(members_of(circle))
    for community in sorted(offering):
        with in_community(community):
            rows = CircleCard.objects.filter(community=community)
            if rows.exists():
                rows.update(readers=_readers())


def _readers() -> list[UUID]:
    """This community, its circles and their members."""
    circles = list(own_circles().order_by("pk").values_list("pk", flat=True))
    take_turns(*circles)  # with whoever leaves one of them now
    return sorted({current_community(), *circles, *fellows()})


def is_fellow(memberships: Iterable[Membership]) -> bool:
    """Whether one of these live memberships is in such a community."""
    return not fellows().isdisjoint(one.community_id for one in memberships)


def comes_from_fellow(person_id: UUID) -> bool:
    """The same of a person, whatever scope is open."""
    with as_person(person_id):
        memberships = list(Membership.objects.filter(until__isnull=True))
    return is_fellow(memberships)
