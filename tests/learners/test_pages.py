import pytest

from learners.models import Enrolment, GuardianshipRecord, Offering
from tenancy.scope import in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
UNTIMED = {"times-TOTAL_FORMS": 0, "times-INITIAL_FORMS": 0}  # of the form, no rows


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def text(response):
    return response.content.decode()


def test_a_learner_of_another_community_finds_an_offering_and_enrols_in_two_clicks(client, north, south):
    offering = an_offering(north, title="Small boats")
    a_member(south, "tomas", "learner")
    signed_in(client, "tomas")
    catalogue = client.get("/offerings/", {"text": "boats"})
    address = f"/c/north/offerings/{offering.pk}/"
    assert f'href="{address}"' in text(catalogue)
    page = client.get(address)
    assert f'action="{address}enrol/"' in text(page)
    enrolled = client.post(f"{address}enrol/")
    with in_community(north.pk):
        enrolment = Enrolment.objects.get()
    assert (enrolled.status_code, enrolled["Location"]) == (302, f"/me/learning/{enrolment.pk}/")
    assert (enrolment.person.username, enrolment.home_id, enrolment.display_name) == ("tomas", south.pk, "tomas")
    assert "Small boats" in text(client.get(enrolled["Location"]))
    assert client.get("/c/north/offerings/").status_code == 404  # still a stranger there


def test_the_home_of_a_learner_of_several_communities_is_asked_and_defaults_to_the_first(client, north, south):
    east = a_community("east")
    offering = an_offering(north)
    for place in (south, east):
        a_member(place, "tomas", "learner")
    signed_in(client, "tomas")
    address = f"/c/north/offerings/{offering.pk}/"
    assert 'name="home"' in text(client.get(address))
    client.post(f"{address}enrol/", {"home": str(south.pk)})
    with in_community(north.pk):
        assert Enrolment.objects.get().home_id == south.pk


def test_nobody_outside_learns_of_a_hidden_community_by_those_who_come_from_it(client, north, south):
    offering, hidden = an_offering(north), a_community("hidden", visibility="hidden")
    inside = an_offering(hidden)
    for username, places in (("tomas", [hidden]), ("marta", [hidden, south])):
        for place in places:
            a_member(place, username, "learner")
        signed_in(client, username).post(f"/c/north/offerings/{offering.pk}/enrol/")
    asked = client.post(f"/api/v1/c/north/offerings/{offering.pk}/enrol/", {"home": "hidden"}, "application/json")
    assert asked.status_code == 400
    with in_community(north.pk):
        homes = dict(Enrolment.objects.values_list("person__username", "home__slug"))
    assert homes == {"tomas": None, "marta": "south"}
    signed_in(client, "tomas").post(f"/c/hidden/offerings/{inside.pk}/enrol/")
    with in_community(hidden.pk):
        assert Enrolment.objects.get().home_id == hidden.pk


def test_a_home_one_does_not_belong_to_is_refused(client, north, south):
    offering = an_offering(north)
    a_member(south, "tomas", "learner")
    elsewhere = a_community("east")
    answer = signed_in(client, "tomas").post(f"/c/north/offerings/{offering.pk}/enrol/", {"home": str(elsewhere.pk)})
    assert answer.status_code == 422
    with in_community(north.pk):
        assert not Enrolment.objects.exists()


def test_somebody_not_signed_in_sees_the_offering_and_is_asked_to_sign_in(client, north):
    offering = an_offering(north)
    page = client.get(f"/c/north/offerings/{offering.pk}/")
    assert page.status_code == 200
    assert "Sign in to enrol" in text(page)
    assert client.post(f"/c/north/offerings/{offering.pk}/enrol/").status_code == 302
    with in_community(north.pk):
        assert not Enrolment.objects.exists()


