"""What was answered at enrolment is kept by a consent alone: the database refuses it without one, and it goes with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learners.actions import enrol, withdraw
from learners.admissions.actions import apply
from learners.admissions.models import Application
from learners.ages import day_of_age
from learners.consents.actions import agree, revoke
from learners.consents.models import Consent, SharedRecord
from learners.consents.tasks import daily
from learners.models import Enrolment
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.consents.factories import as_guardian_of, as_learner, born
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
SAID = {"gender": "F", "disability": ""}
BLANK = {"gender": "", "disability": ""}


@pytest.fixture
def north():
    north = a_community("north")
    a_member(north, "ann", "learner")
    an_enrolment(an_offering(a_community("south"), title="Ours"), "ann", attributes={"gender": "X"})
    return north


def kept(community):
    with in_community(community.pk):
        return {one.display_name: one.attributes for one in Enrolment.objects.all()}


def consents(name):
    with as_person(a_person(name).pk):
        return list(Consent.objects.filter(purpose="counting", ended_at__isnull=True, community__slug="north"))


def test_an_answer_is_kept_by_the_consent_that_was_given_with_it(north):
    one = an_enrolment(an_offering(north), "ann", attributes=SAID)
    (consent,) = consents("ann")
    assert (consent.fields, consent.holds, consent.needs_own) == (["gender"], True, True)
    assert (one.attributes_by, one.attributes_until) == (consent.pk, consent.expires_at)
    assert str(consent) == "Counted, to see who does less well"


@pytest.mark.parametrize("column", ["attributes_by", "attributes_until"])
def test_the_database_keeps_no_answer_without_a_consent_or_without_its_last_day(north, column):
    one = an_enrolment(an_offering(north), "ann", attributes=SAID)
    with in_community(north.pk), pytest.raises(IntegrityError, match="answers_by_consent"), transaction.atomic():
        Enrolment.objects.filter(pk=one.pk).update(**{column: None})
    with in_community(north.pk):
        Enrolment.objects.filter(pk=one.pk).update(attributes={"gender": ""}, **{column: None})


def test_taking_it_back_leaves_blanks_here_and_nowhere_else(north):
    an_enrolment(an_offering(north), "ann", attributes=SAID)
    an_enrolment(an_offering(north), "bo", attributes=SAID)
    with as_learner("ann") as who:
        revoke(who, pk=consents("ann")[0].pk)
    assert kept(north) == {"ann": {"gender": "", "disability": ""}, "bo": SAID}
    with as_person(a_person("ann").pk):
        assert Enrolment.objects.get(card__title="Ours").attributes == {"gender": "X"}


def test_a_second_answer_renews_the_consent_for_the_first(north):
    an_enrolment(an_offering(north), "ann", attributes=SAID)
    an_enrolment(an_offering(north), "ann", attributes={"disability": "True"})
    (consent,) = consents("ann")
    assert consent.fields == ["disability", "gender"]
    with in_community(north.pk):
        assert {one.attributes_by for one in Enrolment.objects.all()} == {consent.pk}
    with as_learner("ann") as who:
        revoke(who, pk=consent.pk)
    with in_community(north.pk):
        assert [value for one in Enrolment.objects.all() for value in one.attributes.values()] == ["", "", ""]


def test_a_blank_needs_none_and_what_a_teacher_writes_is_nobodys_own_word(north):
    an_enrolment(an_offering(north), "ann", attributes={"gender": ""})
    with in_community(north.pk):
        enrol(an_offering(north), person=a_person("bo"), by=a_person("founder-of-north"), attributes=SAID)
    assert (consents("ann"), consents("bo")) == ([], [])
    assert kept(north) == {"ann": {"gender": ""}, "bo": {"gender": "", "disability": ""}}


def enrolled_by_sol(north, age, offering=None):
    """Bo, of that age, whom sol looks after and enrols."""
    if not offering:
        a_guardianship(north, "sol", "bo")
        born(north, "bo", day_of_age(timezone.localdate(), -age))
    with in_community(north.pk):
        return enrol(offering or an_offering(north), person=a_person("bo"), by=a_person("sol"), attributes=SAID)


def kinds(name):
    with as_person(a_person(name).pk):
        return [one.kind for one in Notice.objects.filter(kind__startswith="consents.")]


def test_a_guardian_agrees_for_a_small_child_and_takes_it_back(north):
    enrolled_by_sol(north, 6)
    (consent,) = consents("bo")
    assert (consent.needs_own, consent.guardian_name, consent.holds) == (False, "sol", True)
    assert kept(north)["bo"] == SAID
    with as_guardian_of("bo", "sol") as who:
        revoke(who, pk=consent.pk)
    assert kept(north)["bo"] == BLANK


def test_what_a_guardian_says_of_an_older_child_waits_for_the_childs_word(north, client):
    enrolled_by_sol(north, 12)
    (consent,) = consents("bo")
    assert (consent.waits_for_own, consent.waits_for_guardian, kept(north)["bo"]) == (True, False, BLANK)
    assert (kinds("bo"), kinds("sol")) == (["consents.waits"], [])
    client.force_login(a_person("bo"))
    assert client.post(f"/me/consents/{consent.pk}/agree/").status_code == 302
    with in_community(north.pk):
        row = Enrolment.objects.get()
        assert not SharedRecord.objects.exists()
    assert (row.attributes, row.attributes_by, row.attributes_until) == (SAID, consent.pk, consent.expires_at)
    assert [(one.said, one.holds) for one in consents("bo")] == [({}, True)]
    with as_learner("bo") as who:
        revoke(who, pk=consent.pk)
    assert kept(north)["bo"] == BLANK


def test_what_the_child_does_not_agree_to_is_gone(north, client):
    enrolled_by_sol(north, 12)
    (consent,) = consents("bo")
    client.force_login(a_person("bo"))
    assert client.delete(f"/api/v1/me/consents/{consent.pk}/").status_code == 204
    with as_person(a_person("bo").pk):
        assert [(one.said, one.holds) for one in Consent.objects.all()] == [({}, False)]
    assert kept(north)["bo"] == BLANK


def test_whose_age_nobody_knows_with_a_guardian_waits_for_the_guardian(north):
    a_guardianship(north, "sol", "bo")
    an_enrolment(an_offering(north), "bo", attributes=SAID)
    (consent,) = consents("bo")
    assert (consent.waits_for_guardian, kept(north)["bo"], kinds("sol")) == (True, BLANK, ["consents.waits"])
    with as_guardian_of("bo", "sol") as who:
        agree(who, pk=consent.pk)
    assert kept(north)["bo"] == SAID


def test_two_places_wait_for_one_word(north):
    enrolled_by_sol(north, 12)
    second = an_offering(north, title="Second")
    enrolled_by_sol(north, 12, second)
    (consent,) = consents("bo")
    with as_learner("bo") as who:
        agree(who, pk=consent.pk)
    with in_community(north.pk):
        assert list(Enrolment.objects.values_list("attributes", "attributes_by")) == [(SAID, consent.pk)] * 2


def test_an_application_waits_alike_of_who_is_no_member(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"
    west = admitting("west")
    east = a_community("east", country="IE")
    a_guardianship(east, "sol", "bo")
    born(east, "bo", day_of_age(timezone.localdate(), -12))
    round_ = a_round(west)
    with in_community(west.pk):
        apply(round_, person=a_person("bo"), by=a_person("sol"), attributes=SAID)
        assert Application.objects.get().attributes == BLANK
    with as_person(a_person("bo").pk):
        consent = Consent.objects.get()
    with as_learner("bo") as who:
        agree(who, pk=consent.pk)
    a_draw(round_)
    with in_community(west.pk):
        assert (Application.objects.get().attributes, Enrolment.objects.get().attributes) == (SAID, SAID)


def test_it_outlives_leaving_and_ends_on_its_day(north):
    one = an_enrolment(an_offering(north), "ann", attributes=SAID)
    with in_community(north.pk):
        withdraw(one, by=one.person)
    assert kept(north) == {"ann": SAID}  # so that it is seen who leaves
    with in_community(north.pk):
        Enrolment.objects.update(attributes_until=timezone.now() - timedelta(days=1))
    daily(north.pk)
    assert kept(north) == {"ann": {"gender": "", "disability": ""}}


def test_an_application_keeps_it_alike():
    round_ = a_round(admitting("north"), capacity=1)
    an_application(round_, "ann", attributes=SAID)
    with as_learner("ann") as who:
        revoke(who, pk=consents("ann")[0].pk)
    with in_community(round_.community_id):
        assert Application.objects.get().attributes == {"gender": "", "disability": ""}
        with pytest.raises(IntegrityError, match="answers_by_consent"), transaction.atomic():
            Application.objects.update(attributes=SAID, attributes_by=uuid4())
