"""The teachers of a community see what a learner has shown elsewhere while a consent holds, and the learner sees them."""

import pytest

from jobs.outbox import run_waiting
from learners.consents.actions import revoke
from learners.consents.models import SharedRecord
from learners.models import AccessLog, OfferingTeacher
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, as_learner
from tests.curriculum.factories import a_framework
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_enrolment
from tests.plans.factories import a_course
from tests.progress.factories import a_mark, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def south():
    """Tomas is marked in north, and in a community nobody may know of; he learns in south, where tess teaches him."""
    north, south, hidden = (with_scale(a_community(slug)) for slug in ("north", "south", "hidden"))
    hidden.visibility = "hidden"
    hidden.save()
    a_member(south, "tess", "teacher")
    a_member(south, "other", "teacher")
    south.there = an_enrolment(a_course(north, "Boats", teaches=a_competency(north)), "tomas")
    south.secret = an_enrolment(a_course(hidden, "Secrets", teaches=a_competency(hidden)), "tomas")
    south.here = an_enrolment(a_course(south, "Tides"), "tomas")
    with in_community(south.pk):
        tess = a_person("tess").memberships.get()
        OfferingTeacher.objects.create(offering=south.here.offering, membership=tess)
    a_mark(south.there, level=3)
    a_mark(south.secret, level=4)
    return south


def a_competency(community):
    framework = a_framework(community, "M", codes="M M.1")
    with in_community(community.pk):
        return framework.competencies.get(code="M.1").key


def page(client, south, who="tess", api=False):
    client.force_login(a_person(who))
    if api:
        return client.get(f"/api/v1/c/south/learn/{south.here.pk}/mastery/")
    return client.get(f"/c/south/offerings/enrolments/{south.here.pk}/mastery/")


def consent(south, **what):
    return a_consent(south, "tomas", fields=["mastery"], **what)


def test_without_a_consent_nothing_is_seen_and_nothing_is_logged(client, south):
    a_consent(south, "tomas", fields=["interests"])
    said = page(client, south).content.decode()
    assert ("They do not share it" in said, "Secure" in said) == (True, False)
    assert page(client, south, api=True).status_code == 404
    with as_person(a_person("tomas").pk):
        assert AccessLog.objects.count() == 0


def test_with_one_their_teachers_see_each_level_on_its_own_scale_and_are_seen(client, south):
    consent(south)
    said = page(client, south).content.decode()
    assert ("Secure" in said, "North" in said, "Hidden" in said) == (True, True, False)
    rows = page(client, south, api=True).json()
    assert [(one["community"], one["level"], len(one["scale"])) for row in rows for one in row["shown"]] == [
        ("north", 3, 4)
    ]
    with as_person(a_person("tomas").pk):
        looks = [(one.who_name, str(one.what)) for one in AccessLog.objects.all()]
    assert looks == [("tess", "What you have shown in other communities")]


def test_nobody_else_does(client, south):
    consent(south)
    a_member(a_community("east"), "eve", "teacher", "administrator")
    for who, status in (("other", 403), ("tomas", 404), ("eve", 404), ("founder-of-south", 200)):
        assert page(client, south, who).status_code == status, who
        assert page(client, south, who, api=True).status_code == status, who


def test_the_copy_is_kept_current_and_goes_with_the_consent(client, south):
    given = consent(south)
    a_mark(south.there, level=4)
    run_waiting()
    assert "Teaches others" in page(client, south).content.decode()
    an_assessment_of(a_piece(south.there, competencies=[]), 1)
    run_waiting()
    with as_learner("tomas") as who:
        revoke(who, pk=given.pk)
    a_mark(south.there, level=3)
    run_waiting()
    assert "They do not share it" in page(client, south).content.decode()
    with in_community(south.pk):
        assert SharedRecord.objects.count() == 0


def test_the_page_asks_as_much_for_thirty_competencies_as_for_one(client, south):
    consent(south)
    client.force_login(a_person("tess"))
    address = f"/c/south/offerings/enrolments/{south.here.pk}/mastery/"
    few = queries(client, address)
    with in_community(south.pk):
        record = SharedRecord.objects.get()
        record.copies = {"mastery": record.copies["mastery"] * 30}
        record.save()
    assert queries(client, address) == few <= 12
