import pytest

from tests.assessments.factories import an_assessment, an_attempt
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member


@pytest.fixture
def north():
    place = a_community("north")
    a_member(place, "ann", "learner")
    a_member(place, "bo", "learner")
    a_teacher(place, "tess")
    return place


@pytest.fixture
def south():
    place = a_community("south")
    a_teacher(place, "stranger")
    an_attempt(an_assessment(place), "zoe", answers="right")
    return place


@pytest.fixture
def assessment(north, south):
    return an_assessment(north)
