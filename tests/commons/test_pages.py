"""The commons for readers and for programs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Membership
from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum
from tenancy.scope import in_community
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


def a_shared(community, title="Plants", *, share=True, language="en", body="Water the plants each day."):
    with in_community(community.pk):
        by = Membership.objects.order_by("since", "pk").first()
        curriculum = create_curriculum(by=by, title=title, language=language, subject="Science")
        unit = add_node(curriculum, kind="unit", title="Seeds")
        add_node(curriculum, kind="activity", title="Sow", parent_key=unit.key, body=body, minutes=30)
        version = publish_version(curriculum, by=by, share=share)
    return SharedVersion.objects.filter(version=version.pk).first()


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def test_everyone_reads_what_is_shared_and_nothing_else(client, north, south):
    shared = a_shared(north)
    a_shared(south, "Secret garden", share=False)
    page = client.get("/commons/").content.decode()
    assert "Plants" in page
    assert "Secret garden" not in page
    whole = client.get(f"/commons/{shared.pk}/").content.decode()
    assert "Water the plants each day." in whole
    assert "/curricula/adopt/" not in whole
    assert f"/account/login/?next=/commons/{shared.pk}/" in whole
    assert [row["title"] for row in client.get("/api/v1/commons/").json()["results"]] == ["Plants"]
    assert client.get(f"/api/v1/commons/{shared.pk}/").json()["nodes"][1]["title"] == "Sow"


@pytest.mark.parametrize(("text", "found"), [("plant", True), ("watering", True), ("plantz", True), ("bicycle", False)])
def test_the_search_knows_stems_and_forgives_slips(client, north, text, found):
    a_shared(north)
    assert ("Plants" in client.get("/commons/", {"q": text}).content.decode()) is found
    assert (len(client.get("/api/v1/commons/", {"text": text}).json()["results"]) == 1) is found


def test_filters_narrow(client, north, south):
    a_shared(north)
    a_shared(south, "Huerta", language="es")
    assert "Plants" not in client.get("/commons/", {"language": "es"}).content.decode()
    assert "Huerta" in client.get("/commons/", {"language": "es"}).content.decode()


def test_what_is_withdrawn_is_gone(client, north):
    shared = a_shared(north)
    client.force_login(a_member(north, "ann", "teacher").person)
    assert client.post(f"/c/north/curricula/withdraw/{shared.pk}/").status_code == 302
    assert client.get(f"/commons/{shared.pk}/").status_code == 404
    assert client.get("/api/v1/commons/").json()["results"] == []


def test_only_its_own_community_withdraws(client, north, south):
    shared = a_shared(north)
    client.force_login(a_member(south, "ann", "teacher").person)
    assert client.post(f"/c/south/curricula/withdraw/{shared.pk}/").status_code == 404
    assert client.post(f"/api/v1/c/south/commons/{shared.pk}/withdraw/").status_code == 404
    assert client.get(f"/commons/{shared.pk}/").status_code == 200


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("stranger", 404), ("learner", 403), ("teacher", 200)])
def test_who_may_take_over(client, north, south, role, status):
    shared = a_shared(north)
    if role == "stranger":
        client.force_login(a_member(north, "ann", "teacher").person)
    elif role:
        client.force_login(a_member(south, "ann", role).person)
    assert client.get(f"/c/south/curricula/adopt/{shared.pk}/").status_code == status
    answer = client.post(f"/api/v1/c/south/commons/{shared.pk}/adopt/")
    assert answer.status_code == {302: 401, 200: 201}.get(status, status)
    with in_community(south.pk):
        assert Curriculum.objects.count() == (1 if status == 200 else 0)


def test_taking_over_twice_gives_the_same(client, north, south):
    shared = a_shared(north)
    client.force_login(a_member(south, "ann", "teacher").person)
    page = client.get(f"/commons/{shared.pk}/").content.decode()
    assert f"/c/south/curricula/adopt/{shared.pk}/" in page
    first, second = (client.post(f"/c/south/curricula/adopt/{shared.pk}/") for _ in range(2))
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    with in_community(south.pk):
        assert Curriculum.objects.get().origins.get().version == shared.pk


def test_ones_own_cannot_be_taken_over(client, north):
    shared = a_shared(north)
    client.force_login(a_member(north, "ann", "teacher").person)
    answer = client.post(f"/c/north/curricula/adopt/{shared.pk}/")
    assert answer.status_code == 422
    assert "your own community" in answer.content.decode()


def test_who_writes_in_several_communities_chooses_one(client, north, south):
    shared = a_shared(north)
    west = a_community("west")
    person = a_member(south, "ann", "teacher").person
    a_member(west, "ann", "teacher")
    client.force_login(person)
    assert (
        client.post(f"/commons/{shared.pk}/", {"community": "west"})["Location"]
        == f"/c/west/curricula/adopt/{shared.pk}/"
    )
    assert client.post(f"/commons/{shared.pk}/", {"community": "north"}).status_code == 422


@pytest.mark.parametrize("address", ["/commons/", "/api/v1/commons/", "/commons/?q=plant"])
def test_lists_ask_as_often_for_thirty_rows_as_for_one(client, north, address):
    a_shared(north)
    counts = []
    for more in (0, 29):
        for number in range(more):
            a_shared(north, f"Plants {number}")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_page_says_of_itself_what_schema_org_asks(client, north, south):
    shared = a_shared(north, "</script><b>Plants & birds", body="Water.")
    with in_community(north.pk):
        SharedVersion.objects.filter(pk=shared.pk).update(age_from=6, authors=[{"name": "Ann", "community": "North"}])
    page = client.get(f"/commons/{shared.pk}/").content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    told = json.loads(block)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "LearningResource")
    assert told["name"] == "</script><b>Plants & birds"
    assert told["url"] == f"http://testserver/commons/{shared.pk}/"
    assert (told["inLanguage"], told["about"], told["typicalAgeRange"]) == ("en", "Science", "6-")
    assert told["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    person = {"@type": "Person", "name": "Ann", "affiliation": {"@type": "Organization", "name": "North"}}
    assert told["author"] == [person]
    part = {"@type": "LearningResource", "name": "Seeds", "position": 1, "timeRequired": "PT30M"}
    assert told["hasPart"] == [part]
    assert "isBasedOn" not in told
    assert "</script><b>" not in page
