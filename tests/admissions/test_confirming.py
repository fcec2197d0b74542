"""Claims to come before others, confirmed by those who admit: by page and by programs, and by nobody else."""

import pytest
import time_machine
from django.test import Client

from learners.admissions.models import Application
from tenancy.scope import in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.factories import a_member, a_person
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


@pytest.fixture
def places():
    """Two communities alike, each with a teacher, a round and an application that claims to be near."""
    made = {}
    for slug in ("north", "south"):
        place = admitting(slug, groups=["continuing", "near"])
        a_member(place, f"teacher-of-{slug}", "teacher")
        round_ = a_round(place)
        made[slug] = (place, round_, an_application(round_, f"ann-of-{slug}", claims=["near"]))
    return made


def confirm(username, slug, application, *groups):
    """What the API answers."""
    client = Client()
    if username:
        client.force_login(a_person(username))
    address = f"/api/v1/c/{slug}/offerings/applications/{application.pk}/groups/"
    return client.put(address, {"groups": list(groups)}, content_type="application/json")


def granted(place, application):
    with in_community(place.pk):
        return Application.objects.get(pk=application.pk).granted


def test_a_teacher_confirms_a_claim_and_takes_it_back_by_api(places):
    north, _round, ann = places["north"]
    south, _other, stranger = places["south"]
    answer = confirm("teacher-of-north", "north", ann, "near")
    assert (answer.status_code, answer.json()["claims"], answer.json()["granted"]) == (200, ["near"], ["near"])
    assert (granted(north, ann), granted(south, stranger)) == (["near"], [])
    assert confirm("teacher-of-north", "north", ann, "near").json()["granted"] == ["near"]
    assert confirm("teacher-of-north", "north", ann).json()["granted"] == []
    assert granted(north, ann) == []


def test_what_is_on_record_stays_whatever_a_program_confirms(places):
    north, round_, _ann = places["north"]
    an_enrolment(an_offering(north), "stays")
    stays = an_application(round_, "stays", claims=["near"])
    assert confirm("teacher-of-north", "north", stays).json()["granted"] == ["continuing"]
    assert confirm("teacher-of-north", "north", stays, "near").json()["granted"] == ["continuing", "near"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("", 401),
        ("ann-of-north", 404),  # whose application it is: nobody confirms their own
        ("ann-of-south", 404),
        ("teacher-of-south", 404),
        ("learner-of-north", 403),
    ],
)
def test_nobody_else_confirms_a_claim(places, who, status):
    north, _round, ann = places["north"]
    a_member(north, "learner-of-north", "learner")
    assert confirm(who, "north", ann, "near").status_code == status
    assert granted(north, ann) == []


def test_an_application_elsewhere_is_not_found_through_ones_own_community(places):
    _north, _round, _ann = places["north"]
    south, _other, stranger = places["south"]
    assert confirm("teacher-of-north", "north", stranger, "near").status_code == 404
    assert confirm("teacher-of-north", "south", stranger, "near").status_code == 404
    assert granted(south, stranger) == []


@pytest.mark.parametrize(
    ("groups", "status", "said"),
    [
        (["staff"], 409, "They do not claim this"),  # a group, but not one of theirs
        (["continuing"], 409, "They do not claim this"),  # which only the rows tell
        (["near", "friends"], 400, "not a valid choice"),  # no group at all
        ("near", 400, "list"),
        ([["near"]], 400, "not a valid"),
    ],
)
def test_a_group_that_is_not_claimed_or_not_there_is_refused_with_the_reason(places, groups, status, said):
    north, _round, ann = places["north"]
    client = Client()
    client.force_login(a_person("teacher-of-north"))
    address = f"/api/v1/c/north/offerings/applications/{ann.pk}/groups/"
    answer = client.put(address, {"groups": groups}, content_type="application/json")
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert granted(north, ann) == []


def test_without_groups_nothing_is_confirmed_and_the_field_is_named(places):
    _north, _round, ann = places["north"]
    client = Client()
    client.force_login(a_person("teacher-of-north"))
    address = f"/api/v1/c/north/offerings/applications/{ann.pk}/groups/"
    answer = client.put(address, {}, content_type="application/json")
    assert (answer.status_code, "groups" in answer.content.decode()) == (400, True)


def test_once_drawn_or_closed_the_groups_stay_as_they_are(places):
    north, round_, ann = places["north"]
    with time_machine.travel(round_.closes_at, tick=False):
        late = confirm("teacher-of-north", "north", ann, "near")
        assert (late.status_code, "closed" in late.content.decode()) == (409, True)
    a_draw(round_)
    assert confirm("teacher-of-north", "north", ann, "near").status_code == 409
    assert granted(north, ann) == []


def test_the_page_does_the_same_for_the_same(places):
    north, _round, ann = places["north"]
    address = f"/c/north/offerings/applications/{ann.pk}/groups/"
    for who, status in (("ann-of-north", 404), ("teacher-of-south", 404), ("teacher-of-north", 302)):
        client = Client()
        client.force_login(a_person(who))
        assert client.post(address, {"groups": ["near"]}).status_code == status
        assert granted(north, ann) == (["near"] if status == 302 else [])
