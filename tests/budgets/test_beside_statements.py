"""What came in and went out beside what the budget in force plans for the same days."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.actions import record_grant
from funding.budgets.actions import Row, adopt_version, propose_draft, start_draft, write_lines
from funding.budgets.models import Budget
from funding.models import Fund
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_version, an_adopted, spent, the_line
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member, a_person
from tests.funding.factories import a_fund, a_grant
from tests.funding.test_statements import rows_of

pytestmark = pytest.mark.django_db
PATH = "/c/north/money/statements/activities"
HALF = "since=2026-01-01&until=2026-06-30"


@pytest.fixture
def north(client):
    ann = a_person("ann")
    south, north = a_community("south"), a_community("north", founder=ann)
    with in_community(south.pk):
        an_adopted(a_budget(name="Theirs"), people=7777)
        spent(5555)
    with in_community(north.pk):
        an_adopted(a_budget(name="Year"), people=36500, grants=40000, premises=3650)
        a_grant(amount=25000, on=date(2026, 2, 1))
        spent(20001, on=date(2026, 6, 30))
        spent(9999, on=date(2026, 7, 1))
        spent(300, usual="materials", on=date(2026, 3, 1))
        seal(3)
    client.force_login(ann)
    return north


def the_budget():
    return Budget.objects.get(name="Year")


def test_each_line_stands_beside_its_plan_for_the_same_days_planned_or_not(client, north):
    page = client.get(f"{PATH}/?{HALF}&compare=budget").content.decode()
    assert [row for row in rows_of(page) if len(row) > 1] == [
        ["4000 Grants received", "€250.00", "€198.36", "€51.64"],
        ["All that came in", "€250.00", "€198.36", "€51.64"],
        ["5000 People", "€200.01", "€181.00", "€19.01"],
        ["5100 Premises", "–", "€18.10", "-€18.10"],
        ["5200 Learning materials", "€3.00", "–", "€3.00"],
        ["All that went out", "€203.01", "€199.10", "€3.91"],
        ["More or less by it", "€46.99", "-€0.74", "€47.73"],
    ]
    assert "Year, version 1" in page
    with in_community(north.pk):
        assert f'<option value="{the_budget().pk}" selected>' in page
    assert "Theirs" not in page


def test_only_the_days_of_the_budget_are_told_and_only_what_is_in_force(client, north):
    with in_community(north.pk):
        budget = a_version(the_budget(), people=99900).budget
        path = f"{PATH}/?since=2025-01-01&until=2028-12-31&compare={budget.pk}"
    page = client.get(path).content.decode()
    assert ["5000 People", "€300.00", "€365.00", "-€65.00"] in rows_of(page)
    assert "2026" in page.split("Year, version 1")[0]
    with in_community(north.pk):
        adopt_version(budget.versions.get(number=2), by=a_keyholder(north).person, reason="More")
    assert ["5000 People", "€300.00", "€999.00", "-€699.00"] in rows_of(client.get(path).content.decode())


def test_where_no_budget_plans_for_the_days_it_stands_beside_the_year_before(client, north):
    page = client.get(f"{PATH}/?since=2024-01-01&until=2024-12-31&compare=budget").content.decode()
    assert client.get(f"{PATH}/?compare=%00").status_code == 200
    assert "A year before" in page
    assert "version 1" not in page
    with in_community(north.pk):
        key = the_budget().pk
    for statement in ("sheet", "cash", "trial"):
        plain = client.get(f"/c/north/money/statements/{statement}/?{HALF}").content.decode()
        asked = client.get(f"/c/north/money/statements/{statement}/?{HALF}&compare={key}").content.decode()
        assert rows_of(asked) == rows_of(plain)
        assert "version 1" not in asked


def test_a_budget_of_one_fund_is_told_of_that_fund_and_learners_own_are_left_out(client, north):
    with in_community(north.pk):
        shed = a_fund("Shed", is_restricted=True, purpose="A shed")
        a_grant(shed, amount=700, on=date(2026, 3, 1))
        own = a_fund("Own", is_restricted=True, purpose="Own", person=a_person("noor"))
        a_grant(own, amount=1100, on=date(2026, 3, 1))
        budget = a_budget(shed, name="Of the shed")
        draft = start_draft(budget, scenario="one", by=a_keyholder(north))
        adopt_version(
            propose_draft(write_lines(draft, [Row(the_line("grants"), 3650)])),
            by=a_keyholder(north).person,
            reason="Yes",
        )
    page = client.get(f"{PATH}/?{HALF}&compare={budget.pk}").content.decode()
    assert ["4000 Grants received", "€7.00", "€18.10", "-€11.10"] in rows_of(page)
    page = client.get(f"{PATH}/?{HALF}&compare=budget").content.decode()
    assert ["4000 Grants received", "€257.00", "€198.36", "€58.64"] in rows_of(page)


def test_the_files_and_the_api_tell_the_same(client, north):
    with in_community(north.pk):
        key = str(the_budget().pk)
    asked = f"{HALF}&compare={key}"
    lines = client.get(f"{PATH}.csv?{asked}").getvalue().decode("utf-8-sig").splitlines()
    assert "EUR,Went out: House and supplies,5100,Premises,0.00,18.10,-18.10" in lines
    for format in ("xlsx", "pdf"):
        assert client.get(f"{PATH}.{format}?{asked}").status_code == 200
    told = client.get(f"/api/v1{PATH}/?{asked}").json()
    assert (told["budget"], told["grids"][0]["columns"]) == (key, ["Actual", "Planned", "More or less than planned"])
    assert {row["label"]: row["amounts"] for row in told["grids"][0]["rows"]}["People"] == [20001, 18100, 1901]
    assert client.get(f"/api/v1{PATH}/?{HALF}").json()["budget"] is None
    client.force_login(a_member(a_community("west"), "eve").person)
    assert client.get(f"{PATH}/?{asked}").status_code == 404
    assert client.get(f"/api/v1{PATH}/?{asked}").status_code == 404


def test_it_asks_as_much_for_thirty_lines_as_for_one(client, north):
    counts = []
    for year in (2026, 2027):
        with in_community(north.pk):
            budget = the_budget()
            if year == 2027:
                draft = start_draft(budget, scenario="long", by=a_keyholder(north))
                funds = [a_fund() for _ in range(30)]
                version = propose_draft(write_lines(draft, [Row(the_line(), 100, fund) for fund in funds]))
                adopt_version(version, by=a_keyholder(north).person, reason="Long")
                for fund in funds:
                    record_grant(
                        fund=fund, amount=5, currency="EUR", from_whom="x", on=date(2026, 3, 3), id=uuid7(), memo="Gift"
                    )
                assert Fund.objects.count() == 31
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PATH}/?{HALF}&compare=budget").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 15
