"""What happened to money, as pages and the API take it down: one form's shape, one action underneath."""

import pytest

from funding.actions import open_fund
from funding.models import Entry
from funding.queries import balance_of, fund_totals
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.funding.factories import a_grant, the_account
from tests.funding.test_between import told
from tests.learners.counting import queries

pytestmark = pytest.mark.django_db
POST, API = "/c/north/money/post/", "/api/v1/c/north/money/"
API_NAME = {"donation": "donations", "fee": "fees", "move": "moves", "debt": "debts", "payment": "payments"}


@pytest.fixture
def trips(towns):
    """A restricted fund of north."""
    with in_community(towns.north.pk):
        return open_fund(name="Trips", purpose="The sea", is_restricted=True, currency="EUR", id=uuid7())


@pytest.fixture(params=["page", "API"])
def send(request, client):
    """Sends the same to the page or to the API; gives whether it was taken, and what was said if not."""

    def by_page(what, **given):
        form = {"on": "2026-03-02", "memo": "A shed", **given, "amount": f"{given['amount'] / 100:.2f}"}
        answer = client.post(f"{POST}{what}/", form)
        assert answer.status_code in (302, 422)
        return answer.status_code == 302, answer.content.decode()

    def by_api(what, **given):
        answer = client.post(
            f"{API}{API_NAME[what]}/", {"on": "2026-03-02", "memo": "A shed", **given}, content_type="application/json"
        )
        assert answer.status_code in (201, 400, 409)
        return answer.status_code == 201, answer.content.decode()

    return by_page if request.param == "page" else by_api


def balances_of(towns):
    """By fund, in minor units."""
    with in_community(towns.north.pk):
        return {total.name: total.amount for total in fund_totals()}


@pytest.mark.parametrize(
    ("what", "account", "who"),
    [("donation", "donations", ""), ("donation", "donations", "Pia"), ("fee", "fees", "Pia")],
)
def test_a_donation_and_a_fee_come_to_the_bank_once(towns, send, what, account, who):
    given = {"id": str(uuid7()), "amount": 250, "fund": str(towns.fund.pk), "from_whom": who}
    assert [send(what, **given)[0] for _ in range(2)] == [True, True]
    with in_community(towns.north.pk):
        assert balance_of(towns.bank.pk).balance == 123450 + 250
        assert balance_of(the_account(account, towns.fund).pk).balance == -250
        entry = Entry.objects.get(pk=given["id"])
        assert (entry.kind, entry.source, entry.memo, entry.actor_id) == (what, who, "A shed", towns.ann.pk)
    taken, said = send(what, **given | {"amount": 251})
    assert (taken, "recorded already" in said) == (False, True)
    with in_community(towns.south.pk):
        assert Entry.objects.count() == 1


def test_a_fee_does_not_go_into_a_restricted_fund(towns, trips, send):
    taken, _said = send("fee", id=str(uuid7()), amount=250, fund=str(trips.pk), from_whom="Pia")
    assert not taken
    assert balances_of(towns) == {"General fund": 123450, "Trips": 0}


def test_money_moves_from_one_fund_to_another_and_not_out_of_a_restricted_one(towns, trips, send):
    given = {"id": str(uuid7()), "amount": 5000, "fund": str(towns.fund.pk), "to": str(trips.pk)}
    assert [send("move", **given)[0] for _ in range(2)] == [True, True]
    assert balances_of(towns) == {"General fund": 118450, "Trips": 5000}
    with in_community(towns.north.pk):
        assert Entry.objects.get(pk=given["id"]).transfers.count() == 2
    back = {"id": str(uuid7()), "amount": 5000, "fund": str(trips.pk), "to": str(towns.fund.pk)}
    same = {"id": str(uuid7()), "amount": 5000, "fund": str(towns.fund.pk), "to": str(towns.fund.pk)}
    theirs = {"id": str(uuid7()), "amount": 5000, "fund": str(towns.fund.pk), "to": str(towns.their_bank.fund_id)}
    assert [send("move", **wrong)[0] for wrong in (back, same, theirs)] == [False, False, False]
    assert balances_of(towns) == {"General fund": 118450, "Trips": 5000}


def test_a_debt_to_another_community_is_written_in_both_books_and_paid_once(towns, send):
    a_community("west")
    debt = {"id": str(uuid7()), "amount": 5400, "community": "south"}
    assert [send("debt", **debt)[0] for _ in range(2)] == [True, True]
    assert told(towns.north)["Due to South"] == -5400
    assert told(towns.south)["Due from North"] == 5400
    paid = {"id": str(uuid7()), "amount": 5000, "community": "South"}
    assert [send("payment", **paid)[0] for _ in range(2)] == [True, True]
    assert told(towns.north)["Due to South"] == -400
    taken, said = send("payment", id=str(uuid7()), amount=401, community="south")
    assert (taken, "No more than €4.00 is owed to South." in said) == (False, True)
    assert told(towns.south)["Bank"] == 77777 + 5000
    with in_community(towns.north.pk):
        assert {entry.source for entry in Entry.objects.filter(kind="between")} == {"South"}
    with in_community(towns.south.pk):
        assert {entry.source for entry in Entry.objects.filter(kind="between")} == {"North"}


