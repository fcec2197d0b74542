"""Letters: at once or gathered, in quiet hours not at all, once each, and with a way out."""

import re
from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from jobs.models import Due, Job
from jobs.outbox import run_waiting
from jobs.tasks import tick
from notices.actions import mark_all_read
from notices.choosing import choose
from notices.kinds import declare_kind
from notices.models import Post
from tenancy.scope import as_person
from tests.factories import a_community, a_person
from tests.notices.factories import tell, told

pytestmark = pytest.mark.django_db
TIMES = {"quiet_from": None, "quiet_until": None, "digest_hour": 17, "digest_weekday": 0}


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(utc("2026-03-03 10:00"), tick=False) as traveller:  # a Tuesday
        yield traveller


@pytest.fixture
def north(clock):
    return a_community("north", name="North School")


def reader(username="ann", *, zone="UTC", **fields):
    return a_person(username, email=f"{username}@x.example", time_zone=zone, **fields)


def prefer(person, **chosen):
    with as_person(person.pk):
        choose(**{"mail": {}, **TIMES, **chosen})


def minute(clock, when=None):
    """What beat and worker do, at that moment."""
    if when:
        clock.move_to(utc(when))
    Due.objects.filter(kind__startswith="evaluation.").delete()  # whose notices are none of those here
    tick()
    run_waiting()


def test_what_is_urgent_is_mailed_at_once_and_once(north, mailoutbox, clock):
    ann = reader()
    tell(north, ann, kind="tests.fire")
    run_waiting()
    [letter] = mailoutbox
    assert (letter.to, letter.subject) == (["ann@x.example"], "North School: Fire in the barn")
    for _ in range(3):
        minute(clock)
    assert len(mailoutbox) == 1


def test_what_can_wait_comes_together_once_a_day(north, mailoutbox, clock):
    ann = reader()
    for what in ("rye", "oats"):
        tell(north, ann, params={"what": what})
    minute(clock, "2026-03-03 16:59")
    assert mailoutbox == []
    minute(clock, "2026-03-03 17:00")
    assert [letter.subject for letter in mailoutbox] == ["North School: 2 new notices"]
    assert sorted(re.findall(r"Bread: \w+", mailoutbox[0].body)) == ["Bread: oats", "Bread: rye"]
    tell(north, ann, params={"what": "spelt"})
    minute(clock, "2026-03-04 16:59")
    assert len(mailoutbox) == 1
    minute(clock, "2026-03-04 17:00")
    assert mailoutbox[1].subject == "North School: Bread: spelt"


def test_what_was_read_meanwhile_is_not_mailed(north, mailoutbox, clock):
    ann = reader()
    tell(north, ann)
    with as_person(ann.pk):
        mark_all_read()
    minute(clock, "2026-03-03 17:00")
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("mail", "moments"),
    [
        ("at_once", ["2026-03-03 10:00"]),
        ("daily", ["2026-03-03 17:00"]),
        ("weekly", ["2026-03-09 17:00"]),
        ("never", []),
    ],
)
def test_each_chooses_how(north, mailoutbox, clock, mail, moments):
    ann = reader()
    prefer(ann, mail={"fire": mail})
    tell(north, ann, kind="tests.fire")
    sent = []
    for when in ("2026-03-03 10:00", "2026-03-03 17:00", "2026-03-04 17:00", "2026-03-09 17:00", "2026-03-30 17:00"):
        minute(clock, when)
        sent += [when] * (len(mailoutbox) - len(sent))
    assert sent == moments


def test_a_choice_made_later_holds_for_what_waits(north, mailoutbox, clock):
    ann = reader()
    tell(north, ann)
    minute(clock, "2026-03-03 11:00")
    prefer(ann, mail={"bread": "at_once"})
    minute(clock, "2026-03-03 11:01")
    assert [letter.subject for letter in mailoutbox] == ["North School: Bread: rye"]


def test_the_old_is_not_mailed_to_an_address_given_today(north, mailoutbox, clock):
    ann = a_person("ann")
    tell(north, ann, kind="tests.fire")
    clock.shift(timedelta(days=15))
    tell(north, ann, kind="tests.fire", params={"where": "shed"})
    Person.objects.filter(pk=ann.pk).update(email="ann@x.example")
    clock.shift(timedelta(seconds=1))
    tell(north, ann, kind="tests.fire", params={"where": "loft"})
    minute(clock)
    assert re.findall(r"Fire in the \w+", mailoutbox[0].body) == ["Fire in the shed", "Fire in the loft"]


# Quiet hours


