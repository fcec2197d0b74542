"""An offering open to the communities that share a circle with its own."""

import pytest
from django.test import Client

from learners.models import OfferingCard
from tenancy.refusal import Refused
from tests.factories import a_community, a_member, a_person
from tests.governance.test_circles import a_circle, a_joined
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


def test_members_of_a_fellow_community_see_it_and_enrol_and_nobody_else_does():
    north, west, south = (a_community(slug) for slug in ("north", "west", "south"))
    a_joined(west, a_circle(north))
    for place, name in ((north, "ann"), (west, "wes"), (south, "sue")):
        a_member(place, name, "learner")
    offering = an_offering(north, open_to="circle")
    address, seen = f"/c/north/offerings/{offering.pk}/", {}
    for name in ("ann", "wes", "sue"):
        client = Client()
        client.force_login(a_person(name))
        seen[name] = (client.get(address).status_code, client.get(f"/api/v1{address}").status_code)
    assert seen == {"ann": (200, 200), "wes": (200, 200), "sue": (404, 404)}
    assert Client().get(address).status_code == 404
    assert [an_enrolment(offering, name).state for name in ("ann", "wes")] == ["enrolled", "enrolled"]
    with pytest.raises(Refused, match="in a circle"):
        an_enrolment(offering, "sue")
    assert not OfferingCard.objects.get(pk=offering.pk).listed
