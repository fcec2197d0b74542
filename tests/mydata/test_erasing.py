"""What a community recorded goes when it is asked for; what others' records and the books stand on loses the name."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from communities.actions import end_membership
from communities.governance.models import Comment, Proposal
from communities.governance.proposals.talking import comment
from communities.models import Membership
from files.models import StoredFile
from learners.actions import withdraw
from learners.models import Enrolment, EnrolmentChange
from learners.mydata.asking import ask_to_erase
from learners.mydata.erasing import erase_here
from learners.mydata.models import ErasureRequest
from learners.progress.evidence.models import Assessment, Evidence
from learners.progress.models import Mark, MarkChange
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, erasing, in_community
from tests.consents.factories import as_learner
from tests.evidence.factories import a_piece
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule, a_talk
from tests.learners.factories import an_enrolment, an_offering
from tests.moderation.factories import a_moderation
from tests.mydata.factories import lives_and_leaves

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Ann has left; Bo and what he made stay, in the south as well."""
    north = a_community("north")
    lives_and_leaves("ann", north)
    return north


@pytest.fixture
def asked(north):
    with as_learner("ann") as who:
        return ask_to_erase(who, community=north, words="Please.")


def counts(community, username):
    person = a_person(username)
    with in_community(community.pk):
        models = (Enrolment, EnrolmentChange, Mark, MarkChange, Evidence, Assessment)
        return [model.objects.filter(person=person).count() for model in models]


@pytest.mark.parametrize("route", ["mydata-erase-here", "api-mydata-answer"])
def test_what_was_recorded_goes_and_only_that(north, asked, client, route):
    south = a_community("south")
    lives_and_leaves("ann", south)
    lives_and_leaves("bo", north)
    before = {(place.slug, name): counts(place, name) for place, name in ((north, "bo"), (south, "ann"))}
    assert all(all(row) for row in before.values())
    client.force_login(a_person("founder-of-north"))
    body = {"erase": True} if route.startswith("api") else {}
    answer = client.post(reverse(route, args=["north", asked.pk]), body, content_type="application/json")
    assert answer.status_code in (200, 302)
    assert counts(north, "ann") == [0] * 6
    assert {(place.slug, name): counts(place, name) for place, name in ((north, "bo"), (south, "ann"))} == before
    with in_community(north.pk):
        asked.refresh_from_db()
        assert (asked.state, asked.words, asked.display_name) == ("done", "", "A former member")
        assert asked.gone["progress.MarkChange"] >= 1
        assert StoredFile.objects.filter(audience="private").count() == 1  # Bo's
        named = set(Membership.objects.values_list("display_name", flat=True))
        assert named & {"ann", "bo", "A former member"} == {"bo", "A former member"}
    with as_person(a_person("ann").pk):
        assert "mydata.erasure_done" in [one.kind for one in Notice.objects.all()]


def test_proposals_and_comments_stay_and_tell_no_name(north):
    a_rule(north)
    dan = a_member(north, "dan", "administrator")
    talk = a_talk(dan)
    with in_community(north.pk):
        comment(talk, text="Thus.", by=dan)
        end_membership(dan)
    with as_learner("dan") as who:
        asked = ask_to_erase(who, community=north)
    _erase(north, asked)
    with in_community(north.pk):
        assert str(Proposal.objects.get(pk=talk.pk).proposer) == "A former member"
        assert [(str(one.author), one.text) for one in Comment.objects.all()] == [("A former member", "Thus.")]
    call_command("verify_decisions", verbosity=0)
    call_command("verify_books", verbosity=0)


def _erase(community, asked):
    with in_community(community.pk):
        return erase_here(asked.person_id)


def test_evidence_that_a_second_teacher_looked_at_goes_with_the_look(north):
    by = a_member(north, "tess", "teacher")
    enrolment = an_enrolment(an_offering(north, teachers=(by,)), "cy")
    a_moderation(a_piece(enrolment), by, a_member(north, "sid", "teacher"))
    with in_community(north.pk):
        withdraw(enrolment, by=None)
    with as_learner("cy") as who:
        gone = _erase(north, ask_to_erase(who, community=north))
    assert (gone["moderation.Sampled"], gone["evidence.Evidence"]) == (1, 1)


def test_history_goes_only_while_something_is_erased(north):
    with in_community(north.pk):
        MarkChange.objects.all().delete()
        assert MarkChange.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            MarkChange.objects.update(by_name="x")
        with erasing():
            MarkChange.objects.all().delete()
        assert not MarkChange.objects.exists()


def test_who_belongs_to_a_community_or_asked_already_cannot_ask(north, asked):
    a_member(north, "bo", "learner")
    for name, why in (("bo", "Leave it first"), ("ann", "asked already"), ("kit", "keeps nothing")):
        with as_learner(name) as who, pytest.raises(Refused, match=why):
            ask_to_erase(who, community=north)


def test_who_came_back_is_not_erased(north, asked, client):
    a_member(north, "ann", "learner")
    client.force_login(a_person("founder-of-north"))
    body = {"erase": True}
    answer = client.post(reverse("api-mydata-answer", args=["north", asked.pk]), body, content_type="application/json")
    assert answer.status_code == 409
    assert all(counts(north, "ann"))


def test_a_refusal_says_why_and_can_be_asked_again(north, asked, client):
    client.force_login(a_person("founder-of-north"))
    address = reverse("mydata-refuse-here", args=["north", asked.pk])
    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "School law: ten years."}).status_code == 302
    client.force_login(a_person("ann"))
    assert "School law: ten years." in client.get(reverse("mydata-home")).text
    assert client.post(reverse("mydata-erase", args=["north"]), {"words": ""}).status_code == 302
    with in_community(north.pk):
        assert ErasureRequest.objects.count() == 2
        assert all(counts(north, "ann"))


@pytest.mark.parametrize(("who", "status"), [("founder-of-south", 404), ("tess", 403), ("founder-of-north", 200)])
def test_only_those_who_look_after_people_see_requests(north, asked, client, who, status):
    a_community("south")
    a_member(north, "tess", "teacher")
    client.force_login(a_person(who))
    for route in ("mydata-erasures", "api-mydata-here"):
        assert client.get(reverse(route, args=["north"])).status_code == status
