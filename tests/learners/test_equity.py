"""What a community asks at enrolment by its own decision: optional, kept as given then, read by few, counted."""

import pytest
from django.utils import timezone

from communities.governance.actions import decide_setting
from evaluation.counting import count_outcomes, outcomes_by_attribute
from learners.actions import withdraw
from learners.ages import day_of_age
from learners.models import Enrolment
from tenancy.scope import in_community
from tests.consents.factories import born
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db


def asks(community, *attributes):
    with in_community(community.pk):
        by = a_person(f"founder-of-{community.slug}")
        decide_setting("equity", {"asks": list(attributes)}, by=by, reason="To see who does less well.")


@pytest.fixture
def north():
    """Asks for gender and disability; south, where tomas comes from, for his age."""
    north, south = a_community("north"), a_community("south")
    asks(north, "gender", "disability")
    asks(south, "age_band")
    a_member(south, "tomas", "learner")
    return north


@pytest.fixture
def offering(north):
    return an_offering(north)


def address(offering):
    return f"/c/north/offerings/{offering.pk}/"


def recorded(community):
    with in_community(community.pk):
        return {one.display_name: one.attributes for one in Enrolment.objects.all()}


def test_the_page_asks_what_this_community_asks_says_why_and_takes_a_blank(client, north, offering):
    client.force_login(a_person("tomas"))
    page = client.get(address(offering)).content.decode()
    assert [f'name="{key}"' in page for key in ("gender", "disability", "age_band", "imd_band")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "Why we ask" in page
    assert page.count("I’d rather not say") == 2
    assert client.post(f"{address(offering)}enrol/", {"gender": "F", "age_band": "6-9"}).status_code == 302
    assert recorded(north) == {"tomas": {"gender": "F", "disability": ""}}


def test_an_answer_that_was_not_offered_is_refused(client, north, offering):
    client.force_login(a_person("tomas"))
    assert client.post(f"{address(offering)}enrol/", {"gender": "Q"}).status_code == 422
    for wrong in ({"gender": "Q"}, {"age_band": "6-9"}, {"shoe_size": "39"}):
        body = {"attributes": wrong}
        answer = client.post(f"/api/v1{address(offering)}enrol/", body, content_type="application/json")
        assert answer.status_code == 400
    assert recorded(north) == {}


def test_a_program_reads_what_is_asked_and_answers(client, north, offering):
    client.force_login(a_person("tomas"))
    api = f"/api/v1{address(offering)}"
    assert client.get(api).json()["asks"] == [
        {"attribute": "disability", "values": ["True", "False"]},
        {"attribute": "gender", "values": ["F", "M", "X"]},
    ]
    body = {"attributes": {"disability": "True"}}
    assert client.post(f"{api}enrol/", body, content_type="application/json").status_code == 200
    assert recorded(north) == {"tomas": {"gender": "", "disability": "True"}}


def test_a_community_that_asks_nothing_shows_no_question(client, north):
    west = a_community("west")
    plain = an_offering(west)
    client.force_login(a_person("tomas"))
    assert "Why we ask" not in client.get(f"/c/west/offerings/{plain.pk}/").content.decode()
    client.post(f"/c/west/offerings/{plain.pk}/enrol/", {"gender": "F"})
    assert recorded(west) == {"tomas": {}}


def test_a_guardian_answers_for_a_child(client, north, offering):
    east = a_community("east")
    a_guardianship(east, "marta", "ines")
    born(east, "ines", day_of_age(timezone.localdate(), -5))
    client.force_login(a_person("marta"))
    assert "About ines" in client.get(address(offering)).content.decode()
    client.post(f"{address(offering)}enrol/{a_person('ines').pk}/", {"gender": "X"})
    assert recorded(north) == {"ines": {"gender": "X", "disability": ""}}


def test_answers_stay_as_given_then_until_the_learner_enrols_anew(client, north, offering):
    enrolment = an_enrolment(offering, "tomas", attributes={"gender": "F", "disability": ""})
    asks(north, "age_band")
    assert recorded(north) == {"tomas": {"gender": "F", "disability": ""}}
    with in_community(north.pk):
        withdraw(enrolment, by=enrolment.person)
    client.force_login(a_person("tomas"))
    client.post(f"{address(offering)}enrol/", {"age_band": "14-17"})
    assert recorded(north) == {"tomas": {"age_band": "14-17"}}


def test_answers_are_read_by_administrators_and_the_learner_alone(client, north, offering):
    enrolment = an_enrolment(offering, "tomas", attributes={"gender": "X", "disability": "True"})
    a_member(north, "teacher", "teacher")
    a_member(north, "member", "member")
    a_member(a_community("east"), "stranger", "administrator")
    page, api = (
        f"/c/north/offerings/enrolments/{enrolment.pk}/",
        f"/api/v1/c/north/offerings/enrolments/{enrolment.pk}/",
    )
    for who, status, sees in [
        ("founder-of-north", 200, True), ("teacher", 200, False), ("member", 403, False), ("stranger", 404, False),
    ]:  # fmt: skip
        client.force_login(a_person(who))
        shown, told = client.get(page), client.get(api)
        assert (shown.status_code, told.status_code) == (status, status)
        assert ("What was said at enrolment" in shown.content.decode()) == sees
        assert told.json().get("attributes") == ({"gender": "X", "disability": "True"} if sees else None)
        if status == 200:
            rows = client.get(f"/api/v1/c/north/offerings/{offering.pk}/enrolments/").json()["results"]
            assert "attributes" not in rows[0]
    client.force_login(a_person("tomas"))
    own = client.get(f"/me/learning/{enrolment.pk}/").content.decode()
    assert ("<dd>Another</dd>" in own, "<dd>Yes</dd>" in own) == (True, True)


def test_the_evaluation_counts_them_with_the_blank_as_a_value(client, north, offering):
    for number, gender in enumerate(("F", "F", "")):
        client.force_login(a_person(f"learner{number}"))
        client.post(f"{address(offering)}enrol/", {"gender": gender})
    with in_community(north.pk):
        counted = outcomes_by_attribute((one.dims, one.value) for one in count_outcomes())
    assert counted["gender"] == {"F": {"": 2}, "": {"": 1}}
    assert counted["disability"] == {"": {"": 3}}
    assert set(counted) == {"", "gender", "disability"}
