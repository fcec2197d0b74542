"""Somebody whom Alder Bridge wrote down has an invitation to sign in as themself."""

from communities.models import Membership
from demo.planting import Garden
from learners.identity.claiming import invite_member
from tenancy.scope import in_community


def claim_people(garden: Garden) -> None:
    alder = garden.homes["alder-bridge"]
    with in_community(alder.community.pk):
        petra = Membership.objects.get(person=alder.administrator, until__isnull=True)
        invite_member(alder.folk["guardian"][2], by=petra)
