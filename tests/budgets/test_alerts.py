"""Who keeps the books and who prepared it are told that a line runs out: once for each share, however often it is asked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from communities.governance.actions import decide_setting
from funding.budgets.actions import adopt_version, tell_of_lines
from funding.budgets.models import Alert
from jobs.due import take_due
from jobs.models import Due, Job
from jobs.outbox import run_waiting
from notices.kinds import words_of
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.budgets.factories import a_budget, a_version, an_adopted, promised, spent
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        an_adopted(a_budget(name="Theirs"), people=100)
        spent(100)
    with in_community(north.pk):
        yield north


def told(member):
    with as_person(member.person_id):
        found = Notice.objects.filter(kind="budgets.used").order_by("created_at", "key")
        return [words_of(one.kind, one.params) for one in found]


def test_each_share_is_told_once(north):
    version = an_adopted(a_budget(name="The year"), people=1000, food=500)
    spent(700)
    assert tell_of_lines(today=TODAY) == []
    promised(100)
    for _ in range(2):
        tell_of_lines(today=TODAY)
    assert [(one.share, one.used) for one in Alert.objects.all()] == [(80, 800)]
    spent(250)
    for _ in range(2):
        tell_of_lines(today=TODAY)
    assert [(one.share, one.used) for one in Alert.objects.order_by("share")] == [(80, 800), (100, 1050)]
    assert told(a_keyholder(north)) == [
        "The year: €8.00 of €10.00 for People is used or promised, 80 %",
        "The year: €10.50 of €10.00 for People is used or promised, 105 %",
    ]
    assert version.lines.count() == 2


def test_of_two_shares_passed_at_once_the_higher_is_told(north):
    an_adopted(people=1000)
    spent(2000)
    assert [one.share for one in tell_of_lines(today=TODAY)] == [100]
    assert len(told(a_keyholder(north))) == 1
    assert Alert.objects.count() == 2


def test_whoever_prepared_it_is_told_and_other_members_are_not(north):
    may, other = a_member(north, "may"), a_member(north, "ora", "teacher")
    version = a_version(a_budget(), by=may, people=10)
    adopt_version(version, by=a_keyholder(north).person, reason="x")
    spent(10)
    tell_of_lines(today=TODAY)
    assert (len(told(may)), len(told(a_keyholder(north))), told(other)) == (1, 1, [])


def test_a_new_version_tells_anew_and_income_never_does(north):
    budget = a_budget()
    an_adopted(budget, people=10, grants=10)
    spent(10)
    assert len(tell_of_lines(today=TODAY)) == 1
    an_adopted(budget, people=12, grants=1)
    assert [one.share for one in tell_of_lines(today=TODAY)] == [80]


def test_nothing_is_told_of_a_budget_that_is_over_or_that_nobody_adopted(north):
    a_version(a_budget(), people=10)
    spent(10)
    assert tell_of_lines(today=TODAY) == []
    an_adopted(a_budget(starts=date(2025, 1, 1), ends=date(2025, 12, 1)), people=10)
    spent(10, on=date(2025, 3, 1))
    assert tell_of_lines(today=TODAY) == []


def test_the_community_decides_from_which_share_on(north):
    an_adopted(people=1000)
    spent(500)
    by = a_keyholder(north).person
    decide_setting("budget_alerts", {"first": 50, "second": None}, by=by, reason="Sooner.")
    assert [one.share for one in tell_of_lines(today=TODAY)] == [50]
    decide_setting("budget_alerts", {"first": None, "second": None}, by=by, reason="Not at all.")
    spent(500)
    assert tell_of_lines(today=TODAY) == []


def test_it_is_looked_at_every_night(north):
    today = timezone.localdate()
    an_adopted(a_budget(starts=today, ends=today), people=10)
    spent(10, on=today)
    Due.objects.filter(kind="budgets.alert", community=north.pk).update(next_at=timezone.now() - timedelta(minutes=1))
    Due.objects.exclude(kind="budgets.alert", community=north.pk).update(next_at=timezone.now() + timedelta(days=1))
    take_due()
    assert Job.objects.filter(task="budgets.alert").count() == 1
    run_waiting()
    assert len(told(a_keyholder(north))) == 1
