"""What is past its time goes by itself, by each community's own decision and clock, and nothing else goes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import ask_to_join, decline_request
from communities.models import Membership
from jobs.due import KINDS, take_due
from jobs.models import Due
from jobs.outbox import run_waiting
from learners.admissions.models import Application
from learners.models import Enrolment
from learners.mydata.clearing import clear_past, last_days
from learners.mydata.models import Clearing
from learners.mydata.retention import RETENTION, default, months_before
from learners.progress.evidence.models import Evidence
from learners.progress.models import Mark
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.mydata.factories import lives, lives_and_leaves

pytestmark = pytest.mark.django_db
MONTHS = {"attendance": 1, "evidence": 2, "marks": 3, "places": 4, "applications": 1}


def left_ago(community, username, months):
    """Lived there, and left so many months ago."""
    lives_and_leaves(username, community)
    day, person = months_before(timezone.localdate(), months), a_person(username)
    with in_community(community.pk):
        Membership.objects.filter(person=person).update(since=day, until=day)
        Enrolment.objects.filter(person=person).update(ended_on=day)


def decide(community, **months):
    with in_community(community.pk):
        founder = a_person(f"founder-of-{community.slug}")
        decide_setting("retention", {**MONTHS, **months}, by=founder, reason="Short.")


def kept(community, username):
    with in_community(community.pk):
        return [model.objects.filter(person=a_person(username)).count() > 0 for model in (Evidence, Mark, Enrolment)]


def cleared(community):
    with in_community(community.pk):
        clear_past(community)
        return [(one.record, one.gone) for one in Clearing.objects.order_by("record")]


@pytest.fixture
def north():
    north = a_community("north", country="ES")
    decide(north)
    return north


def test_each_kind_goes_when_its_time_is_over_and_once(north):
    south = a_community("south")  # keeps as one does unless one decides
    for place in (north, south):
        left_ago(place, "ann", 2)
    left_ago(north, "bo", 5)
    a_member(north, "cy", "learner")
    lives("cy", north)
    told = cleared(north)
    assert kept(north, "ann") == [False, True, True]
    assert kept(north, "bo") == [False, False, False]
    assert kept(north, "cy") == [True, True, True]
    assert kept(south, "ann") == [True, True, True]
    gone = dict(told)
    assert gone["evidence"]["evidence.Evidence"] == 2
    assert gone["marks"]["progress.Mark"] == 1
    assert gone["places"]["learners.Enrolment"] == 1
    assert cleared(north) == told
    assert cleared(south) == []


def test_who_takes_part_again_keeps_everything(north):
    left_ago(north, "ann", 5)
    a_member(north, "ann", "learner")
    with in_community(north.pk):
        assert a_person("ann").pk not in last_days()
    assert cleared(north) == []
    assert kept(north, "ann") == [True, True, True]


def test_for_good_is_for_good(north):
    decide(north, places=None, marks=None, evidence=None)
    left_ago(north, "ann", 50)
    cleared(north)
    assert kept(north, "ann") == [True, True, True]


def test_a_request_that_came_to_nothing_loses_its_words_and_name(north):
    for name in ("ann", "bo"):
        with in_community(north.pk):
            asked = ask_to_join(a_person(name), words="I am ann.")
            decline_request(asked, answer="Full.")
    with in_community(north.pk):
        JoinRequest.objects.filter(person=a_person("ann")).update(settled_at=timezone.now() - timedelta(days=40))
    assert cleared(north) == [("applications", {"governance.JoinRequest": 1})]
    with in_community(north.pk):
        found = JoinRequest.objects.order_by("asked_at").values_list("display_name", "words")
        assert list(found) == [("A former member", ""), ("bo", "I am ann.")]
        assert not Application.objects.exists()


@pytest.mark.parametrize("given", [{"marks": 5}, {"evidence": None}, {"attendance": 0}, {"places": 1201}])
def test_what_makes_no_sense_is_refused(north, given):
    with pytest.raises(Refused):
        RETENTION.checked({**MONTHS, **given})


def test_months_are_those_of_the_calendar():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
    assert months_before(date(2026, 11, 30), -3) == date(2027, 2, 28)


def test_it_is_done_each_night_by_the_clock_of_the_community(north):
    tokyo = a_community("tokyo")
    type(tokyo).objects.filter(pk=tokyo.pk).update(time_zone="Asia/Tokyo")
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert KINDS["mydata.retention"].next_at(tokyo.pk, noon) == datetime(2026, 5, 4, 17, tzinfo=UTC)
    left_ago(north, "ann", 5)
    Due.objects.filter(kind="mydata.retention").update(next_at=timezone.now() - timedelta(minutes=1))
    take_due()
    run_waiting()
    assert kept(north, "ann") == [False, False, False]


def test_the_learner_reads_until_when_and_administrators_what_went(north, client):
    left_ago(north, "ann", 2)
    client.force_login(a_person("ann"))
    rows = {one["record"]: one for one in client.get(reverse("api-mydata-place", args=["north"])).json()}
    left = months_before(timezone.localdate(), 2)
    assert rows["places"]["until"] == months_before(left, -4).isoformat()
    assert (rows["marks"]["entries"], rows["marks"]["months"]) == (1, 3)
    assert "until" in client.get(reverse("mydata-place", args=["north"])).text
    assert client.get(reverse("mydata-place", args=["nowhere"])).status_code == 404
    cleared(north)
    for who, status in (("ann", 404), ("founder-of-north", 200)):
        client.force_login(a_person(who))
        for route in ("mydata-clearings", "api-mydata-clearings"):
            answer = client.get(reverse(route, args=["north"]))
            assert answer.status_code == status
            if status == 200:
                assert str(a_person("ann").pk) not in answer.text


def test_the_defaults_are_what_the_form_takes():
    assert RETENTION.checked(default()) == default()
