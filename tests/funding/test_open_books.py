"""What strangers read of the books: what the community decided, and nothing of anybody."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.models import Community
from funding.actions import record_expense, record_grant, reverse_entry
from funding.models import Fund
from funding.open_books import OPEN_BOOKS
from funding.openness import OPENNESS, PARTS, open_parts
from funding.posting import Move, post
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_person
from tests.funding.factories import a_grant, a_posting

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/open-books/", "/api/v1/c/north/open-books/"
ALL = {"figures": "open", **dict.fromkeys(PARTS, True)}


def opened(towns, **value):
    with in_community(towns.north.pk):
        decide_setting("openness", {**OPENNESS.default(), **value}, by=towns.ann, reason="Read it")


@pytest.fixture
def open_town(towns):
    """North opened everything; a learner has a fund of their own, and something only waits."""
    today = timezone.localdate()
    opened(towns, **ALL)
    with in_community(towns.north.pk):
        record_expense(
            account=towns.people, amount=5000, to_whom="Pia Private", on=today, id=uuid7(), memo="Two teachers"
        )
        taken = a_grant(amount=777, memo="Entered twice", from_whom="Secret Giver", on=today)
        reverse_entry(taken, id=uuid7(), on=today, memo="Taken back")
        own = Fund.objects.create(name="Noor's own", is_restricted=True, purpose="Own", person=a_person("noor"))
        record_grant(
            fund=own, amount=1234, currency="EUR", from_whom="Aunt", on=today, id=uuid7(), memo="For her cello"
        )
        post(a_posting(Move(towns.people, towns.bank, 31415, "held"), on=today, memo="Only held"))
        seal(3)
    return towns


def test_a_stranger_reads_what_came_in_and_went_out_and_nobodys_name(client, open_town):
    page = Client().get(PAGE).content.decode()
    for said in ("€50.00", "Two teachers", "Entered twice", "Taken back", "-€50.00"):
        assert said in page, said
    for hidden in (
        "€12.34",
        "Funds of learners",
        "Pia",
        "Secret Giver",
        "Aunt",
        "cello",
        "Noor",
        "Only held",
        "314.15",
        "Rivers",
        "boat",
        "777.77",
    ):
        assert hidden not in page, hidden
    assert "Up to entry 4," in page
    assert "/money/" not in page  # no way to what is not open


def test_each_part_is_open_only_as_decided(client, towns):
    stranger = Client()
    for value, parts in [
        ({"figures": "closed"}, set()),
        ({"figures": "as_reports"}, {"figures"}),
        ({"figures": "open"}, {"figures"}),
        ({"figures": "closed", "entries": True}, {"entries"}),
        ({"figures": "closed", "expenses": True, "budgets": True}, {"expenses", "budgets"}),
    ]:
        opened(towns, **value)
        with in_community(towns.north.pk):
            assert open_parts(Community.objects.get(pk=towns.north.pk)) == parts
        page = stranger.get(PAGE).content.decode()
        assert ("In and out by fund" in page) == ("figures" in parts)
        assert ("A greenhouse" in page) == ("entries" in parts)
        assert ("Nothing of these books is open" in page) == (not parts)
        assert ("Read the open books" in stranger.get("/c/north/about/").content.decode()) == bool(parts)
        said = stranger.get(API).json()
        assert (set(said["parts"]), said["figures"] is None) == (parts, "figures" not in parts)
        for path in (f"{API}entries/", "/c/north/open-books.csv"):
            assert stranger.get(path).status_code == (200 if "entries" in parts else 404)


def test_figures_close_with_the_reports_unless_they_were_opened(client, towns):
    with in_community(towns.north.pk):
        decide_setting("reports", {"shares_reports": False}, by=towns.ann, reason="Not now")
    assert Client().get(API).json()["parts"] == []
    opened(towns, figures="open")
    assert Client().get(API).json()["parts"] == ["figures"]


def test_rooms_above_show_their_panels_only_where_their_part_is_open(client, towns):
    keys = {panel.key for panel in OPEN_BOOKS}
    assert keys <= {"budgets", "grants", "donations", "expenses", "figures", "entries"}
    opened(towns, figures="closed")
    assert "panel" not in Client().get(PAGE).context or not Client().get(PAGE).context["panels"]


def test_a_community_that_hides_is_not_there(client, open_town):
    Community.objects.filter(pk=open_town.north.pk).update(visibility="hidden")
    for path in (PAGE, API, f"{API}entries/", "/c/north/open-books.csv"):
        assert Client().get(path).status_code in (302, 401, 404), path
        assert Client().get(path).status_code == Client().get("/c/north/about/").status_code, path
    assert client.get(PAGE).status_code == 200  # its members know of it


def test_the_file_and_the_api_say_the_same_as_the_page(client, open_town):
    answer = Client().get("/c/north/open-books.csv")
    lines = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    rows = Client().get(f"{API}entries/").json()["results"]
    assert len(lines) == len(rows) == 4
    assert {(line["What for"], line["Line"], line["Fund"], line["Amount"]) for line in lines} == {
        ("A greenhouse", "Grants received", "General fund", "1234.50"),
        ("Two teachers", "People", "General fund", "-50.00"),
        ("Entered twice", "Grants received", "General fund", "7.77"),
        ("Taken back", "Grants received", "General fund", "-7.77"),
    }
    assert {(row["what_for"], row["amount"]) for row in rows} == {
        ("A greenhouse", 123450), ("Two teachers", -5000), ("Entered twice", 777), ("Taken back", -777),
    }  # fmt: skip
    assert all(set(row) == {"number", "on", "what_for", "line", "fund", "amount", "currency"} for row in rows)
    said = Client().get(API).json()
    this_month = said["months"][-1]
    assert (len(said["months"]), this_month["came_in"], this_month["went_out"]) == (
        12,
        0,
        5000,
    )  # without what came into a learner's own fund
    assert said["head"]["seq"] == 4


def test_a_page_asks_as_much_for_thirty_entries_as_for_one(client, towns):
    opened(towns, **ALL)
    for path in (PAGE, API, f"{API}entries/"):
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(path).status_code == 200
            counts.append(len(queries))
            with in_community(towns.north.pk):
                for n in range(29):
                    a_grant(amount=n + 1)
                    if n % 2:
                        seal()
        assert counts[0] == counts[1]
        assert counts[0] <= 18
