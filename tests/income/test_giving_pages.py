"""The pages and endpoints of donors: for those who may see them alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from funding.actions import reverse_entry
from funding.income.actions import keep_donor, make_receipt
from funding.income.models import Donor, Gift, Pledge, Receipt
from funding.income.tasks import daily
from funding.models import Entry
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.communities.factories import queries, text_of
from tests.factories import a_member
from tests.income.factories import a_donor, a_gift, a_pledge, the_fund

HOME = "/c/north/money/giving/"


@pytest.fixture
def olive(towns):
    with in_community(towns.north.pk):
        return a_donor("Olive Grove", email="olive@example.org")


def test_only_who_may_see_donors_reads_of_them(client, towns, olive):
    with in_community(towns.north.pk):
        pledge, gift = a_pledge(olive), a_gift(olive, memo="For the shelf")
        receipt = make_receipt(gift, by=towns.ann)
    pages = [
        HOME, f"{HOME}donors/new/", f"{HOME}donors/{olive.pk}/", f"{HOME}donors/{olive.pk}/edit/",
        f"{HOME}donors/{olive.pk}/pledges/new/", f"{HOME}donors/{olive.pk}/gifts/new/", f"{HOME}receipts/",
        f"{HOME}receipts/{receipt.pk}/",
    ]  # fmt: skip
    api = "/api/v1/c/north/money/giving/"
    ends = ["donors/", f"donors/{olive.pk}/", f"donors/{olive.pk}/pledges/", f"donors/{olive.pk}/gifts/", "receipts/"]
    for who, roles, expected in [
        ("stranger", None, 404), ("tom", ["teacher"], 403), ("gus", ["guardian"], 403), ("ann", None, 200),
    ]:  # fmt: skip
        person = towns.ann
        if who != "ann":
            person = a_member(towns.south if roles is None else towns.north, who, *(roles or [])).person
        client.force_login(person)
        for page in [*pages, *(api + end for end in ends)]:
            assert client.get(page).status_code == expected, (who, page)
        for page in ("/c/north/money/", "/c/north/money/entries/", "/c/north/about/", "/api/v1/c/north/money/entries/"):
            assert "Olive" not in client.get(page).content.decode(), (who, page)
    assert pledge.donor_id == olive.pk


def test_a_donor_a_pledge_a_gift_and_its_receipt_by_the_pages(client, towns):
    told = {"id": str(uuid7()), "name": "Ida", "address": "3 Well Lane"}
    donor_page = client.post(f"{HOME}donors/new/", told).url
    with in_community(towns.north.pk):
        donor, fund = Donor.objects.get(name="Ida"), the_fund()
    said = {
        "id": str(uuid7()),
        "amount": "20.50",
        "every": "month",
        "starts": "2026-01-31",
        "fund": fund.pk,
        "ends": "",
    }
    assert client.post(f"{donor_page}pledges/new/", said).url == donor_page
    with in_community(towns.north.pk):
        pledge = Pledge.objects.get(donor=donor)
    form = {"id": str(uuid7()), "amount": "20.50", "on": "2026-02-03", "fund": fund.pk, "memo": ""}
    address = f"{donor_page}gifts/new/?pledge={pledge.pk}&due=2026-01-31"
    assert client.post(address, form).url == donor_page
    assert client.post(address, {**form, "id": str(uuid7())}).status_code == 422
    with in_community(towns.north.pk):
        gift = Gift.objects.get(donor=donor)
        assert (gift.due_on, gift.amount, gift.pledge_id) == (date(2026, 1, 31), 2050, pledge.pk)
    receipt = client.post(f"{HOME}gifts/{gift.pk}/receipt/").url
    page = client.get(receipt).content.decode()
    assert "3 Well Lane" in page
    assert "€20.50" in page
    assert "makes no statement for tax purposes" in page
    client.post(f"{receipt}cancel/")
    assert "This receipt holds no longer." in client.get(receipt).content.decode()
    for what, state in [("pause", "paused"), ("resume", "active"), ("end", "ended")]:
        client.post(f"{HOME}pledges/{pledge.pk}/{what}/")
        with in_community(towns.north.pk):
            assert Pledge.objects.get(pk=pledge.pk).state == state
    assert client.post(f"{HOME}pledges/{pledge.pk}/burn/").status_code == 404


def test_rows_of_another_community_are_not_there(client, towns):
    for path in (
        f"donors/{towns.stranger.pk}/", f"donors/{towns.stranger.pk}/gifts/new/", f"donors/{towns.stranger.pk}/edit/",
    ):  # fmt: skip
        assert client.get(HOME + path).status_code == 404
    for path in (f"gifts/{towns.theirs.pk}/receipt/", f"pledges/{towns.their_pledge.pk}/end/"):
        assert client.post(HOME + path).status_code == 404
    assert "Salt Trust" not in client.get(HOME).content.decode()


def test_the_same_by_the_api(client, towns, olive):
    api = "/api/v1/c/north/money/giving/"

    def sent(path, method="post", status=201, **body):
        answer = getattr(client, method)(api + path, body, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    with in_community(towns.north.pk):
        fund = str(the_fund().pk)
    donor = sent("donors/", name="Ida", may_be_named=True)
    pledge = sent(f"donors/{donor['id']}/pledges/", amount=500, every="once", fund=fund, starts="2026-05-05")
    about = {"amount": 500, "fund": fund, "on": "2026-05-06", "pledge": pledge["id"], "due_on": "2026-05-05"}
    gift = sent(f"donors/{donor['id']}/gifts/", **about)
    sent(f"donors/{donor['id']}/gifts/", status=409, **about)
    with in_community(towns.north.pk):
        assert Entry.objects.get(pk=gift["entry"]).source == "Ida"
    receipt = sent(f"donors/{donor['id']}/receipt/", year=2026)[0]
    assert (receipt["number"], receipt["gifts"]) == (
        f"{timezone.localdate().year}-0001",
        [{"on": "2026-05-06", "amount": 500}],
    )
    assert sent(f"receipts/{receipt['id']}/", "delete", 200)["cancels"] == receipt["id"]
    sent(f"receipts/{receipt['id']}/", "delete", 409)
    assert sent(f"gifts/{gift['id']}/", "delete", 200)["taken_back_on"]
    assert sent(f"pledges/{pledge['id']}/", "patch", 200, state="paused")["state"] == "paused"
    assert sent(f"donors/{donor['id']}/", "patch", 200, name="Ida B.")["name"] == "Ida B."
    assert client.get(f"{api}months/").json() == []


def test_the_list_of_donors_reads_as_often_for_thirty_as_for_one(client, towns, olive):
    with in_community(towns.north.pk):
        a_pledge(olive, starts=timezone.localdate())
    few = queries(client, HOME)
    with in_community(towns.north.pk):
        for number in range(30):
            a_gift(a_pledge(a_donor(f"Donor {number}"), starts=timezone.localdate()).donor)
    assert queries(client, HOME) == few
    with in_community(towns.north.pk):
        for number in range(30):
            a_gift(olive, on=date(2026, 1, 1) + timedelta(days=number))
            a_pledge(olive, starts=timezone.localdate())
    one = queries(client, f"{HOME}donors/{olive.pk}/")
    assert one <= few + 4


def test_a_donor_who_wishes_it_is_reminded_once_before_a_gift_is_due(towns):
    kit, lea = (a_member(towns.north, name).person for name in ("kit", "lea"))
    soon = timezone.localdate() + timedelta(days=2)
    with in_community(towns.north.pk):
        a_pledge(keep_donor(id=uuid7(), name="Kit", person=kit, wants_reminders=True), starts=soon)
        a_pledge(keep_donor(id=uuid7(), name="Lea", person=lea), starts=soon)
    for _twice in range(2):
        daily(towns.north.pk)
    for person, told in [(kit, 1), (lea, 0)]:
        with as_person(person.pk):
            assert Notice.objects.filter(kind="income.gift_due").count() == told


def test_receipts_of_another_community_stay_there(client, towns):
    with in_community(towns.south.pk):
        theirs = make_receipt(towns.theirs, by=towns.ann)
    assert client.get(f"{HOME}receipts/{theirs.pk}/").status_code == 404
    assert client.post(f"{HOME}receipts/{theirs.pk}/cancel/").status_code == 404
    with in_community(towns.south.pk):
        assert Receipt.objects.count() == 1


def test_a_gift_says_which_receipt_confirms_it_or_that_the_books_reversed_it(client, towns, olive):
    with in_community(towns.north.pk):
        confirmed, reversed_ = a_gift(olive), a_gift(olive)
        receipt = make_receipt(confirmed, by=towns.ann)
        reverse_entry(reversed_.entry, id=uuid7(), on=timezone.localdate())
        a_gift(olive)
    page = client.get(f"{HOME}donors/{olive.pk}/")
    assert f"Receipt {receipt}" in text_of(page)
    assert f"{HOME}receipts/{receipt.pk}/" in page.content.decode()
    assert text_of(page).count("Reversed in the books") == 1
    assert text_of(page).count("Make a receipt") == 1


def test_what_ends_a_promise_or_takes_a_gift_back_is_asked_first(client, towns, olive):
    with in_community(towns.north.pk):
        a_pledge(olive)
        a_gift(olive)
    page = text_of(client.get(f"{HOME}donors/{olive.pk}/"))
    assert "Nothing more is expected of it, for good" in page
    assert "its entry is reversed, and both stay in the books" in page
