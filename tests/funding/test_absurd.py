"""Sums that nobody has: refused with words, by page and API."""

import pytest

from funding.models import Entry
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import an_api
from web.amounts import read_money

pytestmark = pytest.mark.django_db
ABSURD = [
    "1e400",
    "1e9999999",
    "1e-9999999",
    "1e9999",
    "1e999990",
    "9" * 5000,
    "NaN",
    "sNaN",
    "Infinity",
    "-0",
    "0.001",
    "99999999999999999999",
]


@pytest.mark.parametrize("amount", ABSURD)
def test_a_page_refuses_it(client, towns, amount):
    with in_community(towns.north.pk):
        before = Entry.objects.count()
    form = {
        "id": str(uuid7()), "amount": amount, "fund": str(towns.fund.pk), "on": "2026-03-01", "from_whom": "x",
        "memo": "x", "name": "",
    }  # fmt: skip
    assert client.post("/c/north/money/post/donation/", form).status_code == 422
    opening = {"id": str(uuid7()), "table": f"number,fund,amount\n1000,,{amount}", "on": "2026-03-01"}
    assert client.post("/c/north/money/openings/table/", opening).status_code == 422
    with in_community(towns.north.pk):
        assert Entry.objects.count() == before


@pytest.mark.parametrize("amount", ["1e400", "1e9999", "1e9999999", "1e-9999999", "9" * 5000, "-1e999990"])
def test_what_no_book_can_hold_is_no_amount(amount):
    with pytest.raises(ValueError, match=amount[:9]):
        read_money(amount, "EUR")


@pytest.mark.parametrize("amount", [10**19, 2**63, -1, 0, 0.001, "1e400", None, [], "9" * 900])
def test_the_api_refuses_it(towns, amount):
    api = an_api(towns.ann)
    asked = {
        "id": str(uuid7()), "fund": str(towns.fund.pk), "amount": amount, "on": "2026-03-01", "from_whom": "x",
        "memo": "x",
    }  # fmt: skip
    for path in ("donations/", "grants/"):
        answer = api.post(f"/api/v1/c/north/money/{path}", asked, format="json")
        assert answer.status_code in (400, 409), (path, answer.content)
