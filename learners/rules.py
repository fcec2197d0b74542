"""Who may see an offering, where a learner comes from, and who may end an enrolment."""

from collections.abc import Sequence

from communities.access import Access
from communities.governance.queries import value_of
from communities.models import Community, Membership
from learners.fellows import is_fellow
from learners.models import Enrolment, Offering, OpenTo, State


def may_see_offering(offering: Offering, access: Access) -> bool:
    """A draft: who manages offerings; for members: members; for the circle: also theirs; for the network: whoever
    signs in; public: everyone."""
    if offering.state == State.DRAFT:
        return access.can("learners.manage_offerings")
    if access.membership is not None or offering.open_to == OpenTo.PUBLIC:
        return True
    if offering.open_to == OpenTo.NETWORK:
        return access.person is not None
    return offering.open_to == OpenTo.CIRCLE and is_fellow(access.memberships)


def may_end_enrolment(enrolment: Enrolment, access: Access) -> bool:
    own = access.person is not None and enrolment.person_id == access.person.pk
    return own or access.can("learners.see_enrolments")


def homes_of(memberships: Sequence[Membership], offering_community_id: object) -> list[Membership]:
    """The memberships a person may enrol from, the likeliest first: as a learner here, as a learner elsewhere, any.

    A hidden community is no home outside of it: whoever teaches there would learn that it exists."""

    def likeliness(one: Membership) -> int:
        return 0 if one.community_id == offering_community_id else 1

    hidden = Community.Visibility.HIDDEN
    places = [
        one
        for one in memberships
        if not one.community.is_network
        and (one.community.visibility != hidden or one.community_id == offering_community_id)
    ]
    learning = [one for one in places if "learner" in one.roles]
    return sorted(learning or places, key=likeliness)


def days_to_answer() -> int:
    """For how long a place that becomes free is offered to the next who waits; 0: it is theirs at once."""
    return int(value_of("admissions").get("answer_days", 0))


def is_by_application() -> bool:
    """Whether the open scope's community gives scarce places to applicants: by lot, or to some before others."""
    rule = value_of("admissions")
    return rule["order"] == "lottery" or bool(rule["groups"])
