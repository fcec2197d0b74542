"""A learner asks for a mentor, who reads the plan while both agreed and a consent holds, and no longer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from communities.actions import end_membership
from learners.consents.acting import acting
from learners.consents.actions import agree
from learners.consents.models import Consent, SharedRecord
from learners.models import AccessLog
from learners.progress.mentors.actions import answer
from learners.progress.mentors.models import Mentoring
from learners.progress.plans.actions import add_step, change_step, set_goal
from learners.progress.plans.models import Goal
from notices.models import Notice
from tenancy.scope import as_person, in_community, sweeping
from tests.consents.factories import born, say
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship
from tests.mentors.factories import accepted, asked, membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north")
    a_member(north, "joss", "teacher")
    a_member(north, "ann", "learner")
    return north


@pytest.fixture
def goal():
    with as_person(a_person("ann").pk):
        return add_step(set_goal("To keep bees"), title="Read about hives")


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def goals_seen(client, one, who="joss", place="north"):
    answer = signed_in(client, who).get(f"/api/v1/c/{place}/mentoring/{one.pk}/goals/")
    return answer.status_code, [goal["words"] for goal in answer.json()] if answer.status_code == 200 else None


def told(username):
    with as_person(a_person(username).pk):
        return list(Notice.objects.order_by("created_at", "id").values_list("kind", flat=True))


def test_a_plan_opens_when_the_mentor_accepted_and_each_look_is_written_down(client, north, goal):
    one = asked(north, "ann", "joss")
    assert goals_seen(client, one) == (404, None)
    with in_community(north.pk):
        answer(one, accept=True, by=a_person("joss"))
    assert goals_seen(client, one) == (200, ["To keep bees"])
    with as_person(a_person("ann").pk):
        assert [(look.who_name, str(look.what)) for look in AccessLog.objects.all()] == [("joss", "Your plan")]
    assert told("joss") == ["mentors.asked"]
    assert told("ann") == ["mentors.accepted"]


def test_nobody_else_reads_it(client, north, goal):
    one = accepted(north, "ann", "joss")
    a_member(north, "tess", "teacher")
    a_member(a_community("south"), "kai", "administrator", "teacher")
    for who, place, status in (
        ("tess", "north", 404), ("founder-of-north", "north", 404), ("kai", "south", 404), ("ann", "north", 403),
    ):  # fmt: skip
        assert goals_seen(client, one, who, place) == (status, None), who
        page = client.get(f"/c/{place}/mentoring/{one.pk}/")
        assert page.status_code == status, who
    with in_community(a_community("east").pk):
        assert not Mentoring.objects.exists()


def test_a_mentor_says_something_and_agrees_until_the_goal_changes(client, north, goal):
    one = accepted(north, "ann", "joss")
    at = f"/api/v1/c/north/mentoring/{one.pk}/goals/{goal.pk}/"
    signed_in(client, "joss")
    assert client.post(f"{at}notes/", {"words": "Start small."}).status_code == 201
    assert client.put(f"{at}agreement/").json()["agreed_with"] == "joss"
    with as_person(a_person("ann").pk):
        now = Goal.objects.get()
        assert [(note.by, note.words) for note in now.notes] == [("joss", "Start small.")]
        change_step(now, key=now.steps[0].key, done=True)
        assert Goal.objects.get().agreed_with == "joss"
        add_step(now, title="Ask the bee keeper")
        assert Goal.objects.get().agreed_with == ""
    assert told("ann") == ["mentors.accepted", "mentors.said", "mentors.agreed"]


def test_ending_it_and_taking_the_consent_back_each_close_the_plan(client, north, goal):
    one = accepted(north, "ann", "joss")
    with as_person(a_person("ann").pk):
        consent = Consent.objects.get()
    signed_in(client, "ann").delete(f"/api/v1/me/consents/{consent.pk}/")
    assert goals_seen(client, one)[0] == 409
    asked(north, "ann", "joss")
    assert goals_seen(client, one)[0] == 200
    assert signed_in(client, "ann").delete(f"/api/v1/me/mentors/{one.pk}/").json()["state"] == "ended"
    assert goals_seen(client, one) == (404, None)
    with in_community(north.pk), sweeping():
        assert not SharedRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_consent_past_its_date_closes_it(client, north, goal):
    one = accepted(north, "ann", "joss")
    with in_community(north.pk):
        SharedRecord.objects.update(expires_at=timezone.now() + timedelta(seconds=0.3))
    sleep(0.4)
    assert goals_seen(client, one)[0] == 409


def test_leaving_the_community_closes_it(client, north, goal):
    one = accepted(north, "ann", "joss")
    with in_community(north.pk):
        end_membership(membership(north, "ann"))
    assert goals_seen(client, one)[0] == 409


def test_a_young_learner_and_their_guardian_both_agree(client, north, goal):
    a_guardianship(north, "gus", "ann")
    born(north, "ann", date.today() - timedelta(days=365 * 11))
    one = accepted(north, "ann", "joss")
    assert goals_seen(client, one)[0] == 409
    with acting(a_person("gus"), a_person("ann").pk, what=gettext_lazy("Your consents")) as who:
        agree(who, pk=Consent.objects.get().pk)
    assert goals_seen(client, one)[0] == 200
    page = signed_in(client, "gus").get(f"/me/children/{a_person('ann').pk}/mentors/")
    assert "joss" in page.content.decode()
    assert client.post(f"/me/children/{a_person('ann').pk}/mentors/{one.pk}/end/").status_code == 302
    assert goals_seen(client, one) == (404, None)


def test_only_those_who_may_mentor_here_are_asked(client, north):
    a_member(north, "bo", "learner")
    kai = a_member(a_community("south"), "kai", "teacher")
    signed_in(client, "ann")
    named = {one["display_name"] for one in client.get("/api/v1/c/north/mentors/").json()["results"]}
    assert named == {"founder-of-north", "joss"}
    for mentor in (membership(north, "bo"), membership(north, "ann"), kai):
        answered = client.post("/api/v1/me/mentors/", {"community": "north", "mentor": str(mentor.pk)})
        assert answered.status_code == 409, mentor
    assert client.post("/api/v1/me/mentors/", {"community": "south", "mentor": str(kai.pk)}).status_code == 409
    with as_person(a_person("ann").pk):
        assert not Consent.objects.exists()


def test_the_pages_lead_through_it(client, north, goal):
    say("ann", interests="Bees and honey")
    signed_in(client, "ann")
    page = client.get("/me/mentors/ask/", {"community": "north"}).content.decode()
    assert "joss" in page
    given = {"mentor": str(membership(north, "joss").pk), "words": "Go along with me.", "days": "183"}
    assert client.post("/me/mentors/ask/?community=north", given).status_code == 302
    with in_community(north.pk):
        one = Mentoring.objects.get()
    signed_in(client, "joss")
    assert "Go along with me." in client.get("/c/north/mentoring/").content.decode()
    assert client.post(f"/c/north/mentoring/{one.pk}/accept/").status_code == 302
    page = client.get(f"/c/north/mentoring/{one.pk}/").content.decode()
    assert all(words in page for words in ("To keep bees", "Read about hives", "Bees and honey"))
    client.post(f"/c/north/mentoring/{one.pk}/goals/{goal.pk}/say/", {"words": "<b>Small</b> steps."})
    client.post(f"/c/north/mentoring/{one.pk}/goals/{goal.pk}/agree/")
    page = signed_in(client, "ann").get(f"/me/plan/{goal.pk}/").content.decode()
    assert "&lt;b&gt;Small&lt;/b&gt; steps." in page
    assert "agreed with joss" in page


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_is_asked_once(north):
    def once(_number):
        try:
            return asked(north, "ann", "joss").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(once, range(2)))) == 1
    with in_community(north.pk):
        assert Mentoring.objects.count() == 1


def test_the_lists_ask_as_much_for_thirty_as_for_one(client, north):
    accepted(north, "ann", "joss")
    signed_in(client, "joss")
    addresses = ["/c/north/mentoring/", "/api/v1/c/north/mentoring/"]
    at_one = [queries(client, address) for address in addresses]
    for number in range(29):
        a_member(north, f"learner{number}", "learner")
        accepted(north, f"learner{number}", "joss")
    assert [queries(client, address) for address in addresses] == at_one
