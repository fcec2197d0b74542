"""What donations show elsewhere: to who looks after them what waits, to everyone sums by month; and receipts on paper."""

import shutil
import subprocess
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.governance.actions import decide_setting
from funding.income.actions import cancel_receipt, make_receipt, pause_pledge, take_back_gift
from funding.income.due import what_waits
from funding.openness import OPENNESS
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_member
from tests.income.factories import a_donor, a_gift, a_pledge

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 10)
OPEN, OPEN_API = "/c/north/open-books/", "/api/v1/c/north/open-books/donations/"


def test_what_should_have_come_waits_until_it_came_or_is_not_expected(towns):
    with in_community(towns.north.pk):
        monthly, resting = a_pledge(starts=date(2026, 4, 1)), a_pledge(starts=date(2026, 4, 1))
        a_pledge(starts=JUNE + timedelta(days=8))
        pause_pledge(resting, on=date(2026, 4, 1))
        a_gift(monthly.donor, pledge=monthly, due_on=date(2026, 5, 1), on=date(2026, 5, 2))
        again = a_gift(monthly.donor, pledge=monthly, due_on=date(2026, 6, 1), on=date(2026, 6, 2))
        take_back_gift(again, id=uuid7(), on=date(2026, 6, 3), by=towns.ann)
        due, bare = what_waits(JUNE)
    assert [(one.name, one.on, one.amount, one.is_missed) for one in due] == [
        ("Olive Grove", date(2026, 4, 1), 2000, True),
        ("Olive Grove", date(2026, 6, 1), 2000, True),
    ]
    assert bare == 1


def test_a_gift_waits_for_its_receipt_until_it_has_one_that_holds(towns):
    with in_community(towns.north.pk):
        gift = a_gift()
        assert what_waits(JUNE) == ([], 1)
        receipt = make_receipt(gift, by=towns.ann)
        assert what_waits(JUNE) == ([], 0)
        cancel_receipt(receipt, by=towns.ann)
        assert what_waits(JUNE) == ([], 1)


def test_the_home_of_who_looks_after_donors_says_so_in_one_query_and_nobody_elses(client, towns):
    today, counts = timezone.localdate(), []
    with in_community(towns.north.pk):
        a_pledge(starts=today - timedelta(days=20))
    for more in (0, 29):
        with in_community(towns.north.pk):
            for number in range(more):
                a_pledge(a_donor(f"donor {number}"), starts=today - timedelta(days=3))
                a_gift(on=today)
        with CaptureQueriesContext(connection) as queries:
            home = client.get("/c/north/")
        counts.append(sum("income_pledge" in one["sql"] for one in queries))
        assert "Olive Grove" in text_of(home)
    assert counts == [1, 1]
    assert "26 more gifts are expected" in text_of(home)
    assert "29 gifts have no receipt yet" in text_of(home)
    assert "Salt Trust" not in text_of(home)
    for role in ("teacher", "member"):
        assert "Olive Grove" not in text_of(a_browser(a_member(towns.north, f"tom {role}", role)).get("/c/north/"))


def test_anyone_reads_sums_by_month_where_the_community_decided_so(towns):
    with in_community(towns.north.pk):
        for amount, on in ((1234, timezone.localdate()), (4000, timezone.localdate())):
            a_gift(a_donor("Secret Giver"), amount=amount, on=on)
    assert 'id="donations"' not in Client().get(OPEN).content.decode()
    assert Client().get(OPEN_API).status_code == 404
    with in_community(towns.north.pk):
        value = {**OPENNESS.default(), "donations": True}
        decide_setting("openness", value, by=towns.ann, reason="Read it")
    page = Client().get(OPEN).content.decode()
    assert "€52.34" in page.split('id="donations"')[1].split("</section>")[0]
    for hidden in ("Secret Giver", "€777.77", "Salt"):
        assert hidden not in page
    first = timezone.localdate().replace(day=1)
    assert Client().get(OPEN_API).json() == [{"month": str(first), "currency": "EUR", "amount": 5234}]


def test_a_receipt_is_a_tagged_pdf_in_its_own_language_for_who_may_read_it(towns):
    noor = a_member(towns.north, "noor")
    with in_community(towns.north.pk):
        donor = a_donor("Noor Grove", person=noor.person, address="2 Weir Lane\nAskeford")
        receipt = make_receipt(a_gift(donor), by=towns.ann)
    inside = f"/c/north/money/giving/receipts/{receipt.pk}"
    for browser, path in (
        (a_browser(towns.ann), f"{inside}.pdf"),
        (an_api(towns.ann), f"/api/v1{inside}/pdf/"),
        (a_browser(noor), f"/me/receipts/{receipt.pk}.pdf"),
        (an_api(noor), f"/api/v1/me/receipts/{receipt.pk}/pdf/"),
    ):
        answer = browser.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), path
        assert answer["Content-Disposition"] == f'attachment; filename="{receipt}.pdf"'
        assert b"/StructTreeRoot" in answer.content
        assert b"pdfuaid" in answer.content
    if shutil.which("pdftotext"):
        said = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True).stdout
        assert all(words in said.decode() for words in ("Noor Grove", "Askeford", "€20.00", str(receipt)))
    for stranger in (a_member(towns.south, "eve"), a_member(towns.north, "tom", "teacher")):
        assert a_browser(stranger).get(f"{inside}.pdf").status_code in (403, 404)
        assert an_api(stranger).get(f"/api/v1{inside}/pdf/").status_code in (403, 404)
        assert a_browser(stranger).get(f"/me/receipts/{receipt.pk}.pdf").status_code == 404
        assert an_api(stranger).get(f"/api/v1/me/receipts/{receipt.pk}/pdf/").status_code == 404


def test_a_cancelled_one_and_its_cancellation_are_printed_too(client, towns):
    with in_community(towns.north.pk):
        receipt = make_receipt(a_gift(), by=towns.ann)
        other = cancel_receipt(receipt, by=towns.ann)
    for one in (receipt, other):
        answer = client.get(f"/c/north/money/giving/receipts/{one.pk}.pdf")
        assert answer.content.startswith(b"%PDF")
        assert "PDF" in client.get(f"/c/north/money/giving/receipts/{one.pk}/").content.decode()
