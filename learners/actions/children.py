"""What guardians do for a child: in the child's scope, where the child sees it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Membership
from learners.actions.enrolments import enrol, withdraw
from learners.actions.pausing import CHANGES
from learners.guardianship import as_guardian
from learners.models import Enrolment, Offering
from learners.rules import homes_of
from tenancy.refusal import Refused
from web.sentences import Sentence, Wording

DONE = {
    "pause": gettext_lazy("Paused your place: %(title)s"),
    "return": gettext_lazy("Brought you back from a pause: %(title)s"),
    "stay": gettext_lazy("Said that you stay after the trial: %(title)s"),
}


@transaction.atomic
def enrol_child(
    offering: Offering,
    *,
    child_id: UUID,
    guardian: Person,
    home: str = "",
    attributes: Mapping[str, str] | None = None,
    kind: str = "",
    trial_until: date | None = None,
    knowingly: bool = False,
    waits: bool = True,
) -> Enrolment:
    """Give a child a place, or one in the waiting list, as the child would take it by themself.

    `home` is the slug of a community that the child comes from, or the likeliest without it. Raises NotGuardian."""
    what = Sentence(gettext_lazy("Enrolled you: %(title)s"), title=offering.title)
    who = for_child(child_id, guardian, offering, what=what, home=home)
    return enrol(
        offering,
        **who,
        attributes=attributes,
        kind=kind,
        trial_until=trial_until,
        by=guardian,
        knowingly=knowingly,
        waits=waits,
    )


def for_child(child_id: UUID, guardian: Person, offering: Offering, *, what: Wording, home: str = "") -> dict[str, Any]:
    """As whom a child comes, as `enrol` takes it; the child sees `what` the guardian did. Raises NotGuardian."""
    with as_guardian(child_id, guardian, what=what, did=True) as guardianship:
        memberships = list(Membership.objects.filter(until__isnull=True).select_related("community"))
    homes = homes_of(memberships, offering.community_id)
    if home:
        homes = [one for one in homes if one.community.slug == home]
        if not homes:
            raise Refused(_("The child does not come from there."))
    chosen = next(iter(homes), None)
    return {
        "person": guardianship.other,
        "home": chosen.community if chosen else None,
        "display_name": chosen.display_name if chosen else guardianship.other_name,
    }


@transaction.atomic
def withdraw_child(enrolment: Enrolment, *, guardian: Person) -> Enrolment:
    """Take a child out of an offering or its waiting list. Raises NotGuardian."""
    what = Sentence(gettext_lazy("Took you out: %(title)s"), title=enrolment.offering.title)
    with as_guardian(enrolment.person_id, guardian, what=what, did=True):
        pass  # the look is written down
    return withdraw(enrolment, by=guardian)


@transaction.atomic
def change_child(enrolment: Enrolment, *, to: str, guardian: Person) -> Enrolment:
    """`to`: of CHANGES. Raises NotGuardian."""
    what = Sentence(DONE[to], title=enrolment.offering.title)
    with as_guardian(enrolment.person_id, guardian, what=what, did=True):
        pass  # the look is written down
    return CHANGES[to](enrolment, by=guardian)
