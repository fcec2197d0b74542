"""The chart of accounts: lines are added, called otherwise and retired, at page and API; its accounts follow."""

import pytest

from funding.actions import change_line, record_expense, take_template
from funding.chart_templates import TEMPLATES
from funding.models import Account, ChartLine, Fund
from funding.usual import USUAL
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member
from tests.funding.factories import TODAY, a_fund, a_line

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/chart/", "/api/v1/c/north/money/chart/"


@pytest.fixture
def place(towns):
    with in_community(towns.south.pk):
        towns.their_line = a_line("expense", name="Nets and lines")
    return towns


def a_new_line(**changed):
    return {"id": str(uuid7()), "kind": "expense", "number": "5250", "name": "Seeds", "heading": "Garden"} | changed


def test_the_page_says_what_stands_on_each_line(client, place):
    shown = text_of(client.get(PAGE))
    assert "4000 Grants received 1 fund €1,234.50" in shown
    assert "5100 Premises not yet –" in shown
    assert "Given to us" in shown
    assert "Nets and lines" not in shown
    with in_community(place.north.pk):
        grants = ChartLine.objects.get(usual="grants")
        account = Account.objects.get(line=grants)
    line = client.get(f"{PAGE}{grants.pk}/").content.decode()
    assert f"/c/north/money/accounts/{account.pk}/" in line
    assert client.get(f"{PAGE}{place.their_line.pk}/").status_code == 404
    assert client.get(f"{PAGE}{place.their_line.pk}/change/").status_code == 404


