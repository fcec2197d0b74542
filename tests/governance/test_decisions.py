"""Decisions are numbered without gaps, read by members, and never changed."""

import csv
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from communities.governance.actions import decide_setting
from communities.governance.models import Decision, Setting
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
LIST = "/c/north/decisions/"
API = "/api/v1/c/north/decisions/"


@pytest.fixture
def north():
    south = a_community("south")
    with in_community(south.pk):
        decide_setting("reports", {"shares_reports": False}, by=a_keyholder(south).person, reason="The southern way.")
    north = a_community("north")
    with in_community(north.pk):
        decide_setting("languages", ["en", "pl"], by=a_keyholder(north).person, reason="=New families.")
    return north


def test_members_read_what_was_decided_here(north):
    page = text_of(a_browser(a_member(north, "ann", "learner")).get(LIST))
    assert "Languages changed" in page
    assert "Reports changed" not in page


def test_a_decision_says_what_changed_who_and_why(north):
    page = text_of(a_browser(a_member(north, "ann")).get(f"{LIST}2/"))
    assert "Decision 2, by founder-of-north" in page
    assert "New families." in page
    assert "Language 2 – Polish" in page
    assert "Language 1" not in page


def test_the_founding_shows_all_first_values(north):
    page = text_of(a_browser(a_member(north, "ann")).get(f"{LIST}1/"))
    assert "Currency EUR – Euro" in page
    assert "Language 2" not in page


@pytest.mark.parametrize("address", [LIST, LIST + "1/", API, API + "1/"])
def test_strangers_see_no_decision(north, address):
    make = an_api if address.startswith("/api") else a_browser
    assert make().get(address).status_code == (401 if address.startswith("/api") else 302)
    assert make(a_person("zoe")).get(address).status_code == 404
    assert make(a_member(a_community("west"), "wes")).get(address).status_code == 404
    assert make(a_member(north, "ann", "learner")).get(address).status_code == 200


def test_a_number_nobody_gave_is_not_there(north):
    founder = a_keyholder(north)
    assert a_browser(founder).get(f"{LIST}3/").status_code == 404
    assert an_api(founder).get(f"{API}3/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", ["2", "1"]),
        ("?kind=founding", ["1"]),
        ("?q=FAMILIES", ["2"]),
        ("?sort=number", ["1", "2"]),
        ("?kind=x", ["2", "1"]),
    ],
)
def test_the_list_filters_sorts_and_disarms_formulas(north, asked, numbers):
    address = f"{LIST}{asked or '?'}&format=csv"
    answer = a_browser(a_keyholder(north)).get(address)
    rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))[1:]
    assert [row[0] for row in rows] == numbers
    assert {row[5] for row in rows} <= {"'=New families.", ""}


def test_the_api_tells_the_same(north):
    api = an_api(a_keyholder(north))
    rows = api.get(API).json()["results"]
    assert [row["number"] for row in rows] == [2, 1]
    (change,) = api.get(f"{API}2/").json()["changes"]
    assert change | {"id": ""} == {"what": "setting", "id": "", "key": "languages", "value": ["en", "pl"]}
    assert rows[0]["previous"] == rows[1]["hash"]
    assert [row["number"] for row in api.get(f"{API}?kind=founding").json()["results"]] == [1]


@pytest.mark.parametrize("address", [LIST, API])
def test_the_list_asks_the_same_for_one_as_for_thirty(north, address):
    founder = a_keyholder(north)
    client = an_api(founder) if address == API else a_browser(founder)
    with_few = queries(client, address)
    with in_community(north.pk):
        for number in range(28):
            decide_setting("reports", {"shares_reports": number % 2 == 1}, by=founder.person, reason="Why not?")
    assert queries(client, address) == with_few


@pytest.mark.parametrize("table", ["governance_decision", "governance_setting"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_app_can_neither_change_nor_remove_what_was_decided(north, table, statement):
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with in_community(north.pk), denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_database_refuses_a_value_without_a_decision(north):
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Setting.objects.create(key="reports", value={}, decision=None)


def test_the_database_refuses_a_number_given_twice(north):
    founder = a_keyholder(north).person
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(number=2, kind="role", title="x", decided_by=founder, decided_by_name="x")


@pytest.mark.django_db(transaction=True)
def test_decisions_made_at_once_are_numbered_without_gaps():
    north, south = a_community("north"), a_community("south")
    people = [a_keyholder(north).person] * 5 + [a_keyholder(south).person]
    places = [north] * 5 + [south]
    start = Barrier(len(places))

    def decide(place, person, number):
        try:
            start.wait(5)
            with in_community(place.pk):
                languages = ["en", "es", "ar", "pl", "uk", "fr"][: number + 2]
                decide_setting("languages", languages, by=person, reason="At once.")
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(*pair, n)) for n, pair in enumerate(zip(places, people, strict=True))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    for place, numbers in ((north, [1, 2, 3, 4, 5, 6]), (south, [1, 2])):
        with in_community(place.pk):
            assert list(Decision.objects.order_by("number").values_list("number", flat=True)) == numbers
