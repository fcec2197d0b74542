"""A sum shared among several communities: seen first, then written in the books of all of them or of none."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.actions import close_books
from funding.debts import compare_debts
from funding.models import Entry
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.funding.test_between import told

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/shares/", "/api/v1/c/north/money/shares/"
LIST = "south, 1\nWest, 1\neast, 1"


@pytest.fixture
def schools(towns):
    """South, whose books have something already, West and East; and one that nobody outside may know of."""
    west, east = (a_community(slug) for slug in ("west", "east"))
    a_community("hidden", visibility="hidden")
    return towns.south, west, east


def a_form(**changes):
    given = {"id": str(uuid7()), "what": "grant", "per": "whole", "amount": "100.00", "on": "2026-03-02"}
    return given | {"memo": "For books", "among": LIST, **changes}


def seen(page):
    return page.content.decode().split('name="seen" value="')[1].split('"')[0]


def test_what_each_gets_is_seen_first_and_then_stands_in_the_books_of_all_once(client, towns, schools):
    form = a_form()
    preview = client.post(PAGE, form)
    assert [f"€{part}" in preview.content.decode() for part in ("33.34", "33.33", "100.00")] == [True, True, True]
    assert "Due to South" not in told(towns.north)
    for _ in range(2):
        answer = client.post(PAGE, form | {"seen": seen(preview)})
        assert answer.status_code == 302
    assert "For+books" in answer.url
    owed = {name: amount for name, amount in told(towns.north).items() if name.startswith(("Due", "Other"))}
    assert owed == {"Other expenses": 10000, "Due to South": -3334, "Due to West": -3333, "Due to East": -3333}
    assert told(schools[1]) == {"Due from North": 3333, "Grants received": -3333}
    assert told(schools[0])["Due from North"] == 3334
    assert compare_debts() == (3, [])
    register = client.get(answer.url).content.decode()
    assert register.count("For books") >= 3
    assert "Their boat" not in register


def test_what_was_not_seen_as_it_is_now_is_not_written(client, towns, schools):
    form = a_form()
    sign = seen(client.post(PAGE, form))
    for changed in ({"amount": "900.00"}, {"among": "south, 2\nwest, 1\neast, 1"}, {"what": "cost"}, {"seen": "x"}):
        assert client.post(PAGE, form | {"seen": sign} | changed).status_code == 200
    assert "Due to South" not in told(towns.north)


def test_an_amount_for_each_unit_of_weight_is_rounded_once_and_nothing_makes_no_entry(client, towns, schools):
    named = [("south", "0.5"), ("west", "2"), ("east", "0")]
    body = {
        "amount": 101, "amount_is": "each", "what": "cost", "on": "2026-03-02", "memo": "A bus",
        "among": [{"community": name, "weight": weight} for name, weight in named],
    }  # fmt: skip
    seen = client.post(API, body | {"preview": True}, content_type="application/json")
    assert (seen.status_code, seen.json()["total"]) == (200, 252)  # 252.5, to the even one
    assert [one["entry"] for one in seen.json()["shares"]] == [None] * 3
    assert "Due to West" not in told(towns.north)
    made = client.post(API, body, content_type="application/json")
    assert (made.status_code, [one["amount"] for one in made.json()["shares"]]) == (201, [50, 202, 0])
    assert told(schools[1]) == {"Due from North": 202, "Other income": -202}
    assert told(schools[2]) == {}
    with in_community(schools[1].pk):
        assert str(Entry.objects.get(kind="between").pk) == made.json()["shares"][1]["entry"]


def test_a_refusal_names_the_community_and_nothing_is_written_anywhere(client, towns, schools):
    with in_community(schools[1].pk):
        close_books(date(2026, 3, 31))
    form = a_form()
    answer = client.post(PAGE, form | {"seen": seen(client.post(PAGE, form))})
    assert answer.status_code == 422
    assert "West: The books are closed for that day." in answer.content.decode()
    assert not any(name.startswith("Due") for one in (towns.north, *schools) for name in told(one))
    body = {"amount": 9, "on": "2026-03-02", "among": [{"community": one} for one in ("west", "south")]}
    refused = client.post(API, body, content_type="application/json")
    assert (refused.status_code, refused.json()["detail"]) == (409, "West: The books are closed for that day.")


def test_the_same_key_with_another_sum_is_refused(client, towns, schools):
    body = {"id": str(uuid7()), "amount": 9, "on": "2026-03-02", "among": [{"community": "south"}]}
    answers = [client.post(API, body | {"amount": n}, content_type="application/json") for n in (9, 9, 8)]
    assert [one.status_code for one in answers] == [201, 201, 409]
    assert told(towns.north)["Due to South"] == -9


@pytest.mark.parametrize(
    ("among", "why"),
    [
        ("north", "no one other community called “north”"),
        ("hidden", "no one other community called “hidden”"),
        ("south\nnowhere", "no one other community called “nowhere”"),
        ("south\nSouth", "South stands here twice."),
        ("south, 2\nwest", "west has no weight that is a number."),
        ("south, -1", "south has no weight that is a number."),
        ("south, nan", "south has no weight that is a number."),
        ("south, 1e999999999", "south has no weight that is a number."),
        ("south, 1e-999999999", "south has no weight that is a number."),
        ("south, 1/0", "south has no weight that is a number."),
        ("south, 0", "comes to nothing"),
        ("\n".join(["south"] * 501), "500 at most"),
    ],
)
def test_a_list_that_is_wrong_says_where(client, towns, schools, among, why):
    answer = client.post(PAGE, a_form(among=among))
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_only_who_may_post_comes_here(client, towns, schools):
    for person, status in ((a_member(towns.north, "tom", "teacher").person, 403), (a_member(towns.south).person, 404)):
        client.force_login(person)
        assert client.get(PAGE).status_code == status
        body = {"amount": 9, "on": "2026-03-02", "among": [{"community": "west"}]}
        assert client.post(API, body, content_type="application/json").status_code == status
    assert "Due to West" not in told(towns.north)


def test_everyone_is_filled_in_and_thirty_cost_as_few_queries_as_one(client, towns, schools):
    page = client.get(f"{PAGE}?everyone=1").content.decode()
    assert "east\nsouth\nwest</textarea>" in page
    for n in range(27):
        a_community(f"village-{n}")
    counts = []
    for among in ("south", "\n".join(["south", "west", "east", *(f"village-{n}" for n in range(27))])):
        with CaptureQueriesContext(connection) as queries:
            assert client.post(PAGE, a_form(among=among)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
