from uuid import uuid4

import pytest

from learners.models import OfferingCard
from learners.progress.plans.actions import add_step, set_goal
from learners.progress.plans.models import Goal
from learners.progress.plans.queries import goals
from learners.queries import looks
from tenancy.scope import as_person
from tests.communities.factories import a_browser, an_api
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship
from tests.plans.factories import a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def mika(north):
    return a_member(north, "mika", "learner").person


@pytest.fixture
def browser(mika):
    return a_browser(mika)


def of(person):
    with as_person(person.pk):
        return list(goals())


def a_goal(person, words="Keep bees", *steps):
    with as_person(person.pk):
        goal = set_goal(words)
        for title in steps:
            goal = add_step(goal, title=title)
    return goal


def test_a_goal_its_steps_and_its_day_that_moves(browser, mika):
    made = browser.post("/me/plan/", {"words": "Keep bees", "target_on": "2027-05-01"})
    (goal,) = of(mika)
    assert (made.status_code, made["Location"]) == (302, f"/me/plan/{goal.pk}/")
    for title in ("Read about hives", "Visit Ann"):
        assert browser.post(f"/me/plan/{goal.pk}/", {"title": title}).status_code == 302
    first, second = of(mika)[0].steps
    browser.post(f"/me/plan/{goal.pk}/steps/{first.id}/done/")
    browser.post(f"/me/plan/{goal.pk}/steps/{second.id}/earlier/")
    browser.post(f"/me/plan/{goal.pk}/steps/{second.id}/day/", {"target_on": "2027-03-01"})
    browser.post(f"/me/plan/{goal.pk}/edit/", {"words": "Keep a hive", "target_on": "2027-06-01"})
    (goal,) = of(mika)
    assert (goal.words, goal.moved, [one.title for one in goal.steps], goal.done) == (
        "Keep a hive", 1, ["Visit Ann", "Read about hives"], 1,
    )  # fmt: skip
    page = browser.get(f"/me/plan/{goal.pk}/").content.decode()
    assert "moved once" in page
    browser.post(f"/me/plan/{goal.pk}/reached/")
    assert of(mika)[0].state == Goal.State.REACHED
    assert "Reached, and put aside" in browser.get("/me/plan/").content.decode()


def test_nobody_reads_or_changes_anothers_plan(north, mika):
    goal = a_goal(mika, "Secret hive", "Buy wood")
    other = a_member(north, "bo", "learner")
    browser, api, step = a_browser(other), an_api(other), goal.steps[0].id
    pages = [("get", ""), ("post", ""), ("post", "edit/"), ("post", "reached/"), ("post", f"steps/{step}/drop/")]
    answers = {
        getattr(browser, method)(f"/me/plan/{goal.pk}/{path}", {"words": "x", "title": "x"}).status_code
        for method, path in pages
    }
    answers |= {api.patch(f"/api/v1/me/goals/{goal.pk}/", {"words": "x"}, format="json").status_code}
    answers |= {api.delete(f"/api/v1/me/goals/{goal.pk}/steps/{step}/").status_code}
    assert answers == {404}
    assert "Secret hive" not in browser.get("/me/plan/").content.decode()
    assert api.get("/api/v1/me/goals/").json() == []
    assert (of(mika)[0].words, len(of(mika)[0].steps)) == ("Secret hive", 1)
    assert a_browser().get("/me/plan/").status_code == 302


def test_a_guardian_reads_the_plan_and_the_child_sees_it(north, mika):
    a_goal(mika, "Keep bees", "Read about hives")
    a_guardianship(north, "sol", "mika")
    sol, stranger = a_browser(a_person("sol")), a_browser(a_member(north, "bo", "guardian"))
    page = sol.get(f"/me/children/{mika.pk}/plan/").content.decode()
    assert ("Keep bees" in page, "Read about hives" in page) == (True, True)
    assert f"/me/children/{mika.pk}/plan/" in sol.get("/me/children/").content.decode()
    assert [one["words"] for one in an_api(a_person("sol")).get(f"/api/v1/me/children/{mika.pk}/goals/").json()] == [
        "Keep bees"
    ]
    assert stranger.get(f"/me/children/{mika.pk}/plan/").status_code == 404
    assert an_api(a_person("bo")).get(f"/api/v1/me/children/{mika.pk}/goals/").status_code == 404
    with as_person(mika.pk):
        assert "Your plan" in {str(one.what) for one in looks()}


