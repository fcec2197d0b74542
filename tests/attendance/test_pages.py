from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from learners.models import AccessLog
from learners.progress.attendance.models import Announcement, Presence, PresenceChange, Session
from learners.progress.attendance.patterns import pattern_of
from learners.times.slots import Slot, as_kept
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.attendance.factories import a_roll, an_absence
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def teacher(north):
    a_member(north, "other", "teacher")  # of no group
    return a_member(north, "teacher", "teacher")


@pytest.fixture
def offering(north, teacher):
    day = timezone.localdate().weekday()
    return an_offering(north, title="Boats", teachers=(teacher,), times=as_kept([Slot(day, time(9), time(10))]))


@pytest.fixture
def tomas(offering, south):
    a_member(south, "tomas", "learner")
    a_member(south, "foreign", "teacher", "administrator")
    return an_enrolment(offering, "tomas", home=south)


@pytest.fixture
def bo(offering, south):
    return an_enrolment(offering, "bo", home=south)


def as_(client, username):
    client.force_login(a_person(username))
    return client


def text(response):
    return response.content.decode()


def roll_of(offering):
    return f"/c/north/offerings/{offering.pk}/attendance/roll/?on={timezone.localdate()}&starts=09:00"


def sent(*rows, mode="in_person", **changed):
    """What a page sends for these enrolments; of those changed what was tapped, by user name."""
    found = {"mode": mode, "note": ""}
    for one in rows:
        was, reason = changed.get(one.display_name, ("present", ""))
        found |= {f"{one.pk}-was": was, f"{one.pk}-reason": reason, f"{one.pk}-shown": "present||"}
    return found


def kept(north):
    with in_community(north.pk):
        return {
            one.enrolment.display_name: (one.was, one.reason) for one in Presence.objects.select_related("enrolment")
        }


def test_everybody_is_there_but_whom_one_taps(client, north, offering, tomas, bo):
    as_(client, "teacher")
    assert f'href="/c/north/offerings/{offering.pk}/attendance/"' in text(client.get("/c/north/"))
    page = text(client.get(roll_of(offering)))
    assert page.count('value="present" checked') == 2
    assert client.post(roll_of(offering), sent(tomas, bo, bo=("absent", "ill"))).status_code == 302
    assert kept(north) == {"tomas": ("present", ""), "bo": ("absent", "ill")}
    assert "1 there, 0 late, 1 not there" in text(client.get(f"/c/north/offerings/{offering.pk}/attendance/"))


def test_a_correction_keeps_what_was_there(client, north, offering, tomas, bo, teacher):
    a_roll(offering, teacher, bo="")
    data = sent(tomas, bo, bo=("late", "way")) | {f"{bo.pk}-shown": "absent||"}
    as_(client, "teacher").post(roll_of(offering), data)
    assert kept(north)["bo"] == ("late", "way")
    with as_person(bo.person_id):
        assert [one.was for one in PresenceChange.objects.order_by("at")] == ["absent", "late"]
    page = text(as_(client, "bo").get("/me/attendance/"))
    assert "Corrected" in page
    with in_community(north.pk), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PresenceChange.objects.update(was="present")


def test_a_page_that_is_older_does_not_undo_what_the_other_teacher_said(client, north, offering, tomas, bo):
    as_(client, "teacher").post(roll_of(offering), sent(tomas, bo, tomas=("absent", "ill")))
    client.post(roll_of(offering), sent(tomas, bo, bo=("late", "")))  # its page had shown everybody as there
    assert kept(north) == {"tomas": ("absent", "ill"), "bo": ("late", "")}


def test_only_who_teaches_it_takes_a_roll(client, north, south, offering, tomas):
    addresses = [
        f"/c/north/offerings/{offering.pk}/attendance/", roll_of(offering),
        f"/c/north/offerings/enrolments/{tomas.pk}/attendance/", f"/api/v1/c/north/offerings/{offering.pk}/sessions/",
    ]  # fmt: skip
    for username, status in {"teacher": 200, "other": 403, "tomas": 404, "foreign": 404}.items():
        assert [as_(client, username).get(one).status_code for one in addresses] == [status] * 4
    assert as_(client, "other").post(roll_of(offering), sent(tomas)).status_code == 403
    assert as_(client, "foreign").get(f"/c/south/offerings/{offering.pk}/attendance/").status_code == 404
    assert kept(north) == {}
    with in_community(south.pk):
        assert list(Session.objects.all()) == []


def test_a_roll_names_nobody_elses_learner_and_no_day_to_come(client, north, offering, tomas):
    stranger = an_enrolment(an_offering(north, title="Kites"), "dee")
    address, json = f"/api/v1/c/north/offerings/{offering.pk}/roll/", {"content_type": "application/json"}
    day = timezone.localdate()
    said = {"on": str(day), "starts": "09:00", "roll": [{"enrolment": str(stranger.pk), "was": "absent"}]}
    assert as_(client, "teacher").put(address, said, **json).status_code == 409
    assert client.put(address, {**said, "on": str(day + timedelta(days=9)), "roll": []}, **json).status_code == 409
    said["roll"] = [{"enrolment": str(tomas.pk), "was": "late", "reason": "way"}]
    answer = client.put(address, said, **json).json()
    assert (answer["late"], answer["present"]) == (1, 0)
    assert kept(north) == {"tomas": ("late", "way")}