@pytest.mark.parametrize("other", ["north", "nowhere", "hidden", "Twins"])
def test_the_other_community_is_one_that_anyone_may_know_and_not_this_one(towns, send, other):
    a_community("hidden", visibility="hidden")
    for slug in ("twin-a", "twin-b"):
        a_community(slug, name="Twins")
    taken, said = send("debt", id=str(uuid7()), amount=5400, community=other)
    assert (taken, "no other community" in said) == (False, True)


def test_a_debt_is_owed_by_this_community_alone_and_not_paid_where_nothing_is_owed(towns, send):
    taken, said = send("payment", id=str(uuid7()), amount=1, community="south")
    assert (taken, "No more than €0.00 is owed to South." in said) == (False, True)
    assert told(towns.south) == {"Bank": 77777, "Grants received": -77777}


def test_an_entry_between_communities_is_reversed_in_both_books_from_either_side(client, towns):
    key, back = str(uuid7()), str(uuid7())
    form = {"id": key, "on": "2026-03-02", "memo": "Three places", "amount": "54.00", "community": "south"}
    client.post(f"{POST}debt/", form)
    page = client.get(f"/c/north/money/entries/{key}/reverse/").content.decode()
    assert "other community’s half" in page
    assert (
        "other community’s half" not in client.get(f"/c/north/money/entries/{towns.grant.pk}/reverse/").content.decode()
    )
    client.force_login(a_member(towns.south, "sam", "administrator").person)
    reversal = {"id": back, "on": "2026-03-03", "memo": "Not held"}
    api = f"/api/v1/c/south/money/entries/{key}/reversal/"
    assert [client.post(api, reversal, content_type="application/json").status_code for _ in range(2)] == [201, 201]
    assert client.post(f"/c/south/money/entries/{key}/reverse/", reversal | {"id": str(uuid7())}).status_code == 422
    for town in (towns.north, towns.south):
        assert not [name for name in told(town) if name.startswith("Due")]


def test_the_page_that_asks_what_happened_leads_to_a_form_for_each(client, towns):
    page = client.get(f"{POST}?fund={towns.fund.pk}").content.decode()
    for what in ("grant", "donation", "fee", "expense", "payment", "debt", "move"):
        address = f"{POST}{what}/?fund={towns.fund.pk}"
        assert f'href="{address}"' in page
        asked = client.get(address).content.decode()
        assert [f'name="{name}"' in asked for name in ("id", "amount", "on", "memo")] == [True] * 4
        assert asked.count('class="button main"') == 1
    assert client.get(f"{POST}theft/").status_code == 404


def test_an_entry_says_in_words_what_it_moved(client, towns, trips):
    form = {"on": "2026-03-02", "memo": "Ferry", "amount": "50.00", "fund": str(towns.fund.pk)}
    move = form | {"id": str(uuid7()), "to": str(trips.pk)}
    client.post(f"{POST}move/", move)
    page = client.get(f"/c/north/money/entries/{move['id']}/").content.decode()
    assert "General fund: “Between funds” says where it went: €50.00 less. “Bank” has €50.00 less." in page
    assert "Trips: “Bank” has €50.00 more. “Between funds” says where it came from: €50.00 more." in page
    fee = form | {"id": str(uuid7()), "from_whom": "Pia"}
    client.post(f"{POST}fee/", fee)
    page = client.get(f"/c/north/money/entries/{fee['id']}/").content.decode()
    assert "“Bank” has €50.00 more. “Fees” says where it came from: €50.00 more." in page


@pytest.mark.parametrize("path", list(API_NAME.values()))
def test_who_may_not_write_is_told_so_by_the_api(client, towns, path):
    for who, home, roles, status in [("eve", towns.south, "administrator", 404), ("tom", towns.north, "teacher", 403)]:
        client.force_login(a_member(home, who, roles).person)
        assert client.post(f"{API}{path}/", {}, content_type="application/json").status_code == status


@pytest.mark.parametrize("what", ["grant", "donation", "fee", "expense", "payment", "debt", "move"])
def test_a_form_asks_as_much_with_thirty_funds_and_communities_as_with_one(client, towns, what):
    at_one = queries(client, f"{POST}{what}/")
    with in_community(towns.north.pk):
        for number in range(29):
            a_grant(open_fund(name=f"Fund {number}", currency="EUR", id=uuid7()))
    for number in range(5):
        a_community(f"other{number}")
    assert queries(client, f"{POST}{what}/") == at_one <= 12
