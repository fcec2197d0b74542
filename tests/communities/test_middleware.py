import pytest

from tests.factories import a_community, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.communities.urls")]


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def names_in(client, community):
    return client.get(f"/c/{community.slug}/names/").content.decode().split(",")


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
@pytest.mark.parametrize("route", ["", "/api/v1"])
def test_a_request_that_fails_half_way_leaves_nothing(client, north, south, route, status):
    client.force_login(a_member(north, "ann").person)
    client.raise_request_exception = False
    response = client.post(f"{route}/c/north/writes/{status}/")
    assert response.status_code == status
    assert "written" not in names_in(client, north)
