"""How far it is counts among the next steps: it is said of what is near, and what is far comes after its equals."""

import pytest

from tests.factories import a_community, a_member
from tests.plans.factories import a_course, fitting, plan_for

pytestmark = pytest.mark.django_db


def test_what_is_near_is_said_to_be_and_what_is_known_to_be_far_comes_last_of_equals():
    home = a_community("home", latitude=50.0, longitude=14.0)
    mika = a_member(home, "mika", "learner").person
    near, far = (a_community(slug, latitude=50.1, longitude=by) for slug, by in (("near", 14.1), ("far", 24.0)))
    a_course(far, "Far")
    a_course(near, "Near")
    a_course(a_community("anywhere"), "Unsaid")
    a_course(home, "Own")
    plan = plan_for(mika)
    assert fitting(plan) == ["Near", "Unsaid", "Own", "Far"]
    told = {one.card.title: one.reasons[1:] for one in plan.advice.fit}
    assert told == {"Near": ["About 13 km from Home."], "Unsaid": [], "Own": ["In Home, where you belong."], "Far": []}


def test_without_coordinates_of_ones_own_nothing_is_said_and_the_order_is_by_day():
    mika = a_member(a_community("home"), "mika", "learner").person
    a_course(a_community("far", latitude=50.1, longitude=24.0), "Far")
    a_course(a_community("near", latitude=50.1, longitude=14.1), "Near")
    plan = plan_for(mika)
    assert (fitting(plan), [len(one.reasons) for one in plan.advice.fit]) == (["Far", "Near"], [1, 1])
