"""The calendar at a secret address: parsed as a program would, and gone with the membership or the address."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Person
from communities.actions import end_membership
from communities.governance.actions import decide
from communities.governance.proposals.proposing import withdraw_proposal
from communities.governance.queries import value_of
from communities.models import Community, Membership
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db
PAGE, API = "/me/calendar/", "/api/v1/me/calendar/"
LONG = "Spring, with a comma; a semicolon, and words that do not fit on one line, año"


def with_terms(community, *names):
    terms = [
        {"key": f"t{n}", "name": name, "starts": str(date(2027 + n, 1, 10)), "ends": str(date(2027 + n, 3, 20))}
        for n, name in enumerate(names)
    ]
    rest = {"name": "Rest", "starts": "2027-02-01", "ends": "2027-02-01"}
    with in_community(community.pk):
        value = {**value_of("calendar"), "terms": terms, "holidays": [rest]}
        decide(by=a_keyholder(community).person, kind="setting", title="Terms", settings={"calendar": value})


@pytest.fixture
def north():
    north = a_community("north", name="North")
    with_terms(north, LONG)
    a_rule(north)
    return north


@pytest.fixture
def ann(client, north):
    """A member of the north; the south has terms and votes too."""
    south = a_community("south", name="South")
    with_terms(south, "Southern")
    a_rule(south)
    a_vote(a_member(south, "sue"), title="Southern secret")
    ann = a_member(north, "ann")
    client.force_login(ann.person)
    return ann


def an_address(client):
    return client.put(API).json()["address"].removeprefix("http://localhost:8000")


def events(client, address, **headers):
    answer = client.get(address, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_holds_terms_holidays_and_closings(client, ann):
    vote, talk = a_vote(ann, title="Vote, please"), a_talk(ann, title="Talk")
    a_draft(ann, title="Draft")
    gone = a_talk(ann, title="Gone")
    with in_community(ann.community_id):
        withdraw_proposal(gone, by=ann)
    client.logout()
    client.force_login(ann.person)
    address = an_address(client)
    client.logout()
    found = events(client, address)
    assert set(found) == {f"{LONG} · North", "Rest · North", "Voting closes: Vote, please", "Talk ends: Talk"}
    term, rest = found[f"{LONG} · North"], found["Rest · North"]
    assert (term["dtstart"].dt, term["dtend"].dt) == (date(2027, 1, 10), date(2027, 3, 21))
    assert (rest["dtstart"].dt, rest["dtend"].dt) == (date(2027, 2, 1), date(2027, 2, 2))
    closing = found["Voting closes: Vote, please"]
    assert closing["dtstart"].dt == vote.closes_at.replace(microsecond=0)
    assert closing["dtstart"].dt.utcoffset() == timedelta(0)
    assert "dtend" not in closing
    assert str(closing["url"]) == f"http://localhost:8000/c/north/decisions/proposals/{vote.number}/"
    assert len({str(one["uid"]) for one in found.values()}) == 4
    assert talk.number


def test_lines_are_folded_and_end_as_the_format_says(client, ann):
    body = client.get(an_address(client)).content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"SUMMARY:Spring\\, with a comma\\; a semicolon\\, and" in body.replace(b"\r\n ", b"")


def test_what_changed_keeps_its_uid_and_counts_up(client, north, ann):
    address = an_address(client)
    before = events(client, address)[f"{LONG} · North"]
    with_terms(north, "Spring")
    after = events(client, address)["Spring · North"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_it_is_in_the_persons_language(client, ann):
    a_vote(ann, title="X")
    address = an_address(client)
    Person.objects.filter(pk=ann.person_id).update(language="es")
    assert "La votación cierra: X" in events(client, address)


def test_what_has_not_changed_is_not_sent_again(client, north, ann):
    address = an_address(client)
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    with_terms(north, "Spring")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_nothing_of_a_community_is_left_once_the_membership_has_ended(client, north, ann):
    a_vote(ann, title="Inner matter")
    address = an_address(client)
    with in_community(north.pk):
        end_membership(ann)
    assert events(client, address) == {}


def test_a_suspended_member_sees_nothing_of_the_community(client, north, ann):
    a_vote(ann, title="Inner matter")
    address = an_address(client)
    with in_community(north.pk):
        Membership.objects.filter(pk=ann.pk).update(suspended_from=timezone.now() - timedelta(hours=1))
    assert events(client, address) == {}


def test_a_new_address_ends_the_old_one_and_taking_it_back_ends_both(client, ann):
    first = an_address(client)
    second = an_address(client)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert client.get(API).json()["made_at"]
    assert client.delete(API).status_code == 204
    assert (client.get(second).status_code, client.get(API).json()) == (404, {"made_at": None})


def test_whoever_closed_their_account_has_no_calendar(client, ann):
    address = an_address(client)
    Person.objects.filter(pk=ann.person_id).update(is_active=False)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 52, "é"])
def test_an_address_nobody_was_given_is_not_there(client, ann, token):
    an_address(client)
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_anothers_secret_opens_nothing(client, ann):
    mine = an_address(client)
    client.force_login(a_person("sue"))
    theirs = an_address(client)
    forged = mine[:30] + theirs[30:]
    assert client.get(forged).status_code == 404


def test_the_page_gives_an_address_once_and_takes_it_back(client, ann):
    assert "No address yet" in client.get(PAGE).content.decode()
    page = client.post(PAGE).content.decode()
    address = page.split('id="address" value="http://localhost:8000')[1].split('"')[0]
    assert client.get(address).status_code == 200
    assert address not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}revoke/").status_code == 302
    assert client.get(address).status_code == 404


def test_it_asks_as_often_for_thirty_proposals_and_terms_as_for_one(client, north, ann):
    def asked():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len([one for one in queries if one["sql"].lstrip().startswith("SELECT")])

    address = an_address(client)
    a_vote(ann)
    once = asked()
    for _ in range(29):
        a_vote(ann)
    with_terms(north, *(f"Term {n}" for n in range(28)))
    assert asked() == once
    a_member(a_community("east"), "ann")
    assert asked() == once + 2  # a further community is asked in its own scope


# A community's own


def test_anyone_may_have_the_terms_of_a_public_community(client, north, ann):
    a_vote(ann, title="Inner matter")
    client.logout()
    assert set(events(client, "/c/north/calendar.ics")) == {f"{LONG} · North", "Rest · North"}


def test_a_hidden_communitys_terms_are_its_members(client, north, ann):
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    assert client.get("/c/north/calendar.ics").status_code == 200
    client.logout()
    assert client.get("/c/north/calendar.ics").status_code == 404
