"""What a learner needs counts among the next steps: what has it comes first of equals, and only who may know is told."""

import pytest
from django.test import Client

from learners.consents.queries import said_to
from learners.models import OfferingCard
from learners.progress.plans.advising import plan_of
from tenancy.scope import as_person
from tests.consents.factories import a_consent, say
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship
from tests.mentors.factories import accepted
from tests.plans.factories import a_course, fitting, plan_for

pytestmark = pytest.mark.django_db
HAS, UNSAID = (
    "It has what you need: A quiet room.",
    "It does not say that it has what you need: A quiet room. Ask them.",
)


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def mika(north):
    return a_member(north, "mika", "learner").person


def courses(community):
    """The first says nothing of a quiet room."""
    for title, support in (("Drums", []), ("Chess", ["quiet"])):
        OfferingCard.objects.filter(pk=a_course(community, title).pk).update(support=support)


def told(plan):
    return {one.card.title: one.reasons[1:] for one in plan.advice.fit}


def test_what_has_it_comes_first_of_equals_and_what_does_not_say_so_stays(north, mika):
    courses(a_community("south"))
    a_member(north, "bo", "learner")
    say("bo", "everyone", support="signed")
    assert (fitting(plan_for(mika)), told(plan_for(mika))) == (["Drums", "Chess"], {"Drums": [], "Chess": []})
    say("mika", "me", support="quiet")
    assert (fitting(plan_for(mika)), told(plan_for(mika))) == (["Chess", "Drums"], {"Chess": [HAS], "Drums": [UNSAID]})
    client = Client()
    client.force_login(mika)
    assert [HAS in one["reasons"] for one in client.get("/api/v1/me/suggestions/").json()["fit"]] == [True, False]


def test_a_guardian_reads_it_only_where_guardians_may(north, mika):
    courses(north)
    a_guardianship(north, "sol", "mika")
    sol = Client()
    sol.force_login(a_person("sol"))
    seen = {}
    for seen_by in ("me", "guardians"):
        say("mika", seen_by, support="quiet")
        seen[seen_by] = HAS in sol.get(f"/me/children/{mika.pk}/plan/").content.decode()
    assert seen == {"me": False, "guardians": True}


def test_a_mentor_reads_it_never_and_interests_only_as_agreed(north, mika):
    courses(north)
    a_course(north, "Keeping bees")
    say("mika", "communities", support="quiet", interests="Bees")
    a_member(north, "joss", "teacher")
    joss = Client()
    joss.force_login(a_person("joss"))
    seen = {}
    one = accepted(north, "mika", "joss")
    for fields in (["plan", "interests"], ["plan"]):
        a_consent(north, "mika", purpose="mentoring", fields=fields)
        page = joss.get(f"/c/north/mentoring/{one.pk}/").content.decode()
        seen[len(fields)] = ("Keeping bees" in page, "It is about what you like" in page, "what you need" in page)
    assert seen == {2: (True, True, False), 1: (True, False, False)}


def test_nothing_ticked_changes_nothing(north, mika):
    courses(north)
    with as_person(mika.pk):
        assert fitting(plan_of([], language="en", told=said_to(["everyone"]))) == fitting(plan_for(mika))
