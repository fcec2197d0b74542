"""The pages of the statements: what they say, what a figure opens, and who reads them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from funding.actions import move_between_funds, open_fund, post_entry, record_expense, record_grant
from funding.models import Fund
from funding.posting import Move
from funding.sealing import seal
from funding.usual import usual_account
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_member, a_person
from tests.funding.factories import a_grant, a_posting, the_account

pytestmark = pytest.mark.django_db
BASE = "/c/north/money/statements/"
IN_2026 = "period=own&since=2026-01-01&until=2026-12-31"


@pytest.fixture
def years(towns):
    """North in two years: grants, wages, one bill that is owed, a restricted fund that got some of it, and yen."""
    with in_community(towns.north.pk):
        a_grant(amount=50000, on=date(2025, 3, 1), memo="Last year's")
        record_expense(account=towns.people, amount=20000, to_whom="Pia", on=date(2025, 3, 31), id=uuid7())
        record_expense(account=towns.people, amount=30001, to_whom="Pia", on=date(2026, 4, 1), id=uuid7())
        shed = open_fund(name="Shed", currency="EUR", purpose="A shed", is_restricted=True, id=uuid7())
        move_between_funds(
            fund=towns.fund, to=shed, amount=4000, currency="EUR", on=date(2026, 5, 2), id=uuid7(), memo="Wood"
        )
        owed, rent = the_account("payable", towns.fund), the_account("premises", towns.fund)
        post_entry(a_posting(Move(rent, owed, 700), on=date(2026, 6, 5)))
        seal(4)
        yen = usual_account("bank", fund=towns.fund, currency="JPY")
        post_entry(a_posting(Move(yen, usual_account("grants", fund=towns.fund, currency="JPY"), 5000)))
    return towns


def rows_of(page, grid=0):
    """The rows of one table of a page: label, then what each cell says."""
    table = re.findall(r"<tbody.*?</tbody>", page, re.DOTALL)[grid]
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(strip_tags(cell).split()) for cell in row if "colspan" not in cell] for row in cells]


def test_the_balance_sheet_says_what_there_is_what_is_owed_and_whose_the_rest_is(client, years):
    page = client.get(f"{BASE}sheet/?{IN_2026}").content.decode()
    assert rows_of(page) == [
        ["What there is"],
        ["Money at hand"],
        ["1000 Bank", "€1,234.49", "€300.00"],
        ["All that there is", "€1,234.49", "€300.00"],
        ["What is owed"],
        ["Owed by us"],
        ["2000 To be paid", "€7.00", "–"],
        ["All that is owed", "€7.00", "€0.00"],
        ["Whose the rest is"],
        ["General fund", "€1,187.49", "€300.00"],
        ["Shed (restricted)", "€40.00", "–"],
        ["What there is less what is owed", "€1,227.49", "€300.00"],
    ]
    assert rows_of(page, 1)[2] == ["1000 Bank", "¥5,000", "–"]
    assert "777" not in page


def test_activities_stand_fund_by_fund_and_end_with_what_each_has(client, years):
    page = client.get(f"{BASE}activities/?{IN_2026}").content.decode()
    assert rows_of(page) == [
        ["Came in"],
        ["Given to us"],
        ["4000 Grants received", "€1,234.50", "–", "€1,234.50", "€500.00"],
        ["All that came in", "€1,234.50", "€0.00", "€1,234.50", "€500.00"],
        ["Went out"],
        ["People’s work"],
        ["5000 People", "€300.01", "–", "€300.01", "€200.00"],
        ["House and supplies"],
        ["5100 Premises", "€7.00", "–", "€7.00", "–"],
        ["All that went out", "€307.01", "€0.00", "€307.01", "€200.00"],
        ["More or less by it", "€927.49", "€0.00", "€927.49", "€300.00"],
        ["Opened with, or moved between funds"],
        ["Net assets"],
        ["3100 Between funds", "-€40.00", "€40.00", "–", "–"],
        ["Had at the start", "€300.00", "€0.00", "€300.00", "€0.00"],
        ["Has at the end", "€1,187.49", "€40.00", "€1,227.49", "€300.00"],
    ]


def test_cash_goes_from_its_start_to_its_end_by_account_and_by_reason(client, years):
    page = client.get(f"{BASE}cash/?{IN_2026}").content.decode()
    assert rows_of(page) == [
        ["1000 Bank, General fund", "€300.00", "€1,234.50", "€340.01", "€1,194.49"],
        ["1000 Bank, Shed", "–", "€40.00", "–", "€40.00"],
        ["All of it", "€300.00", "€1,274.50", "€340.01", "€1,234.49"],
    ]
    assert rows_of(page, 1) == [
        ["At the start", "€300.00", "€0.00"],
        ["Came in"],
        ["Given to us"],
        ["4000 Grants received", "€1,234.50", "€500.00"],
        ["Together", "€1,234.50", "€500.00"],
        ["Went out"],
        ["People’s work"],
        ["5000 People", "-€300.01", "-€200.00"],
        ["House and supplies"],
        ["5100 Premises", "-€7.00", "–"],
        ["Together", "-€307.01", "-€200.00"],
        ["Lent, owed and paid back"],
        ["Owed by us"],
        ["2000 To be paid", "€7.00", "–"],
        ["Together", "€7.00", "€0.00"],
        ["At the end", "€1,234.49", "€300.00"],
    ]


def test_a_trial_balance_adds_up_to_the_same_on_both_sides(client, years):
    page = client.get(f"{BASE}trial/?{IN_2026}&compare=no").content.decode()
    assert rows_of(page)[-1] == ["Total", "€1,781.50", "€1,781.50"]
    assert ["3100 Between funds", "€40.00", "€40.00"] in rows_of(page)


def test_a_figure_opens_the_register_or_the_entries_it_comes_from(client, years):
    page = client.get(f"{BASE}activities/?{IN_2026}").content.decode()
    people = f"/c/north/money/accounts/{years.people.pk}/?since=2026-01-01&amp;until=2026-12-31"
    assert people in page
    register = client.get(people.replace("&amp;", "&")).content.decode()
    assert "€300.01" in register
    assert "€200.00" in register  # what it stood at before
    assert "2025-03-31" not in register
    between = re.search(
        r'href="(/c/north/money/entries/\?line=[^"]*)"[^>]*>[^<]*-?€',
        client.get(f"{BASE}trial/?{IN_2026}").content.decode(),
    )
    assert between is not None
    assert client.get(between[1].replace("&amp;", "&")).status_code == 200


def test_a_statement_asked_for_in_a_way_nobody_understands_tells_of_this_year(client, towns):
    plain = client.get(f"{BASE}sheet/").content.decode()
    for query in ("period=x", "period=own&since=never", "period=own&since=2026-03-01&until=2026-02-01", "compare=x"):
        page = client.get(f"{BASE}sheet/?{query}").content.decode()
        assert rows_of(page) == rows_of(plain), query
    for period in ("month", "last-month", "term", "year", "last-year"):
        assert client.get(f"{BASE}cash/?period={period}").status_code == 200
    for odd in ("since=0001-01-01&until=9999-12-31", "since=9999-12-31"):
        assert client.get(f"{BASE}cash/?{odd}").status_code == 200
    assert client.get(f"{BASE}nothing/").status_code == 404


def test_what_a_learner_has_is_told_keepers_with_what_all_learners_have(client, towns):
    with in_community(towns.north.pk):
        for name, amount in (("Noor's own", 1100), ("Sol's own", 2200)):
            own = Fund.objects.create(name=name, is_restricted=True, purpose="Own", person=a_person(name))
            record_grant(
                fund=own, amount=amount, currency="EUR", from_whom="x", on=timezone.localdate(), id=uuid7(), memo="Own"
            )
    for key in ("sheet", "activities", "cash", "trial"):
        page = client.get(f"{BASE}{key}/").content.decode()
        assert "Noor" not in page
        assert "€11.00" not in page
        if key != "trial":
            assert "Funds of learners" in page
            assert "€33.00" in page


def test_the_api_tells_the_same_in_minor_units(client, years):
    told = client.get(f"/api/v1{BASE}sheet/?{IN_2026}").json()
    rows = {row["label"]: row["amounts"] for row in told["grids"][0]["rows"]}
    assert (rows["Bank"], rows["To be paid"], rows["Shed (restricted)"]) == ([123449, 30000], [700, 0], [4000, 0])
    assert [grid["currency"] for grid in told["grids"]] == ["EUR", "JPY"]
    assert client.get(f"/api/v1{BASE}nothing/").status_code == 404
    assert client.get(f"/api/v1{BASE}sheet/?since=never").status_code == 400
    client.force_login(a_member(years.south, "eve").person)
    assert client.get(f"/api/v1{BASE}sheet/").status_code == 404


@pytest.mark.parametrize("key", ["", "sheet/", "activities/", "cash/", "trial/"])
def test_strangers_find_nothing_and_members_what_their_role_opens(client, towns, key):
    ladder = [(a_member(towns.south, "eve").person, 404), (a_member(towns.north, "lea", "learner").person, 403)]
    for person, status in [*ladder, (a_member(towns.north, "tom", "teacher").person, 200)]:
        client.force_login(person)
        assert client.get(f"{BASE}{key}").status_code == status
    client.logout()
    assert client.get(f"{BASE}{key}").status_code == 302


@pytest.mark.parametrize(
    "path", [f"{BASE}activities/", f"{BASE}cash/", "/c/north/money/accounts/{bank}/?since=2026-01-01"]
)
def test_a_page_asks_as_much_for_thirty_entries_as_for_one(client, towns, path):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(bank=towns.bank.pk)).status_code == 200
        counts.append(len(queries))
        with in_community(towns.north.pk):
            for n in range(29):
                a_grant(amount=n + 1)
                if n % 2:
                    seal()
    assert counts[0] == counts[1]
    assert counts[0] <= 16
