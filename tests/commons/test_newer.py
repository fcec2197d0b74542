"""Who took something over hears of a newer version, once."""

import pytest

from curriculum.actions import archive_curriculum
from curriculum.commons import tasks
from curriculum.commons.actions import share_version, withdraw_from_commons
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum, Version
from jobs.outbox import run_waiting
from notices.choosing import choose
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.commons.test_pulling import a_newer, an_adaptation, written
from tests.communities.factories import a_browser, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member
from tests.notices.factories import told

pytestmark = pytest.mark.django_db
NEWER = ("south", "commons.newer", False)


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


def a_second_version(north):
    original = SharedVersion.objects.get().curriculum
    written(north, original, Activity_1_1="Puddles")
    return a_newer(north, original)


def test_its_writers_are_told_once_and_nobody_else(towns, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 1)
    north, south = towns
    west = a_community("west")
    draft = an_adaptation(north, south)
    tom, lea, wes, ann = a_teacher(south), a_member(south, "lea", "learner"), a_teacher(west), a_teacher(north)
    shared = a_second_version(north)
    run_waiting()
    with in_community(north.pk):
        withdraw_from_commons(shared)
        share_version(Version.objects.get(number=2))
    run_waiting()
    assert told(tom.person) == [NEWER]
    assert [told(one.person) for one in (lea, wes, ann)] == [[], [], []]
    page = a_browser(tom).get("/me/notices/")
    assert "North School shares version 2 of what you took over: Water and measure" in text_of(page)
    with as_person(tom.person_id):
        assert Notice.objects.get().path == f"/c/south/curricula/{draft.pk}/upstream/"


def test_what_is_archived_withdrawn_or_up_to_date_says_nothing(towns):
    north, south = towns
    west = a_community("west")
    draft = an_adaptation(north, south)
    tom, wes = a_teacher(south), a_teacher(west)
    with in_community(south.pk):
        archive_curriculum(Curriculum.objects.get(pk=draft.pk))
    shared = a_second_version(north)
    run_waiting()
    with in_community(south.pk):
        Curriculum.objects.filter(pk=draft.pk).update(archived_at=None)
    with in_community(north.pk):
        withdraw_from_commons(shared)
    tasks.tell_of_version(shared.pk, north.pk, shared.community_id)
    assert (told(tom.person), told(wes.person)) == ([], [])


def test_whoever_wants_no_mail_of_it_gets_none(towns, mailoutbox):
    north, south = towns
    an_adaptation(north, south)
    tom = a_teacher(south)
    with as_person(tom.person_id):
        choose(mail={"curricula": "never"}, quiet_from=None, quiet_until=None, digest_hour=17, digest_weekday=0)
    a_second_version(north)
    run_waiting()
    assert (told(tom.person), mailoutbox) == ([NEWER], [])
