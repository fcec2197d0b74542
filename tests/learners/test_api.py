import pytest

from learners.models import Enrolment, GuardianshipRecord, Offering
from tenancy.scope import in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
HERE = "/api/v1/c/north"


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def people(north, south):
    a_member(south, "stranger", "teacher")
    a_member(north, "learner", "learner")
    a_member(north, "teacher", "teacher")


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def send(client, method, address, **data):
    return getattr(client, method)(address, data, content_type="application/json")


def answers(client, method, address, **data):
    """What each gets: nobody, a stranger, a learner there, a teacher there."""
    found = []
    for username in (None, "stranger", "learner", "teacher"):
        client.logout()
        if username:
            signed_in(client, username)
        found.append(send(client, method, address, **data).status_code)
    return found


def test_anyone_reads_the_catalogue_and_narrows_it(client, north):
    an_offering(north, title="Boats", language="en")
    an_offering(north, title="Mareas", language="es")
    an_offering(north, title="Members alone", open_to="members")
    rows = client.get("/api/v1/offerings/", {"language": "es"}).json()["results"]
    assert [(row["title"], row["community"], row["places_left"], row["state"]) for row in rows] == [
        ("Mareas", "north", None, "open")
    ]
    assert [row["title"] for row in client.get("/api/v1/offerings/").json()["results"]] == ["Mareas", "Boats"]
    assert client.get("/api/v1/offerings/", {"age": "old"}).status_code == 400


def test_a_program_enrols_its_person_in_another_community(client, north, south):
    offering = an_offering(north, capacity=1)
    a_member(south, "tomas", "learner")
    a_member(south, "bo", "learner")
    address = f"{HERE}/offerings/{offering.pk}"
    signed_in(client, "tomas")
    assert [row["title"] for row in client.get(f"{address}/").json()["outline"]] == [
        "Activity 1.1",
        "Activity 1.2",
        "Activity 2.1",
        "Activity 2.2",
    ]
    first = send(client, "post", f"{address}/enrol/", home="south").json()
    assert (first["state"], first["home"], first["display_name"]) == ("enrolled", "south", "tomas")
    assert send(client, "post", f"{address}/enrol/").json()["id"] == first["id"]
    assert send(client, "post", f"{address}/enrol/", home="north").status_code == 400
    assert send(signed_in(client, "bo"), "post", f"{address}/enrol/", waits=True).json()["place"] == 1
    assert send(client, "post", f"{HERE}/offerings/enrolments/{first['id']}/leave/").status_code == 404
    assert (
        send(signed_in(client, "tomas"), "post", f"{HERE}/offerings/enrolments/{first['id']}/leave/").json()["state"]
        == "withdrawn"
    )
    with in_community(north.pk):
        assert {(one.display_name, one.state) for one in Enrolment.objects.all()} == {
            ("tomas", "withdrawn"),
            ("bo", "enrolled"),
        }


@pytest.mark.parametrize(
    ("method", "path", "data", "expected"),
    [
        ("get", "offerings/", {}, [401, 404, 200, 200]),
        ("get", "offerings/{pk}/", {}, [200, 200, 200, 200]),
        ("post", "offerings/{pk}/enrol/", {}, [401, 200, 200, 200]),
        ("patch", "offerings/{pk}/settings/", {"capacity": 4}, [401, 404, 403, 200]),
        ("put", "offerings/{pk}/state/", {"state": "closed"}, [401, 404, 403, 200]),
        ("put", "offerings/{pk}/state/", {"state": "draft"}, [401, 404, 403, 400]),
        ("get", "offerings/{pk}/enrolments/", {}, [401, 404, 403, 200]),
        ("get", "offerings/enrolments/{enrolment}/", {}, [401, 404, 403, 200]),
        ("put", "offerings/enrolments/{enrolment}/outcome/", {"outcome": "Pass"}, [401, 404, 403, 200]),
        ("post", "offerings/enrolments/{enrolment}/leave/", {}, [401, 404, 403, 200]),
        ("get", "offerings/guardians/", {}, [401, 404, 403, 403]),
    ],
)
def test_who_may_do_what(client, north, people, method, path, data, expected):
    offering = an_offering(north)
    enrolment = an_enrolment(offering, "ann")
    assert answers(client, method, f"{HERE}/{path.format(pk=offering.pk, enrolment=enrolment.pk)}", **data) == expected


