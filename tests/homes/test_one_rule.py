"""Who is stuck is asked of the database for a home and reckoned for the page of a group: one rule, two ways."""

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from curriculum.actions import edit_node, publish_version
from curriculum.models import Curriculum
from learners.actions import complete_enrolment
from learners.progress.group_state import group_of
from learners.progress.homes.queries import home_of
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.communities.factories import text_of
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_person
from tests.learners.factories import an_enrolment, an_offering
from tests.plans.factories import a_course, first_of
from tests.progress.factories import a_mark, a_submission, with_scale

pytestmark = pytest.mark.django_db
NAMES = [f"learner-{number:02}" for number in range(24)]


@pytest.fixture
def north():
    return with_scale(a_community("north"))


def groups(north):
    """Boats: the second unit comes after the first, 1.2 and 2.2 after parts of other curricula; Kites: nothing before."""
    knots, tides, by = a_course(north, "Knots"), a_course(north, "Tides"), a_teacher(north, "joss")
    boats, kites = a_curriculum(north, "Boats", by=by), a_curriculum(north, "Kites", by=by)
    with in_community(north.pk):
        parts = {one.title: one for one in boats.nodes.all()}
        edit_node(parts["Unit 2"], requires=[parts["Unit 1"].key])
        edit_node(parts["Activity 1.2"], requires=[first_of(knots)])
        edit_node(parts["Activity 2.2"], requires=[first_of(tides), parts["Activity 2.1"].key])
        versions = [publish_version(Curriculum.objects.get(pk=one.pk), by=by) for one in (boats, kites)]
    taught = [an_offering(north, title=str(one), version=one, teachers=(by,)) for one in versions]
    return taught, (knots, tides)


def at_random(draw, enrolment, north):
    """Marks of some activities, of today or of a while ago; some wait for a mark."""
    for place in range(4):
        fate = draw.random()
        if fate < 0.4:
            continue
        if fate < 0.45:
            a_submission(enrolment, place)
            continue
        mark, days = a_mark(enrolment, place, level=draw.randint(1, 4)), draw.choice((0, 6, 7, 8))
        with in_community(north.pk):
            day = timezone.localdate() - timedelta(days=days)
            then = timezone.now() - timedelta(days=days)
            Mark.objects.filter(pk=mark.pk).update(marked_at=then, submitted_on=day)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_home_and_the_page_of_a_group_name_the_same_for_the_same_reasons(north, seed):
    draw, ((boats, kites), others) = random.Random(seed), groups(north)
    for name in NAMES:
        for offering in others:
            if draw.random() < 0.6:
                before = an_enrolment(offering, name)
                a_mark(before, 0, level=draw.randint(1, 4))
                if draw.random() < 0.3:
                    with in_community(north.pk):
                        complete_enrolment(before, outcome=draw.choice(("Pass", "Fail")), by=a_person("joss"))
        for offering in (boats, kites):
            at_random(draw, an_enrolment(offering, name), north)
    with in_community(north.pk):
        found = [
            (str(one.enrolment.pk), one.tried.title if one.tried else None, sorted(one.lacks))
            for offering in (boats, kites)
            for one in group_of(offering, scale=north.mastery_scale).readiness()
            if one.is_stuck
        ]
        joss = a_person("joss")
        access = SimpleNamespace(
            membership=joss.memberships.get(community=north), person=joss, community=north,
            can=lambda _permission: True, has_role=lambda *_roles: False,
        )  # fmt: skip
        told = [
            (one["enrolment_id"], one["tried"], sorted(one["lacks"] or []))
            for one in home_of(access, few=200)["pupil"]
            if one["tried"] or one["lacks"]
        ]
    assert len(found) > 5
    assert any(tried for _one, tried, _lacks in found) and any(lacks for _one, _tried, lacks in found)
    assert sorted(told, key=lambda one: one[0]) == sorted(found, key=lambda one: one[0])


def test_the_home_says_what_is_lacking(client, north):
    (boats, _kites), _others = groups(north)
    a_mark(an_enrolment(boats, "ann"), 0, level=2)
    client.force_login(a_person("joss"))
    assert "Lacks: Activity 1.1 (Knots) · Activity 1.1 (Tides) · Activity 2.1" in text_of(client.get("/c/north/"))