def test_the_catalogue_lists_what_is_open_to_everyone_and_nothing_else(client, north):
    hidden = a_community("hidden", visibility="hidden")
    an_offering(north, title="Shown")
    an_offering(north, title="Members alone", open_to="members")
    an_offering(north, title="Draft", draft=True)
    an_offering(hidden, title="Hidden")
    page = text(client.get("/offerings/"))
    assert [title in page for title in ("Shown", "Members alone", "Draft", "Hidden")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "boats"}, ["Small boats"]),
        ({"text": "north tides"}, ["Tides"]),
        ({"language": "es"}, ["Tides"]),
        ({"age": "8"}, ["Small boats"]),
        ({"starts_from": "2027-06-01"}, ["Tides"]),
        ({"with_places": "on"}, ["Small boats"]),
        ({"age": "many"}, ["Small boats", "Tides"]),
    ],
)
def test_the_catalogue_narrows(client, north, asked, found):
    young, old = a_version(north, age_from=6, age_to=9), a_version(north, age_from=12)
    an_offering(north, title="Small boats", version=young, starts_on="2027-01-10")
    full = an_offering(north, title="Tides", version=old, starts_on="2027-09-01", language="es", capacity=1)
    an_enrolment(full, "ann")
    page = text(client.get("/offerings/", asked))
    assert [title for title in ("Small boats", "Tides") if f"<bdi>{title}</bdi></a>" in page] == found


def ladder(client, method, address, expected, **data):
    """What each gets: nobody, a stranger, a learner there, a teacher there."""
    answers = []
    for username in (None, "stranger", "learner", "teacher"):
        client.logout()
        if username:
            signed_in(client, username)
        answers.append(getattr(client, method)(address, data).status_code)
    assert answers == expected


@pytest.fixture
def people(north, south):
    a_member(south, "stranger", "teacher")
    a_member(north, "learner", "learner")
    a_member(north, "teacher", "teacher")


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("get", "", [200, 200, 200, 200]),
        ("get", "edit/", [302, 404, 403, 200]),
        ("get", "learners/", [302, 404, 403, 200]),
        ("get", "group/", [302, 404, 403, 200]),
        ("post", "close/", [302, 404, 403, 302]),
        ("post", "end/", [302, 404, 403, 302]),
        ("post", "edit/", [302, 404, 403, 422]),
    ],
)
def test_who_reaches_an_offering(client, north, people, method, path, expected):
    offering = an_offering(north)
    ladder(client, method, f"/c/north/offerings/{offering.pk}/{path}", expected)


@pytest.mark.parametrize("path", ["", "edit/", "learners/", "group/"])
def test_an_offering_of_another_community_is_not_there(client, north, south, people, path):
    offering = an_offering(south)
    assert signed_in(client, "teacher").get(f"/c/north/offerings/{offering.pk}/{path}").status_code == 404


def test_an_offering_for_members_and_a_draft_are_hidden_from_strangers(client, north, people):
    private, draft = an_offering(north, open_to="members"), an_offering(north, draft=True)
    ladder(client, "get", f"/c/north/offerings/{private.pk}/", [404, 404, 200, 200])
    ladder(client, "get", f"/c/north/offerings/{draft.pk}/", [404, 404, 404, 200])
    ladder(client, "post", f"/c/north/offerings/{private.pk}/enrol/", [302, 404, 302, 302])


def test_a_learner_leaves_by_themself_and_nobody_else_makes_them(client, north, people):
    enrolment = an_enrolment(an_offering(north), "ann")
    ladder(client, "post", f"/c/north/offerings/enrolments/{enrolment.pk}/leave/", [302, 404, 403, 302])
    enrolment = an_enrolment(an_offering(north), "ann")
    assert (
        signed_in(client, "ann").post(f"/c/north/offerings/enrolments/{enrolment.pk}/leave/")["Location"]
        == "/me/learning/"
    )
    with in_community(north.pk):
        assert {one.state for one in Enrolment.objects.all()} == {"withdrawn"}


