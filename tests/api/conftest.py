import pytest

from communities.models import Membership
from tenancy.scope import in_community
from tests.factories import a_community, a_member


@pytest.fixture
def north(db):
    return a_community("north")


@pytest.fixture
def south(db):
    return a_community("south")


@pytest.fixture
def ann(client, north, south):
    """A member of both communities, signed in."""
    a_member(south, "ann")
    client.force_login(a_member(north, "ann").person)
    client.raise_request_exception = False
    return client


@pytest.fixture
def names():
    """The names in a community, but for its founder's and ann's."""

    def read(community):
        with in_community(community.pk):
            found = Membership.objects.order_by("display_name").values_list("display_name", flat=True)
            return [name for name in found if name != "ann" and not name.startswith("founder")]

    return read