@pytest.mark.parametrize("path", ["offerings/{pk}/", "offerings/{pk}/enrolments/", "offerings/enrolments/{enrolment}/"])
def test_rows_of_another_community_are_not_there(client, south, people, path):
    offering = an_offering(south)
    enrolment = an_enrolment(offering, "ann")
    address = f"{HERE}/{path.format(pk=offering.pk, enrolment=enrolment.pk)}"
    assert signed_in(client, "teacher").get(address).status_code == 404


def test_a_program_opens_changes_and_ends_an_offering(client, north, south, people):
    teacher = a_member(north, "kai", "teacher")
    signed_in(client, "teacher")
    made = send(
        client, "post", f"{HERE}/offerings/", version=str(a_version(north).pk), capacity=1, teachers=[str(teacher.pk)]
    )
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["title"], made.json()["teachers"][0]["name"]) == (
        "draft",
        "Water and measure",
        "kai",
    )
    address = f"{HERE}/offerings/{made.json()['id']}"
    assert send(client, "put", f"{address}/state/", state="open").json()["state"] == "open"
    assert (
        send(client, "patch", f"{address}/settings/", teachers=[str(a_member(south, "foreign").pk)]).status_code == 400
    )
    assert (
        send(
            client, "patch", f"{address}/settings/", title="Tides", starts_on="2027-02-01", ends_on="2027-01-01"
        ).status_code
        == 409
    )
    assert send(client, "put", f"{address}/state/", state="ended").json()["state"] == "ended"
    assert send(client, "put", f"{address}/state/", state="open").status_code == 409
    assert send(client, "post", f"{HERE}/offerings/", version=str(a_version(south).pk)).status_code == 404
    with in_community(north.pk):
        assert Offering.objects.get().title == "Water and measure"


def test_a_full_offering_says_why_it_cannot_shrink(client, north, people):
    offering = an_offering(north, capacity=2)
    an_enrolment(offering, "ann")
    an_enrolment(offering, "bo")
    told = send(signed_in(client, "teacher"), "patch", f"{HERE}/offerings/{offering.pk}/settings/", capacity=1)
    assert (told.status_code, told.json()["detail"]) == (
        409,
        "There cannot be fewer places than learners enrolled and places offered.",
    )


def test_an_administrator_records_and_ends_a_guardianship(client, north, south):
    parent, child = a_member(north, "marta", "guardian"), a_member(north, "ines", "learner")
    foreign = a_member(south, "foreign", "learner")
    signed_in(client, "founder-of-north")
    made = send(client, "post", f"{HERE}/offerings/guardians/", guardian=str(parent.pk), child=str(child.pk))
    assert (made.status_code, made.json()["guardian_name"]) == (201, "marta")
    assert (
        send(client, "post", f"{HERE}/offerings/guardians/", guardian=str(parent.pk), child=str(foreign.pk)).status_code
        == 404
    )
    assert (
        send(client, "post", f"{HERE}/offerings/guardians/", guardian=str(parent.pk), child=str(parent.pk)).status_code
        == 409
    )
    rows = signed_in(client, "ines").get("/api/v1/me/guardianships/").json()["results"]
    assert [(row["side"], row["other_name"], row["recorded_in"]) for row in rows] == [("child", "marta", "north")]
    signed_in(client, "founder-of-north")
    assert client.delete(f"{HERE}/offerings/guardians/{made.json()['id']}/").status_code == 204
    with in_community(north.pk):
        assert GuardianshipRecord.objects.get().until is not None
    assert signed_in(client, "ines").get("/api/v1/me/guardianships/").json()["results"] == []


def test_the_lists_ask_the_same_number_of_queries_at_one_and_at_thirty_rows(client, north, south):
    version = a_version(north)
    teacher = a_member(north, "teacher", "teacher")
    offering = an_offering(north, version=version, teachers=(teacher,))
    addresses = [
        "/api/v1/offerings/",
        f"{HERE}/offerings/",
        f"{HERE}/offerings/{offering.pk}/enrolments/",
        f"{HERE}/offerings/guardians/",
    ]

    def grow(first, last):
        for number in range(first, last):
            an_offering(north, version=version, teachers=(teacher,))
            an_enrolment(offering, f"learner{number}", home=south)
            a_guardianship(north, f"marta{number}", f"ines{number}")

    grow(0, 1)
    signed_in(client, "founder-of-north")
    at_one = [queries(client, address) for address in addresses]
    grow(1, 30)
    assert [queries(client, address) for address in addresses] == at_one