@pytest.mark.parametrize(
    ("zone", "quiet", "told", "mailed"),
    [
        ("UTC", (22, 7), "2026-03-03 23:30", "2026-03-04 07:00"),
        ("UTC", (22, 7), "2026-03-04 06:59", "2026-03-04 07:00"),
        ("UTC", (22, 7), "2026-03-04 07:00", "2026-03-04 07:00"),
        ("UTC", (22, 7), "2026-03-03 21:59", "2026-03-03 21:59"),
        ("UTC", (12, 14), "2026-03-03 13:00", "2026-03-03 14:00"),
        ("America/Bogota", (22, 7), "2026-03-04 03:00", "2026-03-04 12:00"),
        ("Asia/Kathmandu", (22, 7), "2026-03-03 16:15", "2026-03-04 01:15"),  # +5:45
        ("Europe/Madrid", (22, 7), "2026-03-28 22:00", "2026-03-29 05:00"),  # the short night: 7 h is 05:00 UTC now
        ("Europe/Madrid", (22, 7), "2026-10-24 21:00", "2026-10-25 06:00"),  # the long one
        ("Europe/Madrid", (1, 2), "2026-03-29 00:30", "2026-03-29 01:00"),  # 02:00 is skipped: 03:00 summer time
        ("Europe/Madrid", (0, 2), "2026-10-24 23:30", "2026-10-25 00:00"),  # 02:00 comes twice: the first
        ("Europe/Madrid", (0, 2), "2026-10-25 00:30", "2026-10-25 00:30"),  # and is not quiet again
        ("America/Santiago", (23, 0), "2026-09-06 03:30", "2026-09-06 04:00"),  # midnight itself is skipped
        ("Pacific/Apia", (22, 7), "2026-03-03 10:00", "2026-03-03 18:00"),
    ],
)
def test_in_quiet_hours_letters_wait_until_they_end(north, mailoutbox, clock, zone, quiet, told, mailed):
    ann = reader(zone=zone)
    prefer(ann, quiet_from=time(quiet[0]), quiet_until=time(quiet[1]))
    clock.move_to(utc(told))
    tell(north, ann, kind="tests.fire")
    minute(clock)
    if told != mailed:
        assert mailoutbox == []
        assert Post.objects.get(pk=ann.pk).due_at == utc(mailed)
        clock.move_to(utc(mailed) - timedelta(minutes=1))
        minute(clock)
        assert mailoutbox == []
        minute(clock, mailed)
    assert len(mailoutbox) == 1


def test_a_daily_mail_in_quiet_hours_waits_too(north, mailoutbox, clock):
    ann = reader()
    prefer(ann, quiet_from=time(16), quiet_until=time(18, 30))
    tell(north, ann)
    minute(clock, "2026-03-03 17:00")
    minute(clock, "2026-03-03 18:29")
    assert mailoutbox == []
    minute(clock, "2026-03-03 18:30")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("zone", "told", "mailed"),
    [
        ("Europe/Madrid", "2026-03-28 17:00", "2026-03-29 15:00"),  # summer time began that night
        ("Europe/Madrid", "2026-10-24 16:00", "2026-10-25 16:00"),
        ("Asia/Amman", "2026-03-03 13:00", "2026-03-03 14:00"),
    ],
)
def test_the_daily_mail_keeps_its_local_hour(north, mailoutbox, clock, zone, told, mailed):
    ann = reader(zone=zone)
    clock.move_to(utc(told))
    tell(north, ann)
    minute(clock)
    assert Post.objects.get(pk=ann.pk).due_at == utc(mailed)


# Who gets none


def test_without_an_address_or_with_a_closed_account_there_is_no_letter_and_no_job(north, mailoutbox, clock):
    child, gone = a_person("child"), reader("gone", is_active=False)
    tell(north, child, gone, kind="tests.fire")
    run_waiting()
    assert (mailoutbox, Post.objects.count()) == ([], 0)


def test_what_happened_long_ago_is_not_mailed_and_counts_as_read(north, mailoutbox, clock):
    ann = reader()
    tell(north, ann, kind="tests.fire", at=utc("2026-02-17 09:59"))
    minute(clock, "2026-03-05 17:00")
    assert mailoutbox == []
    assert told(ann) == [("north", "tests.fire", True)]


def test_each_gets_their_own_and_nothing_of_anothers(north, mailoutbox, clock):
    ann, bo = reader("ann"), reader("bo")
    south = a_community("south", name="South School")
    tell(north, ann, kind="tests.fire")
    tell(south, bo, kind="tests.fire", params={"where": "ship"})
    run_waiting()
    assert sorted((letter.to[0], letter.subject) for letter in mailoutbox) == [
        ("ann@x.example", "North School: Fire in the barn"),
        ("bo@x.example", "South School: Fire in the ship"),
    ]


