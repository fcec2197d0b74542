"""However many proposals, voters and comments there are, the pages ask as often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.ballots.voting import cast_ballot
from communities.governance.proposals.talking import comment
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db


def asked(get, path):
    get(path)
    with CaptureQueriesContext(connection) as queries:
        assert get(path).status_code == 200
    return len(queries)


@pytest.fixture
def north():
    a_rule(a_community("south"))
    north = a_community("north")
    a_rule(north)
    return north


@pytest.mark.parametrize("path", ["/c/north/decisions/", "/api/v1/c/north/proposals/"])
def test_lists_ask_as_often_at_thirty_as_at_one(north, path):
    ann = a_member(north, "ann")
    get = an_api(ann).get if "api" in path else a_browser(ann).get
    a_talk(ann)
    a_vote(ann)
    once = asked(get, path)
    for _ in range(29):
        a_talk(ann)
        a_vote(ann)
    assert asked(get, path) == once


@pytest.mark.parametrize("path", ["/c/north/decisions/proposals/1/", "/api/v1/c/north/proposals/1/ballots/"])
def test_a_vote_asks_as_often_at_thirty_voices_as_at_one(north, path):
    everyone = [a_member(north, f"m{number}") for number in range(31)]
    get = an_api(everyone[0]).get if "api" in path else a_browser(everyone[0]).get
    proposal = a_vote(everyone[0])

    def speak(one):
        with in_community(north.pk):
            cast_ballot(proposal, content="yes", reason="Because.", by=one)
            comment(proposal, text="Because.", by=one)

    speak(everyone[0])
    once = asked(get, path)
    for one in everyone[1:]:
        speak(one)
    assert asked(get, path) == once