def test_a_teacher_opens_an_offering_publishes_and_changes_it(client, north, people):
    with in_community(north.pk):
        north.calendar = {"terms": [{"key": "spring", "name": "Spring", "starts": "2027-01-11", "ends": "2027-03-26"}]}
        north.save()
    version = a_version(north, "Tides")
    signed_in(client, "teacher")
    assert "Tides" in text(client.get("/c/north/offerings/new/"))
    made = client.post(
        "/c/north/offerings/new/",
        {"version": version.pk, "term_key": "spring", "capacity": 2, "open_to": "network", **UNTIMED},
    )
    with in_community(north.pk):
        offering = Offering.objects.get()
    assert made["Location"] == f"/c/north/offerings/{offering.pk}/"
    assert (offering.title, str(offering.starts_on), str(offering.ends_on), offering.state) == (
        "Tides",
        "2027-01-11",
        "2027-03-26",
        "draft",
    )
    assert "Publish it" in text(client.get(made["Location"]))
    client.post(f"{made['Location']}publish/")
    client.post(f"{made['Location']}edit/", {"title": "High tides", "capacity": 5, "open_to": "members", **UNTIMED})
    with in_community(north.pk):
        offering.refresh_from_db()
    assert (offering.title, offering.capacity, offering.open_to, offering.state) == ("High tides", 5, "members", "open")


def test_a_version_of_another_community_cannot_be_offered(client, north, south, people):
    foreign = a_version(south)
    answer = signed_in(client, "teacher").post("/c/north/offerings/new/", {"version": foreign.pk, "open_to": "network"})
    assert answer.status_code == 422


def test_a_teacher_adds_a_learner_of_the_community(client, north, people):
    offering = an_offering(north)
    member = a_member(north, "bo", "learner")
    answer = signed_in(client, "teacher").post(f"/c/north/offerings/{offering.pk}/learners/", {"member": member.pk})
    assert answer.status_code == 302
    with in_community(north.pk):
        assert [one.display_name for one in Enrolment.objects.all()] == ["bo"]


def test_only_administrators_record_and_end_guardianships(client, north, people):
    ladder(client, "get", "/c/north/offerings/guardians/", [302, 404, 403, 403])
    parent, child = a_member(north, "marta", "guardian"), a_member(north, "ines", "learner")
    signed_in(client, "founder-of-north")
    assert (
        client.post(
            "/c/north/offerings/guardians/", {"guardian": parent.pk, "child": child.pk, "seen": "birth"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            "/c/north/offerings/guardians/", {"guardian": parent.pk, "child": child.pk, "seen": "birth"}
        ).status_code
        == 422
    )
    with in_community(north.pk):
        record = GuardianshipRecord.objects.get()
    assert "marta for ines" in text(client.get("/c/north/offerings/guardians/"))
    assert client.post(f"/c/north/offerings/guardians/{record.pk}/end/").status_code == 302
    with in_community(north.pk):
        assert GuardianshipRecord.objects.get().until is not None


def test_the_pages_ask_the_same_number_of_queries_at_one_and_at_thirty_rows(client, north, south):
    teacher = a_member(north, "teacher", "teacher")
    version = a_version(north)
    offering = an_offering(north, version=version, teachers=(teacher,))
    an_enrolment(offering, "learner0", home=south)
    a_guardianship(north, "marta0", "ines0")
    signed_in(client, "founder-of-north")
    pages = [
        "/offerings/",
        "/c/north/offerings/",
        f"/c/north/offerings/{offering.pk}/learners/",
        "/c/north/offerings/guardians/",
        f"/c/north/offerings/{offering.pk}/",
    ]
    at_one = [queries(client, page) for page in pages]
    for number in range(1, 30):
        an_offering(north, version=version, teachers=(teacher,))
        an_enrolment(offering, f"learner{number}", home=south)
        a_guardianship(north, f"marta{number}", f"ines{number}")
    assert [queries(client, page) for page in pages] == at_one
    assert max(at_one) <= 12
