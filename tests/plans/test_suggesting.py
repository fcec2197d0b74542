from datetime import date

import pytest

from communities.models import Membership
from learners.actions import change_offering, close_offering, withdraw
from learners.consents.models import ProfileEntry
from learners.consents.queries import said_to
from learners.models import OfferingCard
from learners.progress.plans.actions import overrule, set_goal, take_back
from learners.progress.plans.advising import plan_of
from learners.progress.plans.models import Overrule
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_framework
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_enrolment, an_offering
from tests.plans.factories import a_course, against, fitting, plan_for
from tests.progress.factories import a_mark, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def mika(south):
    return a_member(south, "mika", "learner").person


def card(offering):
    return OfferingCard.objects.get(pk=offering.pk)


def test_what_comes_before_a_goal_is_suggested_and_the_goal_waits(north, south, mika):
    cups, litres = a_course(north, "Cups"), None
    litres = a_course(north, "Litres", after=cups)
    rivers = a_course(north, "Rivers", after=litres)
    a_course(south, "Choir")
    with as_person(mika.pk):
        set_goal("Rivers", card=card(rivers))
    plan = plan_for(mika)
    assert fitting(plan)[0] == "Cups"
    assert plan.advice.fit[0].reasons == ["It comes before what you put in your plan."]
    assert against(plan)["Rivers"] == "It builds on what you have not shown yet: Activity 1.1 (Litres)."
    assert [one.first.title for one in plan.advice.ruled_out if one.card.title == "Litres"] == ["Cups"]


def test_what_is_shown_anywhere_opens_what_builds_on_it(north, south, mika):
    cups = a_course(north, "Cups")
    a_course(south, "Litres", after=None)
    litres = a_course(north, "Decilitres", after=cups)
    assert "Decilitres" not in fitting(plan_for(mika))
    a_mark(an_enrolment(cups, "mika"), 0, level=2)
    assert "Decilitres" not in fitting(plan_for(mika))
    a_mark(an_enrolment(cups, "mika"), 0, level=3)
    plan = plan_for(mika)
    (found,) = [one for one in plan.advice.fit if one.card.pk == litres.pk]
    assert found.reasons == ["You have shown what it builds on."]
    assert "Cups" not in fitting(plan)  # where they have a place already


def test_a_competency_that_is_a_goal_is_looked_for(north, mika):
    framework = a_framework(north, codes="M M.1")
    with in_community(north.pk):
        competency = framework.competencies.get(code="M.1")
    a_course(north, "Measuring", teaches=competency.key)
    a_course(north, "Another")
    with as_person(mika.pk):
        set_goal("To measure", competency=competency.key)
    plan = plan_for(mika)
    assert fitting(plan)[0] == "Measuring"
    assert plan.advice.fit[0].reasons == ["It teaches what is your goal: “To measure”."]


def test_the_words_of_a_goal_find_what_is_about_them(north, mika):
    a_course(north, "Keeping bees", summary="Hives, honey and swarms.")
    a_course(north, "Another")
    with as_person(mika.pk):
        set_goal("I want to keep a hive of my own")
    plan = plan_for(mika)
    assert (fitting(plan)[0], plan.advice.fit[0].reasons) == (
        "Keeping bees", ["It is about your goal: “I want to keep a hive of my own”."],
    )  # fmt: skip


def test_age_and_language_rule_out_and_an_overrule_is_remembered(north, south, mika):
    with in_community(south.pk):
        Membership.objects.filter(person=mika).update(born_on=date(2016, 5, 1))
    old, arabic = a_course(north, "Statics of bridges", age_from=15), a_course(north, "Bridges of stone", language="ar")
    with as_person(mika.pk):
        set_goal("Bridges")
    plan = plan_for(mika)
    assert (fitting(plan), against(plan)) == (
        [], {"Statics of bridges": "It is for people from 15 years on.", "Bridges of stone": "It is in Arabic."},
    )  # fmt: skip
    assert sorted(plan.advice.numbers) == ["1 for another age", "1 in another language"]
    with as_person(mika.pk):
        overrule(card(old), says=Overrule.Says.ALL_THE_SAME)
        overrule(card(arabic), says=Overrule.Says.NOT_FOR_ME, why="Later.")
    plan = plan_for(mika)
    assert fitting(plan) == ["Statics of bridges"]
    assert plan.advice.fit[0].reasons[0] == "You want it all the same."
    assert against(plan)["Bridges of stone"].endswith("you said that it is not for you. Later.")
    with as_person(mika.pk):
        take_back(card(old))
    assert fitting(plan_for(mika)) == []


