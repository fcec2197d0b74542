"""Which community a learner comes from, and who may read an activity."""

from collections.abc import Sequence

from accounts.models import Person
from communities.models import Membership
from learners.guardianship import live_guardianship
from learners.models import Enrolment


def homes_of(memberships: Sequence[Membership], offering_community_id: object) -> list[Membership]:
    """The memberships a person may enrol from, the likeliest first: as a learner here, as a learner elsewhere, any."""

    def likeliness(one: Membership) -> int:
        return 0 if one.community_id == offering_community_id else 1

    places = [one for one in memberships if not one.community.is_network]
    learning = [one for one in places if "learner" in one.roles]
    return sorted(learning or places, key=likeliness)


def may_read_activities(enrolment: Enrolment, person: Person) -> bool:
    """A learner with a place, or their guardian."""
    if not enrolment.is_live:
        return False
    return enrolment.person_id == person.pk or live_guardianship(person, enrolment.person_id) is not None
