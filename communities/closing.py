"""What a closed account means to the communities of the person."""

from accounts.models import Person
from communities.actions import end_membership
from communities.keys import revoke_keys
from communities.models import Membership
from communities.rules import keeps_the_keys
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community


def leave_no_keys_behind(person: Person) -> None:
    """Keys to the API stop working, and no place counts on someone who can't come in: where they kept the keys they
    leave, and they may not where nobody else does. Other memberships stay, as each community's own record."""
    revoke_keys(person)
    with as_person(person.pk):
        live = Membership.objects.filter(person=person, until__isnull=True).select_related("community")
        places = list(live.order_by("community"))  # in one order, so that two who leave do not wait in a circle
    for membership in filter(keeps_the_keys, places):
        with in_community(membership.community.pk):
            try:
                end_membership(membership)
            except Refused as refusal:
                raise Refused(f"{membership.community.name}: {refusal}") from refusal
