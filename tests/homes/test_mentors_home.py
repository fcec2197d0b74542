"""A mentor's home says of each learner what changed and what comes next, while the learner's consent holds."""

import pytest

from jobs.outbox import run_waiting
from learners.consents.acting import for_oneself
from learners.consents.actions import revoke
from learners.consents.models import Consent, SharedRecord
from learners.models import AccessLog
from learners.progress.plans.actions import add_step, agree_on, change_step, set_goal
from tenancy.scope import as_person, in_community
from tests.communities.factories import text_of
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.mentors.factories import accepted, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north")
    a_member(north, "ann", "learner")
    for mentor in ("mia", "max"):
        a_member(north, mentor, "teacher")
    with as_person(a_person("ann").pk):
        set_goal("Build a raft")
    return north


def home(client, username="mia"):
    client.force_login(a_person(username))
    return text_of(client.get("/c/north/"))


def test_who_asks_waits_for_an_answer_and_shows_no_plan(client, north):
    asked(north, "ann", "mia")
    page = home(client)
    assert "asks you to be their mentor" in page
    assert "One thing waits for you" in page
    assert "raft" not in page


def test_what_changes_in_the_plan_comes_to_the_home_of_the_mentor_alone(client, north):
    accepted(north, "ann", "mia")
    assert "a new goal: “Build a raft”" in home(client)
    with as_person(a_person("ann").pk):
        goal = add_step(set_goal("Build a raft"), title="Find barrels")
        agree_on(goal, who="mia")
    run_waiting()
    page = home(client)
    assert "Next step: “Find barrels” · you both agreed" in page
    with as_person(a_person("ann").pk):
        change_step(goal, key=goal.steps[0].key, done=True)
    run_waiting()
    assert "a step done towards “Build a raft”" in home(client)
    assert "raft" not in home(client, "max")


def test_each_learner_sees_that_their_mentor_read_it_once_a_day_and_nobody_else_looked(client, north):
    accepted(north, "ann", "mia")
    asked(north, "ann", "max")
    for who in ("mia", "mia", "max"):
        home(client, who)
    with as_person(a_person("ann").pk):
        looks = [(one.who_name, str(one.what), one.role) for one in AccessLog.objects.all()]
    assert looks == [("mia", "What changed in your plan, and its next step", "mentor")]


def test_the_copy_goes_with_the_consent(client, north):
    accepted(north, "ann", "mia")
    ann = a_person("ann")
    with for_oneself(ann) as who:
        revoke(who, pk=Consent.objects.get().pk)
        set_goal("Sail away")
    run_waiting()
    page = home(client)
    assert "plan closed at present" in page
    assert ("raft" in page, "Sail" in page) == (False, False)
    with in_community(north.pk):
        assert SharedRecord.objects.count() == 0


def test_the_home_asks_as_much_for_thirty_learners_as_for_one(client, north):
    accepted(north, "ann", "mia")
    client.force_login(a_person("mia"))
    at_one = queries(client, "/c/north/")
    for number in range(29):
        a_member(north, f"learner-{number}", "learner")
        accepted(north, f"learner-{number}", "mia")
    assert queries(client, "/c/north/") == at_one <= 12
    assert "Everyone you mentor" in home(client)