def test_a_thousand_people_take_a_handful_of_statements_before_their_letters(north, clock):
    made = Person.objects.bulk_create(
        Person(username=f"p{n}", email=f"p{n}@x.example", password="!") for n in range(1000)
    )
    with CaptureQueriesContext(connection) as asked:
        tell(north, *made, kind="tests.fire")
        assert run_waiting(limit=1) == 1  # hands the letters out
    changed = [one["sql"] for one in asked if one["sql"].lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(changed) <= 12
    assert Job.objects.filter(task="notices.mail").count() == 1000


# The letter itself


def test_a_letter_is_in_the_readers_language_with_a_link_and_both_forms(north, mailoutbox, clock, settings):
    settings.SITE_URL = "https://learn.example"
    declare_kind("tests.fire", topic="fire", words=lambda p: f"<{p['where']}> & co\nX-Evil: 1")
    tell(north, reader(language="es"), kind="tests.fire")
    run_waiting()
    [letter] = mailoutbox
    [(page, kind)] = letter.alternatives
    link = re.search(r"https://learn\.example/me/notices/[0-9a-f-]{36}/", letter.body)[0]
    assert letter.subject == "North School: <barn> & co X-Evil: 1"
    assert (kind, f'href="{link}"' in page, '<html lang="es" dir="ltr">' in page) == ("text/html", True, True)
    assert "&lt;barn&gt; &amp; co" in page
    assert "<barn> & co" in letter.body
    assert "eres integrante" in letter.body


def test_a_letter_of_many_places_says_so_and_ends_somewhere(north, mailoutbox, clock, settings):
    ann = reader()
    for number in range(104):
        tell(north, ann, params={"what": f"loaf{number}"})
    tell(a_community("south"), ann)
    minute(clock, "2026-03-03 17:00")
    [letter] = mailoutbox
    assert letter.subject == f"{settings.NETWORK_NAME}: 105 new notices"
    assert (letter.body.count("Bread:"), "5 more are in your inbox" in letter.body) == (100, True)


def test_a_letter_says_how_to_stop_it_in_one_step(north, mailoutbox, clock, client):
    ann = reader()
    tell(north, ann, kind="tests.fire")
    run_waiting()
    [letter] = mailoutbox
    headers = letter.message()
    stop = headers["List-Unsubscribe"].strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    path = stop.removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    tell(north, ann, kind="tests.fire")
    run_waiting()
    assert len(mailoutbox) == 2  # to look is not to stop
    client.handler.enforce_csrf_checks = True
    done = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "Fires" in done.content.decode()) == (200, True)
    tell(north, ann, kind="tests.fire")
    tell(north, ann)
    minute(clock, "2026-03-03 17:00")
    assert [letter.subject for letter in mailoutbox[2:]] == ["North School: Bread: rye"]
    tell(north, reader("bo"), kind="tests.fire")
    run_waiting()
    assert mailoutbox[-1].to == ["bo@x.example"]


@pytest.mark.parametrize("path", ["/notices/unsubscribe/x/", "/notices/unsubscribe/WyJhIl0:1:x/"])
def test_a_link_nobody_signed_stops_nothing(client, path):
    assert client.post(path).status_code == 404


# When the mail server fails


class Failing(EmailBackend):
    failing: Exception | None = None

    def send_messages(self, messages):
        if Failing.failing:
            raise Failing.failing
        return super().send_messages(messages)


@pytest.fixture
def failing(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    return lambda problem: monkeypatch.setattr(Failing, "failing", problem)


def test_a_letter_that_failed_goes_later(north, mailoutbox, clock, failing):
    failing(SMTPServerDisconnected("gone"))
    tell(north, reader(), kind="tests.fire")
    run_waiting()
    assert (mailoutbox, Job.objects.get().attempts) == ([], 1)
    failing(None)
    clock.shift(timedelta(minutes=1))
    run_waiting()
    assert len(mailoutbox) == 1


def test_an_address_that_is_refused_is_not_tried_for_ever(north, mailoutbox, clock, failing):
    failing(SMTPRecipientsRefused({"ann@x.example": (550, b"no such user")}))
    tell(north, reader(), kind="tests.fire")
    run_waiting()
    assert (mailoutbox, Job.objects.exists()) == ([], False)


def test_the_same_letter_has_the_same_id(north, mailoutbox, clock):
    ann = reader()
    tell(north, ann, kind="tests.fire")
    run_waiting()
    tell(north, ann, kind="tests.fire")
    run_waiting()
    first, second = (letter.extra_headers["Message-ID"] for letter in mailoutbox)
    assert re.fullmatch(r"<[0-9a-f]{32}@localhost>", first)
    assert first != second
