"""The periods' page month by month: what is closed, what can be closed next, and where to compare."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from funding.actions import close_books
from funding.periods import years
from tenancy.scope import in_community
from tests.communities.factories import a_browser
from tests.factories import a_member
from tests.funding.factories import a_grant

pytestmark = pytest.mark.django_db
PAGE, CLOSE = "/c/north/money/periods/", "/c/north/money/closing/"


@pytest.fixture
def last_year(towns):
    """The books of north begin in March a year ago; those of south are closed up to yesterday."""
    year = timezone.localdate().year - 1
    with in_community(towns.south.pk):
        close_books(timezone.localdate() - timedelta(1))
    with in_community(towns.north.pk):
        a_grant(on=date(year, 3, 31))
        close_books(date(year, 4, 15), by=towns.ann)
    return year


def test_every_month_since_the_first_entry_says_whether_it_is_closed(towns, last_year):
    today = timezone.localdate()
    with in_community(towns.north.pk):
        now, before = years()
    assert [one.first for one in before.months] == [date(last_year, month, 1) for month in range(12, 2, -1)]
    assert [one.is_closed for one in before.months] == [*[False] * 9, True]
    assert (now.months[0].first, now.months[0].is_over) == (today.replace(day=1), False)
    assert len(now.months) == today.month
    assert all(one.is_over for one in now.months[1:])
    assert (before.closed_through, before.is_closed) == (date(last_year, 4, 15), False)


def test_a_month_is_closed_from_its_row_after_a_look_at_what_is_open(client, towns, last_year):
    page = client.get(PAGE).content.decode()
    april = f"{CLOSE}?through={last_year}-04-30"
    assert april in page
    assert f"through={last_year}-03-31" not in page
    this_month = timezone.localdate().replace(day=1)
    assert f"since={this_month}" in page
    assert page.count(f"{CLOSE}?through=") == 9 + this_month.month - 1
    asked = client.get(april).content.decode()
    assert f'value="{last_year}-04-30"' in asked
    assert client.post(CLOSE, {"through": f"{last_year}-04-30"})["Location"] == PAGE
    assert april not in client.get(PAGE).content.decode()
    for odd in ("?through=never", "?through=9999-12-31"):
        assert client.get(f"{CLOSE}{odd}").status_code == 200


def test_who_reads_the_books_compares_each_month_and_closes_none(towns, last_year):
    tom = a_browser(a_member(towns.north, "tom", "teacher"))
    page = tom.get(PAGE).content.decode()
    told = f"/c/north/money/statements/activities/?since={last_year}-03-01&amp;until={last_year}-03-31"
    assert told in page
    assert f"{told}&amp;compare=budget" in page
    assert tom.get(f"{told}&amp;compare=budget".replace("&amp;", "&")).status_code == 200
    assert f"{CLOSE}?through=" not in page
