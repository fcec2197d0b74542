"""One learner has a fund of their own: nothing that others read of the books tells what is in it, nor by subtraction."""

import pytest
from django.test import Client
from django.utils import timezone

from communities.governance.actions import decide_setting
from evaluation.counting import count_all
from evaluation.periods import to_date
from funding.actions import move_between_funds, open_learner_fund
from funding.openness import PARTS
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api
from tests.factories import a_member
from tests.funding.factories import a_grant, the_account

pytestmark = pytest.mark.django_db
OWN, GIVEN = 5003, 700  # what came to the fund from outside, and out of the general one
SHOWN = ("50.03", "57.03", "5003", "5703", "Boats", "To learn", "Bo Bold")
ALL_FUNDS = ("1284.53", "1,284.53", "1277.53", "1,277.53", "128453", "127753")


@pytest.fixture(params=["sealed", "unsealed"])
def place(request, towns):
    """Bo alone has a fund of their own; Tom teaches, and reads the books. All of it is open to everyone."""
    bo = a_member(towns.north, "bo", "learner")
    towns.tom = a_member(towns.north, "tom", "teacher")
    towns.grant_day = timezone.localdate()
    with in_community(towns.north.pk):
        own = open_learner_fund(bo, name="Boats", currency="EUR", purpose="What they choose", id=uuid7())
        a_grant(own, amount=OWN, memo="To learn: boats", from_whom="Bo Bold", on=towns.grant_day)
        move_between_funds(
            fund=towns.fund, to=own, amount=GIVEN, currency="EUR", on=towns.grant_day, id=uuid7(), memo="To learn more"
        )
        decide_setting("openness", {"figures": "open", **dict.fromkeys(PARTS, True)}, by=towns.ann, reason="Read it")
        if request.param == "sealed":
            while seal():
                pass
    return towns


def _said(answer):
    assert answer.status_code == 200
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def _pages(towns):
    between = the_account("between", towns.fund).pk
    yield ""
    for key in ("sheet", "activities", "cash", "trial"):
        yield f"statements/{key}/"
        yield f"statements/{key}.csv"
    for period in ("", "?since=2020-01-01&until=2030-01-01"):
        yield f"accounts/{between}/{period}"
        yield f"accounts/{between}.csv{period}"


def test_a_reader_finds_nothing_of_the_only_learners_fund_and_a_keeper_all(place):
    with in_community(place.north.pk):
        pages = list(_pages(place))
    for path in pages:
        page = _said(a_browser(place.tom).get(f"/c/north/money/{path}"))
        for hidden in (*SHOWN, *ALL_FUNDS):
            assert hidden not in page, (path, hidden)
        assert _said(a_browser(place.ann).get(f"/c/north/money/{path}"))
    kept = _said(a_browser(place.ann).get("/c/north/money/statements/activities/"))
    assert "Funds of learners" in kept
    assert "50.03" in kept
    assert "without learners’ own funds" not in kept
    assert "without learners’ own funds" in _said(a_browser(place.tom).get("/c/north/money/statements/sheet/"))


def test_the_api_tells_a_reader_no_sum_with_it(place):
    for key in ("sheet", "activities", "cash", "trial"):
        said = _said(an_api(place.tom).get(f"/api/v1/c/north/money/statements/{key}/"))
        assert not [hidden for hidden in (*SHOWN, *ALL_FUNDS) if hidden in said], key
    kept = an_api(place.ann).get("/api/v1/c/north/money/statements/sheet/").json()
    assert {"Funds of learners (restricted)": [5703, 0]}.items() <= {
        row["label"]: row["amounts"] for row in kept["grids"][0]["rows"]
    }.items()


def test_strangers_find_nothing_of_it_in_open_books_nor_in_what_is_counted(place):
    for path in ("/c/north/open-books/", "/c/north/open-books.csv", "/api/v1/c/north/open-books/"):
        said = _said(Client().get(path))
        assert not [hidden for hidden in (*SHOWN, *ALL_FUNDS) if hidden in said], path
    with in_community(place.north.pk):
        found = {one.indicator: one.value for one in count_all(place.north, to_date(place.grant_day))}
    assert found["money_in"] == 123450