def test_nothing_hidden_closed_or_for_others_members_is_suggested(north, south, mika):
    hidden = a_community("hidden")
    type(hidden).objects.filter(pk=hidden.pk).update(visibility="hidden")
    a_course(hidden, "Unseen")
    closed = a_course(north, "Closed")
    with in_community(north.pk):
        close_offering(closed)
    OfferingCard.objects.filter(pk=a_course(north, "For members").pk).update(listed=False)
    OfferingCard.objects.filter(pk=a_course(south, "For our members").pk).update(listed=False)
    assert fitting(plan_for(mika)) == ["For our members"]


def test_what_one_likes_counts_and_stays_ones_own(north, mika):
    a_course(north, "Keeping bees")
    a_course(north, "Another")
    with as_person(mika.pk):
        ProfileEntry.objects.create(field="interests", text="Bees and boats")
        seen_by_guardian = plan_of([], language="en", told=said_to(("guardians", "communities")))
    plan = plan_for(mika)
    assert (fitting(plan)[0], plan.advice.fit[0].reasons) == ("Keeping bees", ["It is about what you like."])
    assert ["It is about what you like."] not in [one.reasons for one in seen_by_guardian.advice.fit]


def test_what_clashes_with_what_one_does_is_ruled_out(north, south, mika):
    monday = [{"weekday": 0, "starts": "10:00", "ends": "11:00"}]
    course, other = a_course(north, "Choir"), a_course(north, "Drums")
    with in_community(north.pk):
        for offering in (course, other):
            change_offering(offering, by=mika, times=monday, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 1))
    an_enrolment(course, "mika")
    with as_person(mika.pk):
        set_goal("Drums")
    plan = plan_for(mika)
    assert (fitting(plan), plan.advice.numbers) == ([], ["1 that clashes with what you do"])
    assert against(plan)["Drums"].startswith("It clashes with “Choir” of North, first on ")


def test_odd_words_are_searched_as_words(north, mika):
    a_course(north, "Another")
    with as_person(mika.pk):
        set_goal("a_b_c' | !(:* & <-> \\ ''quote'' مرحبا بالعالم %s {0}")
    assert fitting(plan_for(a_person("mika"))) == ["Another"]


def test_what_is_being_learned_is_not_suggested_once_more_unless_one_wants_it(north, mika):
    rivers = a_course(north, "Rivers")
    next_term = an_offering(north, title="Rivers, next term", version=rivers.version)
    assert {"Rivers", "Rivers, next term"} <= set(fitting(plan_for(mika)))
    with as_person(mika.pk):
        set_goal("Rivers")
    place = an_enrolment(rivers, "mika")
    plan = plan_for(mika)
    assert "Rivers, next term" not in fitting(plan)
    assert against(plan)["Rivers, next term"] == "You are learning this already, or wait for a place in it."
    assert plan.advice.numbers == ["1 that you are learning already"]
    with as_person(mika.pk):
        overrule(card(next_term), says=Overrule.Says.ALL_THE_SAME)
    assert "Rivers, next term" in fitting(plan_for(mika))
    with as_person(mika.pk):
        take_back(card(next_term))
    with in_community(north.pk):
        withdraw(place, by=mika)
    assert "Rivers, next term" in fitting(plan_for(mika))


def test_the_goal_that_is_named_is_the_one_whose_words_are_there(north, mika):
    a_course(north, "One bowl")
    a_course(north, "Bakery")
    with as_person(mika.pk):
        for words in ("Bake bread", "Read to the little ones"):
            set_goal(words)
    told = {one.card.title: one.reasons[0] for one in plan_for(mika).advice.fit}
    assert told == {
        "One bowl": "It is about your goal: “Read to the little ones”.",
        "Bakery": "It is about your goal: “Bake bread”.",
    }