def test_a_suggestion_goes_into_the_plan_once_or_is_turned_down(browser, north, mika):
    offering = a_course(north, "Bees")
    goal = a_goal(mika)
    assert "Bees" in browser.get("/me/plan/").content.decode()
    for _ in range(2):
        browser.post(f"/me/plan/offerings/{offering.pk}/", {"goal": goal.pk})
    assert [one.title for one in of(mika)[0].steps] == ["Bees"]
    foreign = a_goal(a_person("bo"), "Not mika's")
    browser.post(f"/me/plan/offerings/{offering.pk}/", {"goal": foreign.pk})
    assert of(a_person("bo"))[0].steps == ()
    browser.post(f"/me/plan/offerings/{offering.pk}/not-for-me/", {"why": "No time."})
    page = browser.get("/me/plan/").content.decode()
    assert "you said that it is not for you. No time." in page
    assert browser.post(f"/me/plan/offerings/{uuid4()}/not-for-me/").status_code == 404
    browser.post(f"/me/plan/offerings/{offering.pk}/take-back/")
    assert "you said that it is not for you" not in browser.get("/me/plan/").content.decode()


def test_the_same_by_api(mika, north):
    api, offering = an_api(mika), a_course(north, "Bees")
    goal = api.post("/api/v1/me/goals/", {"words": "Keep bees", "target_on": "2027-05-01"}, format="json").json()
    address = f"/api/v1/me/goals/{goal['id']}/"
    step = api.post(f"{address}steps/", {"title": "Bees", "offering": str(offering.pk)}, format="json").json()["steps"][
        0
    ]
    done = api.patch(f"{address}steps/{step['id']}/", {"done": True}, format="json").json()
    assert done["steps"][0]["done_on"]
    assert api.patch(f"{address}steps/{uuid4()}/", {"done": True}, format="json").status_code == 409
    assert api.patch(address, {"state": "reached"}, format="json").json()["state"] == "reached"
    found = api.get("/api/v1/me/suggestions/").json()
    assert [one["offering"]["title"] for one in found["fit"]] == ["Bees"]
    assert api.put(f"/api/v1/me/suggestions/{offering.pk}/", {"says": "not_for_me"}, format="json").status_code == 204
    assert api.get("/api/v1/me/suggestions/").json()["fit"] == []
    assert api.delete(f"/api/v1/me/suggestions/{offering.pk}/").status_code == 204


def test_too_much_and_nonsense_are_refused(mika, browser):
    goal = a_goal(mika)
    assert browser.post("/me/plan/", {"words": ""}).status_code == 422
    assert browser.post(f"/me/plan/{goal.pk}/", {"title": "x", "target_on": "soon"}).status_code == 422
    with as_person(mika.pk):
        Goal.objects.bulk_create(Goal(words=f"Goal {n}") for n in range(49))
    answer = browser.post("/me/plan/", {"words": "One too many"})
    assert (answer.status_code, "These are 50 open goals." in answer.content.decode()) == (422, True)


def test_the_plan_asks_as_much_of_thirty_as_of_one(browser, north, mika):
    a_course(north, "Bees")
    goal = a_goal(mika, "Keep bees", "Read")
    at_one = queries(browser, "/me/plan/"), queries(browser, "/me/"), queries(browser, f"/me/plan/{goal.pk}/")
    cards = [
        OfferingCard(
            **{
                field: getattr(OfferingCard.objects.get(), field)
                for field in ("community_id", "title", "language", "state", "listed")
            },
            id=uuid4(),
        )
        for _ in range(29)
    ]
    OfferingCard.objects.bulk_create(cards)
    for number in range(29):
        a_goal(mika, f"Goal {number}", "Read")
    assert (queries(browser, "/me/plan/"), queries(browser, "/me/"), queries(browser, f"/me/plan/{goal.pk}/")) == at_one
    assert at_one[0] <= 15
