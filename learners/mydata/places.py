"""Where something is kept of a learner, and whether they left: in their own scope."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from communities.models import Community, Membership
from learners.models import BELONGING, Enrolment
from learners.mydata.models import ErasureRequest


@dataclass
class Place:
    community: Community
    live: bool = False
    left_on: date | None = None
    display_name: str = ""  # what they are, or were last, called there
    request: ErasureRequest | None = None  # the last

    @property
    def may_ask(self) -> bool:
        """To have erased what it recorded."""
        return not self.live and (self.request is None or self.request.state == ErasureRequest.State.REFUSED)

    def note(self, name: str, *, live: bool, left_on: date | None) -> None:
        self.display_name = name if live or not self.display_name else self.display_name
        self.live = self.live or live
        if left_on and (self.left_on is None or self.left_on < left_on):
            self.left_on = left_on


def places() -> list[Place]:
    """By name; where they are a member now or take part, then where they were."""
    found: dict[UUID, Place] = {}
    for one in Membership.objects.select_related("community"):
        found.setdefault(one.community.pk, Place(one.community)).note(
            one.display_name, live=one.until is None, left_on=one.until
        )
    for row in Enrolment.objects.select_related("card__community").defer("card__words"):
        place = found.setdefault(row.card.community.pk, Place(row.card.community))
        place.note(row.display_name, live=row.state in BELONGING, left_on=row.ended_on)
    for asked in ErasureRequest.objects.order_by("asked_at").select_related("community"):
        found.setdefault(asked.community.pk, Place(asked.community)).request = asked
    return sorted(found.values(), key=lambda one: (not one.live, one.community.name))