def test_a_new_line_has_an_account_where_it_can_be_used(client, place):
    with in_community(place.north.pk):
        sea = a_fund("Sea trip", is_restricted=True, purpose="The sea")
        Account.objects.create(
            line=ChartLine.objects.get(usual="bank"), fund=sea, currency="EUR", kind="asset", name="Bank"
        )
    for form in (a_new_line(), a_new_line(number="4250", name="Fair", kind="income")):
        for _ in range(2):
            assert client.post(f"{PAGE}new/", form)["Location"] == PAGE
    with in_community(place.north.pk):
        opened = {(one.name, one.fund.name) for one in Account.objects.filter(line__usual="").select_related("fund")}
        assert opened == {("Seeds", "General fund"), ("Seeds", "Sea trip"), ("Fair", "General fund")}
    assert "Sea trip · Seeds" in client.get("/c/north/money/post/expense/").content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"number": "4000"}, "Another line has this number."),
        ({"name": "Bank"}, "Another line has this name."),
        ({"kind": "wishes"}, "Select a valid choice."),
        ({"number": "5 250"}, "Enter a valid value."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_line_that_cannot_be_says_why_and_leaves_nothing(client, place, changed, told):
    answer = client.post(f"{PAGE}new/", a_new_line(**changed))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert an_api(place.ann).post(API, a_new_line(**changed), format="json").status_code in (400, 409)
    with in_community(place.north.pk):
        assert ChartLine.objects.count() == len(USUAL)


def test_accounts_are_called_as_their_line(client, place):
    with in_community(place.north.pk):
        people = ChartLine.objects.get(usual="people")
    form = {"number": "5001", "name": "Our teachers", "heading": "Work"}
    assert client.post(f"{PAGE}{people.pk}/change/", form)["Location"] == f"{PAGE}{people.pk}/"
    with in_community(place.north.pk):
        assert set(Account.objects.filter(line=people).values_list("name", flat=True)) == {"Our teachers"}
        with pytest.raises(Refused, match="Another line has this name"):
            change_line(people, name="Bank")
        assert ChartLine.objects.get(pk=people.pk).name == "Our teachers"
    with in_community(place.south.pk):
        assert ChartLine.objects.get(usual="people").name == "People"


def test_a_usual_line_stays_and_another_is_offered_no_more_but_seen(client, place):
    client.post(f"{PAGE}new/", a_new_line())
    with in_community(place.north.pk):
        people, seeds = ChartLine.objects.get(usual="people"), ChartLine.objects.get(name="Seeds")
        account = Account.objects.get(line=seeds)
        record_expense(account=account, amount=700, to_whom="Pia", on=TODAY, id=uuid7())
    answer = client.post(f"{PAGE}{people.pk}/retire/", follow=True)
    assert "not retired" in text_of(answer)
    client.post(f"{PAGE}{seeds.pk}/retire/")
    assert "5250 Seeds retired 1 fund €7.00" in text_of(client.get(PAGE))
    assert "Seeds" not in client.get("/c/north/money/post/expense/").content.decode()
    with in_community(place.north.pk), pytest.raises(Refused, match="no longer used"):
        record_expense(account=Account.objects.get(line=seeds), amount=700, to_whom="Pia", on=TODAY, id=uuid7())
    client.post(f"{PAGE}{seeds.pk}/retire/")
    assert "Seeds" in client.get("/c/north/money/post/expense/").content.decode()


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_only_adds(client, place, key):
    with in_community(place.north.pk):
        own = a_line("asset", number=TEMPLATES[key].lines[0].number, name="Boats")
        before = list(ChartLine.objects.values_list("pk", "number", "name"))
    assert client.post(f"{PAGE}template/", {"template": key})["Location"] == PAGE
    with in_community(place.north.pk):
        after = list(ChartLine.objects.values_list("pk", "number", "name"))
        assert set(before) <= set(after)
        assert len(after) == len(before) + len(TEMPLATES[key].lines)
        moved = ChartLine.objects.get(name=str(TEMPLATES[key].lines[0].name))
        assert moved.number == str(int(own.number) + 1)
        assert take_template(key) == []
        opened = Account.objects.filter(line__usual="", fund=Fund.objects.get()).count()
        assert opened == len(TEMPLATES[key].lines)


def test_the_api_reads_adds_changes_and_retires(place):
    ann = an_api(place.ann)
    form = a_new_line()
    made = [ann.post(API, form, format="json") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == form | {"usual": "", "is_retired": False}
    assert ann.post(API, form | {"name": "Other"}, format="json").status_code == 409
    one = f"{API}{form['id']}/"
    assert ann.patch(one, {"heading": "", "is_retired": True}, format="json").json()["is_retired"] is True
    assert ann.get(one).json()["heading"] == ""
    found = ann.get(API).json()["results"]
    assert {"Seeds", "Bank"} <= {line["name"] for line in found}
    assert "Nets and lines" not in {line["name"] for line in found}
    bank = next(line["id"] for line in found if line["usual"] == "bank")
    assert ann.patch(f"{API}{bank}/", {"is_retired": True}, format="json").status_code == 409
    assert ann.patch(f"{API}{place.their_line.pk}/", {"name": "Ours"}, format="json").status_code == 404
    assert len(ann.post(f"{API}template/", {"template": "school"}, format="json").json()) == 24


@pytest.mark.parametrize("path", ["new/", "template/"])
def test_who_only_reads_the_books_changes_no_line(place, path):
    tom = a_member(place.north, "tom", "teacher")
    assert a_browser(tom).get(PAGE).status_code == 200
    assert a_browser(tom).get(f"{PAGE}{path}").status_code == 403
    assert an_api(tom).post(API, a_new_line(), format="json").status_code == 403
    assert a_browser(a_member(place.south, "sue")).get(PAGE).status_code == 404


def test_the_page_asks_as_much_for_thirty_lines_more(client, place):
    before = queries(client, PAGE)
    with in_community(place.north.pk):
        for number in range(30):
            line = a_line("expense", heading=f"Heading {number}")
            Account.objects.create(line=line, fund=place.fund, currency="EUR", kind=line.kind, name=line.name)
            record_expense(account=Account.objects.get(line=line), amount=5, to_whom="Pia", on=TODAY, id=uuid7())
    assert queries(client, PAGE) == before