def test_a_guardian_announces_and_the_teacher_finds_it(client, north, offering, tomas):
    a_guardianship(north, "gina", "tomas")
    day = str(timezone.localdate())
    address = f"/c/north/offerings/learn/{tomas.pk}/absences/"
    assert as_(client, "gina").post(address, {"since": day, "reason": "ill"})["Location"].endswith("/attendance/")
    assert as_(client, "stranger").get(address).status_code == 404
    assert as_(client, "teacher").get(address).status_code == 403
    page = text(client.get(roll_of(offering)))
    assert "announced by gina" in page
    assert 'value="absent" checked' in page
    with as_person(a_person("teacher").pk):
        assert [one.kind for one in Notice.objects.all()] == ["attendance.announced"]
    with as_person(tomas.person_id):
        assert "Announced an absence for you: Boats" in [str(one.what) for one in AccessLog.objects.all()]


def test_guardians_hear_of_who_is_missed_unless_it_was_announced(north, offering, tomas, bo, teacher):
    for child in ("tomas", "bo"):
        a_guardianship(north, f"guardian-of-{child}", child)
    an_absence(bo, days=0)
    a_roll(offering, teacher, tomas="", bo="family")
    told = {}
    for child in ("tomas", "bo"):
        with as_person(a_person(f"guardian-of-{child}").pk):
            told[child] = [one.kind for one in Notice.objects.all()]
    assert told == {"tomas": ["attendance.missed"], "bo": []}


def test_an_announcement_is_taken_back_by_who_may_make_it(client, north, tomas, bo):
    made = an_absence(tomas)
    address = f"/c/north/offerings/learn/{tomas.pk}/absences/{made.pk}/delete/"
    assert as_(client, "bo").post(address).status_code == 404
    assert as_(client, "tomas").post(f"/c/north/offerings/learn/{bo.pk}/absences/{made.pk}/delete/").status_code == 404
    assert client.post(address).status_code == 302
    with in_community(north.pk):
        assert Announcement.objects.count() == 0


def test_what_sessions_tell_of_one_learner():
    def one(day, was, reason=""):
        return SimpleNamespace(on=day, starts=time(9), was=was, reason=reason)

    monday = date(2026, 11, 2)
    days = [monday, monday + timedelta(2), monday + timedelta(7), monday + timedelta(9), monday + timedelta(14)]
    found = pattern_of(map(one, days, ["present", "absent", "late", "absent", "present"], ["", "ill", "", "ill", ""]))
    assert (found.of, found.there, found.late, found.in_a_row, found.tells) == (5, 3, 1, 1, True)
    assert [(each.label, each.there, each.of) for each in found.weeks] == [
        (monday, 1, 2), (monday + timedelta(7), 1, 2), (monday + timedelta(14), 1, 1),
    ]  # fmt: skip
    assert [(str(each.label), each.there, each.of) for each in found.weekdays] == [
        ("Monday", 3, 3),
        ("Wednesday", 0, 2),
    ]
    assert [(str(label), n) for label, n in found.reasons] == [("Ill", 2)]
    assert not pattern_of([one(monday, "absent")]).tells


def test_a_learner_and_their_guardian_read_it_and_nobody_else(client, north, south, tomas, bo, offering, teacher):
    a_guardianship(north, "gina", "tomas")
    for back in range(6):
        a_roll(offering, teacher, timezone.localdate() - timedelta(days=back), tomas="ill")
    page = text(as_(client, "tomas").get("/me/attendance/"))
    assert "0 / 6" in page
    assert "Week by week" in page
    child = f"/me/children/{tomas.person_id}/attendance/"
    assert "0 / 6" in text(as_(client, "gina").get(child))
    assert as_(client, "foreign").get(child).status_code == 404
    rows = as_(client, "bo").get("/api/v1/me/attendance/").json()["results"]
    assert {one["was"] for one in rows} == {"present"}
    api = f"/api/v1/c/north/learn/{tomas.pk}/attendance/"
    assert [as_(client, one).get(api).status_code for one in ("teacher", "tomas", "gina", "other", "bo")] == [
        200, 200, 200, 403, 404,
    ]  # fmt: skip


def test_the_database_joins_a_presence_to_its_learner_and_community(north, south, offering, tomas, bo, teacher):
    session = a_roll(offering, teacher)
    about = {"session": session, "on": session.on, "starts": session.starts, "mode": "home", "was": "present"}
    for wrong in ({"person": bo.person}, {"person": tomas.person, "reason": "ill"}):
        with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
            Presence.objects.all().delete()
            Presence.objects.create(**about, enrolment=tomas, **wrong)
    with in_community(south.pk), pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(**about, enrolment=tomas, person=tomas.person)


def test_queries_do_not_grow_with_sessions_and_learners(client, north, south, offering, tomas, teacher):
    addresses = {
        "/c/north/": "teacher", f"/c/north/offerings/{offering.pk}/attendance/": "teacher",
        roll_of(offering): "teacher", f"/c/north/offerings/enrolments/{tomas.pk}/attendance/": "teacher",
        "/me/attendance/": "tomas",
    }  # fmt: skip
    a_roll(offering, teacher, timezone.localdate() - timedelta(days=1))

    def asked():
        return [queries(as_(client, user), address) for address, user in addresses.items()]

    few = asked()
    for number in range(29):
        an_enrolment(offering, f"learner{number}", home=south)
    for back in range(2, 31):
        a_roll(offering, teacher, timezone.localdate() - timedelta(days=back))
    assert asked() == few
    assert few[0] <= 12
