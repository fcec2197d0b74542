"""A family's page tells what is theirs to know, in their language, and nothing of anybody else."""

import pytest

from learners.models import AccessLog
from learners.progress.plans.actions import add_step, set_goal
from tenancy.scope import as_person
from tests.consents.factories import a_consent, say
from tests.factories import a_community, a_member, a_person
from tests.family.factories import a_taught_learner, in_spanish
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment
from tests.progress.factories import with_scale

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def north():
    return with_scale(a_community("north", country="ES"))


@pytest.fixture
def joss(north):
    return a_member(north, "joss", "teacher")


@pytest.fixture
def boats(north, joss):
    """Ann, whose guardian is Marta, and Bo learn in them; Ann has a goal and shares what interests her."""
    boats = a_taught_learner(north, "ann", joss, teaches=in_spanish(north))
    a_taught_learner(north, "bo", joss, offering=boats)
    with as_person(a_person("ann").pk):
        add_step(set_goal("To sail alone"), title="Ask Joss")
    say("ann", interests="Tides")
    a_consent(north, "ann")
    a_guardianship(north, "marta", "ann")
    return boats


@pytest.fixture(autouse=True)
def south(boats):
    """Where Ann learns too, with another teacher."""
    south = with_scale(a_community("south", country="ES"))
    a_taught_learner(south, "ann", a_member(south, "sid", "teacher"), title="Kites")
    return south


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def has(shown, *words):
    return [word for word in words if word in shown]


OWN = ("To sail alone", "Boats", "Steady, ann.", "Piece of ann", "Secure", "There at 0 of 1 meeting.", "Kites")
OTHERS = ("Steady, bo.", "Piece of bo")


def test_the_learner_and_their_guardian_read_all_of_it_or_one_communitys(client):
    child = f"/me/children/{a_person('ann').pk}/page/"
    for who, address in (("ann", "/me/page/"), ("marta", child)):
        shown = text(signed_in(client, who).get(address))
        assert has(shown, *OWN, *OTHERS) == list(OWN)
        one = text(client.get(f"{address}?at=south"))
        assert has(one, "Kites", "Boats", "To sail alone") == ["Kites", "To sail alone"]
    with as_person(a_person("ann").pk):
        assert [(one.who_name, str(one.what)) for one in AccessLog.objects.all()] == [
            ("marta", "Your page for the family")
        ]


def test_it_is_in_the_familys_language_with_the_names_that_there_are_in_it(client):
    a_person("marta").__class__.objects.filter(username="marta").update(language="es")
    child = f"/me/children/{a_person('ann').pk}/page/"
    shown = text(signed_in(client, "marta").get(f"{child}?language=es"))
    assert has(shown, 'lang="es"', "Medir", "Qué se aprendió") == ['lang="es"', "Medir", "Qué se aprendió"]
    arabic = text(client.get(f"{child}?language=ar"))
    assert has(arabic, 'dir="rtl"', "Medir") == ['dir="rtl"']
    assert "Medir" not in text(client.get(f"{child}?language=en"))
    told = client.get(f"{API}{child}").json()
    assert [one["title"] for one in told["skills"] if one["title"] == "Medir"] == ["Medir"]


def test_a_teacher_prints_what_their_community_recorded_and_was_let_know(client, north, boats):
    shown = text(signed_in(client, "joss").get(f"/c/north/offerings/{boats.pk}/group/pages/?language=en"))
    told = ("Steady, ann.", "Steady, bo.", "Tides", "Kites", "To sail alone")
    assert has(shown, *told) == ["Steady, ann.", "Steady, bo.", "Tides"]
    with as_person(a_person("ann").pk):
        pk = a_person("ann").pk
    rows = {one["person"]: one for one in client.get(f"{API}/c/north/offerings/{boats.pk}/group/pages/").json()}
    ann = rows[str(pk)]
    assert (ann["goals"], [one["words"] for one in ann["consented"]]) == ([], ["Tides"])
    knots = an_enrolment(a_taught_learner(north, "ann", a_member(north, "kim", "teacher"), title="Knots"), "ann")
    mine = an_enrolment(boats, "ann")
    one = text(client.get(f"/c/north/offerings/enrolments/{mine.pk}/page/?language=en"))
    assert has(one, "Boats", "Knots") == ["Boats"]
    assert client.get(f"/c/north/offerings/enrolments/{knots.pk}/page/").status_code == 403
    whole = text(signed_in(client, "founder-of-north").get(f"/c/north/offerings/enrolments/{mine.pk}/page/"))
    assert has(whole, "Boats", "Knots", "Kites") == ["Boats", "Knots"]


@pytest.mark.parametrize("who", ["bo", "eve", "sid", "marta"])
def test_it_is_nobody_elses(client, south, boats, who):
    a_guardianship(south, "eve", "eve-child")
    ann, mine = a_person("ann").pk, an_enrolment(boats, "ann").pk
    signed_in(client, who)
    addresses = [f"/c/north/offerings/{boats.pk}/group/pages/", f"/c/north/offerings/enrolments/{mine}/page/"]
    addresses += [] if who == "marta" else [f"/me/children/{ann}/page/"]
    for address in addresses:
        assert client.get(address).status_code in (403, 404)
        assert client.get(f"{API}{address}").status_code in (403, 404)


def test_a_group_is_printed_in_as_many_queries_for_thirty_as_for_one(client, north, joss, boats):
    signed_in(client, "joss")
    address = f"/c/north/offerings/{boats.pk}/group/pages/"
    two = queries(client, address)
    for n in range(28):
        a_taught_learner(north, f"learner{n}", joss, offering=boats)
    assert queries(client, address) == two
    assert two <= 14


def test_ones_own_page_asks_as_much_for_many_offerings_as_for_few(client, north, joss):
    signed_in(client, "ann")
    few = queries(client, "/me/page/")
    for n in range(5):
        a_taught_learner(north, "ann", joss, title=f"More {n}")
    assert queries(client, "/me/page/") == few
    assert few <= 16
