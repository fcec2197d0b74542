"""When offerings meet, what clashes, and a person's week."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from learners.actions import change_offering
from learners.models import Enrolment, OfferingCard
from learners.times.slots import Slot, as_kept, ticks
from learners.times.weeks import clashes, week_of
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

MONDAY = date(2026, 11, 30)


def meets(weekday, starts, ends):
    return {"weekday": weekday, "starts": starts, "ends": ends}


NINE, HALF_PAST = meets(0, "09:00", "10:00"), meets(0, "09:30", "11:00")


def a_card(*times, zone="UTC", starts_on=None, ends_on=None, calendar=None):
    there = SimpleNamespace(time_zone=zone, calendar=calendar or {})
    return SimpleNamespace(times=times, starts_on=starts_on, ends_on=ends_on, community=there)


@pytest.mark.parametrize(
    ("slots", "why"),
    [
        ([Slot(0, time(10), time(9))], "ends before"),
        ([Slot(0, time(9), time(10)), Slot(0, time(9, 30), time(11))], "at one time"),
        ([Slot(n % 7, time(n // 7 + 1), time(n // 7 + 1, 30)) for n in range(22)], "21 meetings"),
    ],
)
def test_times_that_cannot_be_are_refused(slots, why):
    with pytest.raises(Refused, match=why):
        as_kept(slots)


def test_what_meets_one_after_the_other_does_not_clash():
    assert clashes(a_card(NINE), [a_card(meets(0, "10:00", "11:00"))], MONDAY) == []


def test_a_clash_is_told_by_its_first_moment_through_time_zones_and_clock_changes():
    bogota = a_card(meets(0, "09:00", "10:00"), zone="America/Bogota")  # 14:00 in UTC all the year
    dublin = a_card(meets(0, "15:00", "16:00"), zone="Europe/Dublin")  # 15:00 in winter, 14:00 in summer
    (clash,) = clashes(bogota, [dublin], MONDAY)
    assert clash.starts == datetime(2027, 3, 29, 14, tzinfo=ZoneInfo("UTC"))


def test_neither_other_terms_nor_holidays_clash():
    spring = a_card(NINE, starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 1))
    autumn = a_card(NINE, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 20))
    assert clashes(spring, [autumn], MONDAY) == []
    free = {"holidays": [{"name": "Rest", "starts": "2026-12-07", "ends": "2026-12-07"}]}
    once = a_card(NINE, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 7))
    assert clashes(once, [a_card(NINE, calendar=free)], MONDAY) == []


def test_a_week_is_told_by_the_readers_own_clock():
    late = a_card(meets(6, "23:30", "23:50"), zone="America/Bogota")
    ((day, rows), *_rest) = week_of([late], MONDAY, ZoneInfo("Europe/Madrid"))
    assert (day, [one.starts.strftime("%H:%M") for one, _ in rows]) == (MONDAY, ["05:30"])


def test_pieces_of_the_week_wrap_around_and_agree_within_a_zone():
    assert ticks([meets(0, "00:00", "00:10")], "Asia/Tokyo") == ticks([meets(6, "15:00", "15:10")], "UTC")
    assert not set(ticks([NINE], "Europe/Dublin")) & set(ticks([meets(0, "10:00", "11:00")], "Europe/Dublin"))


@pytest.fixture
def north(db):
    return a_community("north")


@pytest.fixture
def south(db):
    return a_community("south")


def signed_in(username):
    client = Client()
    client.force_login(a_person(username))
    return client


def test_what_clashes_is_warned_of_by_name_and_goes_on_knowingly_by_page_and_api(north, south):
    boats, tides = an_offering(north, title="Boats", times=[NINE]), an_offering(south, title="Tides", times=[HALF_PAST])
    an_enrolment(boats, "ann")
    an_enrolment(tides, "stranger")
    client, address = signed_in("ann"), f"/c/south/offerings/{tides.pk}/"
    page = client.get(address).content.decode()
    assert ("“Boats” of North" in page or "“Boats” of north" in page, 'name="knowingly"' in page) == (True, True)
    refused = client.post(f"{address}enrol/")
    assert (refused.status_code, "Boats" in refused.content.decode()) == (422, True)
    told = client.get(f"/api/v1{address}").json()["clashes"]
    assert [one["title"] for one in told] == ["Boats"]
    asked = client.post(f"/api/v1{address}enrol/", {}, "application/json")
    assert (asked.status_code, "Boats" in asked.content.decode()) == (409, True)
    assert client.post(f"{address}enrol/", {"knowingly": "on"}).status_code == 302
    with in_community(south.pk):
        assert Enrolment.objects.filter(person__username="ann", state="enrolled").exists()


def test_a_teacher_who_adds_a_learner_is_not_told_what_they_do_elsewhere(north, south):
    an_enrolment(an_offering(north, times=[NINE]), "bo")
    tides = an_offering(south, times=[NINE])
    bo = a_member(south, "bo", "learner")
    a_member(south, "teacher", "teacher")
    answer = signed_in("teacher").post(f"/c/south/offerings/{tides.pk}/learners/", {"member": bo.pk})
    assert answer.status_code == 302


@time_machine.travel("2026-12-02 08:00Z", tick=False)
def test_ones_week_is_over_all_communities_and_shows_what_is_at_the_same_time(north, south):
    an_enrolment(an_offering(north, title="Boats", times=[NINE]), "ann")
    an_enrolment(an_offering(south, title="Tides", times=[HALF_PAST], starts_on="2026-11-01"), "ann")
    an_enrolment(an_offering(south, title="Not hers", times=[NINE]), "bo")
    an_enrolment(an_offering(south, title="Untimed"), "ann")
    page = signed_in("ann").get("/me/week/").content.decode()
    shown = [word in page for word in ("Boats", "At the same time:", "Untimed", "Not hers")]
    assert shown == [True, True, True, False]
    rows = signed_in("ann").get("/api/v1/me/week/?week=2026-12-09").json()
    assert [(one["title"], one["starts"][:16], len(one["clashes_with"])) for one in rows] == [
        ("Boats", "2026-12-07T09:00", 1),
        ("Tides", "2026-12-07T09:30", 1),
    ]


def test_a_guardian_sees_a_childs_week_and_is_seen_and_nobody_else_does(north):
    an_enrolment(an_offering(north, title="Boats", times=[NINE]), "ines")
    a_guardianship(north, "marta", "ines")
    child = a_person("ines").pk
    address = f"children/{child}/week/"
    for root in ("/me/", "/api/v1/me/"):
        assert "Boats" in signed_in("marta").get(f"{root}{address}").content.decode()
        assert signed_in("stranger").get(f"{root}{address}").status_code == 404
    assert "Your week" in signed_in("ines").get("/me/who-looked/").content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"weekday": "0"}, ["Boats"]),
        ({"held": "online"}, ["Tides"]),
        ({"held": "place"}, ["Boats"]),
        ({"free": "on"}, ["Tides"]),
        ({"support": "signed"}, ["Boats"]),
        ({"beside": "on"}, ["Tides"]),
        ({"week": "x"}, ["Boats", "Tides"]),
    ],
)
def test_the_catalogue_narrows_by_when_where_price_and_support(north, south, asked, found):
    an_offering(north, title="Boats", times=[NINE], cost=4200, support=["signed", "meal"])
    an_offering(south, title="Tides", times=[meets(2, "09:00", "10:00")], held="online")
    an_enrolment(
        an_offering(south, title="Ours", times=[HALF_PAST], open_to="members"),
        a_member(south, "ann", "learner").person.username,
    )
    page = signed_in("ann").get("/offerings/", asked).content.decode()
    assert [title for title in ("Boats", "Tides") if f"<bdi>{title}</bdi></a>" in page] == found


def test_the_catalogue_says_why_it_fits(north, south):
    an_offering(north, title="Boats", times=[NINE], language="en")
    an_enrolment(an_offering(south, title="Ours", times=[HALF_PAST]), "ann")
    page = signed_in("ann").get("/offerings/", {"text": "boats"}).content.decode()
    assert ("Clashes with “Ours”" in page, "a language of yours" in page) == (True, True)
    assert "Clashes" not in Client().get("/offerings/").content.decode()


def test_a_teacher_says_when_where_and_at_what_price(north):
    a_member(north, "teacher", "teacher")
    offering = an_offering(north)
    client, address = signed_in("teacher"), f"/c/north/offerings/{offering.pk}/"
    said = {
        "title": "Boats", "open_to": "network", "held": "both", "room": "Boathouse", "cost": "12.50",
        "support": ["quiet"], "times-TOTAL_FORMS": "1", "times-INITIAL_FORMS": "0", "times-0-weekday": "1",
        "times-0-starts": "09:00", "times-0-ends": "10:30",
    }  # fmt: skip
    assert client.post(f"{address}edit/", said).status_code == 302
    card = OfferingCard.objects.get()
    assert (card.held, card.room, card.cost, card.currency, card.support) == (
        "both",
        "Boathouse",
        1250,
        "EUR",
        ["quiet"],
    )
    assert (card.times, len(card.busy)) == ([meets(1, "09:00", "10:30")], 18)
    shown = client.get(address).content.decode()
    assert [one in shown for one in ("Tuesday 09:00–10:30", "€12.50", "Boathouse", "A quiet room")] == [True] * 4
    assert client.post(f"{address}edit/", {**said, "times-0-ends": "08:00"}).status_code == 422
    at_api = {"times": [meets(1, "09:00", "08:00")]}
    answer = client.patch(f"/api/v1/c/north/offerings/{offering.pk}/settings/", at_api, "application/json")
    assert answer.status_code == 409
    with in_community(north.pk), pytest.raises(Refused, match="last age"):
        change_offering(offering, by=a_person("teacher"), age_from=9, age_to=3)


def test_the_catalogue_and_the_week_ask_as_much_at_one_and_at_thirty(north, south):
    client = signed_in("ann")
    a_member(south, "ann", "learner")
    pages = ["/offerings/?beside=on", "/offerings/", "/me/week/"]
    an_enrolment(an_offering(south, times=[NINE]), "ann")
    at_one = [queries(client, page) for page in pages]
    for _ in range(29):
        an_enrolment(an_offering(north, times=[NINE, meets(3, "09:00", "10:00")]), "ann")
    assert [queries(client, page) for page in pages] == at_one
    assert max(at_one) <= 12
