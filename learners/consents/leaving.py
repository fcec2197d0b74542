"""Whoever leaves a community takes back what it had of them by consent."""

from communities.models import Membership
from learners.consents.actions import end_consents_of_leaver
from learners.models import BELONGING, Enrolment
from tenancy.scope import as_person, current_community


def membership_ends(membership: Membership) -> None:
    here = current_community()
    with as_person(membership.person_id):
        end_consents_of_leaver(membership.person_id, here)


def enrolment_ends(enrolment: Enrolment) -> None:
    """Of someone who is no member and learns nothing else here."""
    if Membership.objects.filter(person=enrolment.person_id, until__isnull=True).exists():
        return
    if not Enrolment.objects.filter(person=enrolment.person_id, state__in=BELONGING).exists():
        here = current_community()
        with as_person(enrolment.person_id):
            end_consents_of_leaver(enrolment.person_id, here)
