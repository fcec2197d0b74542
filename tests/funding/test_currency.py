import pytest

from communities.governance.actions import decide_setting
from communities.governance.models import Decision
from communities.models import Community
from funding.actions import open_account
from funding.models import Account, ChartLine, Fund
from funding.queries import balances, fund_totals
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import a_grant

pytestmark = pytest.mark.django_db
CHANGE = "/c/north/settings/money/change/"


@pytest.fixture
def north(client):
    """Empty books in euros; south's have an entry."""
    with in_community(a_community("south").pk):
        a_grant()
    north = a_community("north")
    client.force_login(a_person("founder-of-north"))
    return north


def currency_of(slug):
    return Community.objects.get(slug=slug).currency


def test_empty_books_take_up_another_currency_with_their_accounts(client, north):
    given = {"currency": "KWD", "decide": "1", "reason": "We moved."}
    assert client.post(CHANGE, given).status_code == 302
    assert (currency_of("north"), currency_of("south")) == ("KWD", "EUR")
    with in_community(north.pk):
        assert set(Account.objects.values_list("currency", flat=True)) == {"KWD"}
        entry = a_grant(amount=1500, currency="KWD")
        assert [(total.name, total.currency, total.amount) for total in fund_totals()] == [
            ("General fund", "KWD", 1500)
        ]
        assert len(balances()) == 2
    assert "KWD" in client.get(f"/c/north/money/entries/{entry.pk}/").content.decode()


@pytest.mark.parametrize("step", [{}, {"decide": "1", "reason": "We moved."}])
def test_after_the_first_entry_the_currency_stays_and_the_page_says_why_at_each_step(client, north, step):
    with in_community(north.pk):
        a_grant()
    answer = client.post(CHANGE, {"currency": "KWD", **step})
    assert answer.status_code == 422
    assert "There are entries in the books, in EUR" in answer.content.decode()
    assert currency_of("north") == "EUR"
    with in_community(north.pk):
        assert Decision.objects.count() == 1
        assert set(Account.objects.values_list("currency", flat=True)) == {"EUR"}


def test_after_the_first_entry_the_api_refuses_another_currency(client, north):
    body = {"value": {"currency": "KWD"}, "reason": "We moved."}
    path = "/api/v1/c/north/settings/money/"
    with in_community(north.pk):
        a_grant()
    refused = client.put(path, body, content_type="application/json")
    assert (refused.status_code, "their currency can’t change" in refused.json()["detail"]) == (409, True)
    assert currency_of("north") == "EUR"


def test_other_settings_change_as_before_and_a_clash_of_accounts_is_said(north):
    ann = a_person("founder-of-north")
    with in_community(north.pk):
        open_account(fund=Fund.objects.get(), line=ChartLine.objects.get(usual="bank"), currency="JPY")
        with pytest.raises(Refused, match="same line in that currency"):
            decide_setting("money", {"currency": "JPY"}, by=ann, reason="x")
        decide_setting("languages", ["es"], by=ann, reason="x")
        assert set(Account.objects.values_list("currency", flat=True)) == {"EUR", "JPY"}
