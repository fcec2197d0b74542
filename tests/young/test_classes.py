"""Classes, cards and new secrets: who may, what is told once, what the child and the guardians see of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from learners.models import AccessLog
from learners.young.actions import add_learners
from learners.young.models import SchoolClass, YoungLearner
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship
from tests.young.factories import a_card, a_class, a_young_browser, a_young_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren():
    given = a_young_learner(a_class(a_community("north")))
    Person.objects.filter(pk=given.learner.person_id).update(username="wren")
    a_guardianship(given.learner.community, "gus", "wren")
    return given


def comes_in(card):
    return a_browser().post("/class/", card).status_code == 302


def shown_pictures(answer):
    return [key for key, _words in answer.context["rows"][0][1]]


def test_a_teacher_makes_a_class_and_each_child_gets_pictures_that_are_told_once():
    north = a_community("north")
    tess = a_browser(a_member(north, "tess", "teacher"))
    ends_on = timezone.localdate() + timedelta(days=90)
    made = tess.post("/c/north/classes/", {"name": "Otters", "ends_on": ends_on})
    added = tess.post(f"{made['Location']}add/", {"names": "Wren Ash\n\nWren Beck\nWren Ash"})
    with in_community(north.pk):
        found = list(YoungLearner.objects.order_by("pk"))
        klass = SchoolClass.objects.get()
    assert [one.called for one in found] == ["Wren", "Wren Beck", "Wren Ash"]
    card = {f"picture{number}": key for number, key in enumerate(shown_pictures(added), 1)}
    assert comes_in({"code": klass.code, "called": "Wren", **card})
    cards = tess.get(f"{made['Location']}cards/")
    assert text_of(cards).count(f"{klass.code[:3]} {klass.code[3:]}") == 3
    assert "<svg" in cards.content.decode()


@pytest.mark.parametrize(("home", "role", "status"), [
    ("north", "teacher", 200), ("north", "learner", 403), ("north", "guardian", 403), ("south", "teacher", 404),
])  # fmt: skip
def test_teachers_of_the_community_alone_give_new_secrets(wren, home, role, status):
    town = wren.learner.community if home == "north" else a_community("south")
    member = a_member(town, "tess", role)
    path = f"c/{home}/classes/learners/{wren.learner.pk}"
    assert a_browser(member).post(f"/{path}/secret/", {"word": ""}).status_code == status
    assert an_api(member).post(f"/api/v1/{path}/secret/", {}).status_code == status
    assert an_api(member).post(f"/api/v1/c/{home}/classes/{wren.learner.school_class_id}/code/").status_code == status
    assert (
        an_api(member).get(f"/api/v1/c/{home}/classes/{wren.learner.school_class_id}/learners/").status_code == status
    )
    assert comes_in(a_card(wren)) == (status != 200)


def test_a_new_secret_ends_the_old_one_and_every_session_and_the_child_and_the_guardian_see_it(wren):
    child = a_young_browser(wren)
    tess = a_browser(a_member(wren.learner.community, "tess", "teacher"))
    answer = tess.post(f"/c/north/classes/learners/{wren.learner.pk}/secret/", {"word": "Marmalade"})
    assert "Marmalade" in text_of(answer)
    assert child.get("/me/").status_code == 302
    assert not comes_in(a_card(wren))
    assert comes_in({"code": wren.learner.school_class.code, "called": "Wren", "word": "marmalade"})
    with as_person(wren.learner.person_id):
        assert [(one.who_name, str(one.what)) for one in AccessLog.objects.all()] == [
            ("tess", "Gave you a new secret to sign in with")
        ]
    with as_person(a_person("gus").pk):
        assert [one.kind for one in Notice.objects.all()] == ["young.reset"]


@pytest.mark.parametrize("word", ["otter", "      a      ", "wren"])
def test_a_word_too_short_is_refused(wren, word):
    api = an_api(a_member(wren.learner.community, "tess", "teacher"))
    answer = api.post(f"/api/v1/c/north/classes/learners/{wren.learner.pk}/secret/", {"word": word})
    assert answer.status_code == 409
    assert comes_in(a_card(wren))


def test_a_guardian_gives_a_new_secret_and_the_child_sees_it(wren):
    gus, path = a_browser(a_person("gus")), f"/me/children/{wren.learner.person_id}/sign-in/"
    page = text_of(gus.get(path))
    assert "Otters" in page
    answer = gus.post(path, {"word": ""})
    assert answer.status_code == 200
    assert not comes_in(a_card(wren))
    pictures = {f"picture{number}": key for number, (key, _words) in enumerate(answer.context["pictures"], 1)}
    assert comes_in(a_card(wren, **pictures))
    with as_person(wren.learner.person_id):
        assert {(one.who_name, str(one.what)) for one in AccessLog.objects.all()} == {
            ("gus", "How you sign in"), ("gus", "Gave you a new secret to sign in with"),
        }  # fmt: skip
    assert gus.post(f"/api/v1{path}secret/", {}, content_type="application/json").status_code == 200


def test_no_one_elses_guardian_does(wren):
    a_guardianship(wren.learner.community, "gil", "kit")
    gil, path = a_browser(a_person("gil")), f"/me/children/{wren.learner.person_id}/sign-in/"
    for address in (path, f"{path}link/", f"/api/v1{path}secret/", f"/api/v1{path}link/"):
        assert gil.post(address, {}, content_type="application/json").status_code == 404
    assert gil.get(path).status_code == 404
    own = f"/me/children/{a_person('kit').pk}/sign-in/"
    assert gil.post(own, {"word": ""}).status_code == 422  # who has credentials of their own


def test_a_class_page_asks_as_much_for_thirty_as_for_one(wren):
    founder = a_browser(a_person("founder-of-north"))
    path = f"/c/north/classes/{wren.learner.school_class_id}/"
    one, one_card = queries(founder, path), queries(founder, f"{path}cards/")
    with in_community(wren.learner.community_id):
        add_learners(wren.learner.school_class, names=[f"Child{number}" for number in range(29)])
    assert (queries(founder, path), queries(founder, f"{path}cards/")) == (one, one_card)
    some = queries(founder, "/c/north/classes/")
    for number in range(5):
        a_class(wren.learner.community, f"Class {number}")
    assert queries(founder, "/c/north/classes/") == some


def test_a_class_has_an_end_and_a_most(wren):
    api = an_api(a_person("founder-of-north"))
    far = timezone.localdate() + timedelta(days=401)
    assert api.post("/api/v1/c/north/classes/", {"name": "Seals", "ends_on": far}).status_code == 409
    many = {"names": [f"Child {number}" for number in range(60)]}
    path = f"/api/v1/c/north/classes/{wren.learner.school_class_id}/learners/"
    assert api.post(path, many).status_code == 409


def test_a_learner_moves_to_another_class_whose_code_lets_them_in_and_the_old_one_no_more(wren):
    north = wren.learner.community
    seals, gone = a_class(north, "Seals"), a_class(a_community("south"), "Theirs")
    a_young_learner(seals, "Wren Beck")
    tess = a_browser(a_member(north, "tess", "teacher"))
    address = f"/c/north/classes/learners/{wren.learner.pk}/move/"
    assert "Theirs" not in text_of(tess.get(address))
    assert tess.post(address, {"to": gone.pk}).status_code == 422
    before = a_card(wren)
    assert tess.post(address, {"to": seals.pk}).status_code == 302
    assert not comes_in(before)
    assert comes_in(before | {"code": seals.code, "called": "Wren Ash"})  # another is called Wren there
    with as_person(wren.learner.person_id):
        assert "Moved you to the class Seals" in [str(one.what) for one in AccessLog.objects.all()]
    with as_person(a_person("gus").pk):
        assert "young.moved" in [one.kind for one in Notice.objects.all()]


def test_nobody_else_moves_one_and_a_closed_class_takes_nobody(wren):
    north = wren.learner.community
    seals = a_class(north, "Seals")
    api = f"/api/v1/c/north/classes/learners/{wren.learner.pk}/class/"
    for who, status in (
        (a_member(north, "lee", "learner"), 403),
        (a_member(a_community("south"), "sue", "teacher"), 404),
    ):
        assert an_api(who).put(api, {"school_class": seals.pk}, format="json").status_code == status
    with in_community(north.pk):
        SchoolClass.objects.filter(pk=seals.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    tess = an_api(a_member(north, "tess", "teacher"))
    assert tess.put(api, {"school_class": seals.pk}, format="json").status_code == 409
    with in_community(north.pk):
        SchoolClass.objects.filter(pk=seals.pk).update(ends_on=timezone.localdate())
    moved = tess.put(api, {"school_class": seals.pk}, format="json").json()
    assert (moved["called"], moved["locked"]) == ("Wren", False)
