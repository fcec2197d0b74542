"""Out of a class, and into one for who is a learner here already."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.models import Person
from communities.models import Membership
from learners.models import AccessLog
from learners.young.models import YoungLearner
from learners.young.placing import bring_in
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, text_of
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


def taken_out(wren, by="tess"):
    tess = a_browser(a_member(wren.learner.community, by, "teacher"))
    assert tess.post(f"/c/north/classes/learners/{wren.learner.pk}/out/").status_code == 302
    return tess


def test_who_is_taken_out_is_signed_out_and_comes_in_no_more_but_stays_a_learner(wren):
    child, card = a_young_browser(wren), a_card(wren)
    tess = taken_out(wren)
    assert child.get("/me/")["Location"].startswith("/account/login/")
    assert not comes_in(card)
    with in_community(wren.learner.community_id):
        assert Membership.objects.get(person=wren.learner.person_id).until is None
    with as_person(wren.learner.person_id):
        assert "Took you out of the class Otters" in [str(one.what) for one in AccessLog.objects.all()]
    with as_person(a_person("gus").pk):
        assert "young.out" in [one.kind for one in Notice.objects.all()]
    assert "Wren Ash" in text_of(tess.get("/c/north/people/unclaimed/"))  # may be invited


def test_they_are_brought_into_a_class_again_with_new_pictures(wren):
    tess, before, person = taken_out(wren), a_card(wren), wren.learner.person_id
    klass = f"/c/north/classes/{wren.learner.school_class_id}/"
    assert "A learner who signs in by nothing yet" in text_of(tess.get(klass))
    with in_community(wren.learner.community_id):
        member = Membership.objects.get(person=person)
    answer = tess.post(f"{klass}bring-in/", {"member": member.pk})
    pictures = [key for key, _words in answer.context["rows"][0][1]]
    assert comes_in(before | {f"picture{number}": key for number, key in enumerate(pictures, 1)})
    with in_community(wren.learner.community_id):
        assert YoungLearner.objects.get().person_id == person
    assert "A learner who signs in by nothing yet" not in text_of(tess.get(klass))


def test_nobody_who_signs_in_already_or_is_of_another_community_is_brought_in(wren):
    north, south = wren.learner.community, a_community("south")
    tess = an_api(a_member(north, "tess", "teacher"))
    address = f"/api/v1/c/north/classes/{wren.learner.school_class_id}/members/"
    theirs = a_young_learner(a_class(south, "Theirs"), "Sea Holm")
    ann, young = a_member(north, "ann", "learner").pk, wren.learner.membership_id
    for member, status in ((ann, 409), (young, 409), (theirs.learner.membership_id, 404)):
        assert tess.post(address, {"membership": member}, format="json").status_code == status


def test_nobody_else_takes_one_out(wren):
    north, address = wren.learner.community, f"/api/v1/c/north/classes/learners/{wren.learner.pk}/"
    for who, status in (
        (a_member(north, "lee", "learner"), 403),
        (a_person("gus"), 403),
        (a_member(a_community("south"), "sue", "teacher"), 404),
        (a_member(north, "tess", "teacher"), 204),
    ):
        assert an_api(who).delete(address).status_code == status, who
    assert an_api(a_person("tess")).delete(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_one_in_at_once_make_one(wren):
    north, tess = wren.learner.community, a_member(wren.learner.community, "tess", "teacher")
    taken_out(wren, "joss")
    with in_community(north.pk):
        member = Membership.objects.get(person=wren.learner.person_id)
    seals, otters = a_class(north, "Seals"), wren.learner.school_class

    def into(school_class):
        try:
            with in_community(north.pk):
                bring_in(school_class, member=member, by=tess.person)
            return "in"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(into, (seals, otters))) == ["in", "refused"]
    with in_community(north.pk):
        assert YoungLearner.objects.count() == 1
