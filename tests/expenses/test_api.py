"""Requests for programs: the same actions, answers and secrets as the pages."""

import pytest
from django.utils import timezone

from communities.models import Community
from funding.expenses.models import Receipt, Request
from funding.models import Entry
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries
from tests.expenses.factories import a_line, asked, paid, pay
from tests.files.factories import a_picture

API = "/api/v1/c/north/expenses/"


def given(north, **more):
    with in_community(north.community.pk):
        line = a_line()
    said = {
        "kind": "reimbursement", "title": "Seeds", "fund": str(north.fund.pk), "words": "For the garden.",
        "lines": [{"line": str(line.pk), "amount": 1_240}], "spent_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    return {**said, **more}


def test_the_whole_way(north):
    tom, ann, bea = an_api(north.tom), an_api(north.ann), an_api(north.bea)
    key = str(uuid7())
    for _ in range(2):
        made = tom.post(API, given(north, id=key), "json")
        assert (made.status_code, made.json()["id"]) == (201, key)
    one = f"{API}{key}/"
    assert ann.get(one).status_code == 404
    assert tom.post(f"{one}receipts/", {"file": a_picture()}, "multipart").status_code == 201
    assert tom.post(f"{one}asking/").json()["state"] == "asked"
    assert tom.post(f"{one}approval/").status_code == 403
    assert ann.get(f"{API}?view=approve").json()["results"][0]["id"] == key
    assert ann.post(f"{one}approval/", {"why": "Good."}, "json").json()["state"] == "approved"
    payment = {"id": str(uuid7()), "on": timezone.localdate().isoformat()}
    for _ in range(2):
        assert bea.post(f"{one}payment/", payment, "json").json()["state"] == "paid"
    assert bea.post(f"{one}refusal/", {"why": "Late."}, "json").status_code == 409
    told = tom.get(one).json()
    assert [step["what"] for step in told["steps"]] == ["asked", "approved", "paid"]
    assert told["private"]["receipts"][0]["media_type"] == "image/png"
    with in_community(north.community.pk):
        assert Entry.objects.filter(pk=payment["id"]).exists()


def test_who_reads_the_books_gets_no_private_part(north):
    with in_community(north.community.pk):
        request = asked(north, receipt=True)
        one = Receipt.objects.get(request=request)
    path = f"{API}{request.pk}/"
    told = an_api(north.mia).get(path)
    assert (told.json()["title"], told.json()["private"]) == ("Seeds and pots", None)
    assert "window garden" not in told.content.decode()
    receipt = f"{path}receipts/{one.pk}/"
    assert [an_api(who).get(receipt).status_code for who in (north.mia, north.ann, north.tom)] == [404, 200, 200]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": []},
        {"lines": [{"line": str(uuid7()), "amount": 1}]},
        {"lines": "x"},
        {"kind": "gift"},
        {"title": ""},
        {"fund": str(uuid7())},
        {"title": "x" * 151},
        {"advance": str(uuid7())},
    ],
)
def test_what_is_misshapen_is_not_taken(north, wrong):
    assert an_api(north.tom).post(API, given(north, **wrong), "json").status_code == 400
    with in_community(north.community.pk):
        assert Request.objects.count() == 0


def test_the_same_id_with_other_details_is_refused_once_it_is_asked(north):
    key = str(uuid7())
    an_api(north.tom).post(API, given(north, id=key), "json")
    an_api(north.tom).post(f"{API}{key}/asking/")
    assert an_api(north.tom).post(API, given(north, id=key), "json").status_code == 201
    assert an_api(north.tom).post(API, given(north, id=key, title="Gold"), "json").status_code == 409
    assert an_api(north.mia).post(API, given(north, id=key, title="Gold"), "json").status_code == 409


def test_a_foreign_fund_and_line_are_none(north):
    there = Community.objects.get(slug="south")
    with in_community(there.pk):
        south = Request.objects.get()
        line = south.lines.get().line_id
    for wrong in ({"fund": str(south.fund_id)}, {"lines": [{"line": str(line), "amount": 1}]}):
        assert an_api(north.tom).post(API, given(north, **wrong), "json").status_code == 400
    assert an_api(north.ann).get(f"{API}{south.pk}/").status_code == 404
    assert an_api(north.ann).post(f"{API}{south.pk}/approval/").status_code == 404


def test_people_are_told_what_concerns_them(north):
    with in_community(north.community.pk):
        request = asked(north)
        told = {}
    for who in (north.ann, north.bea, north.tom, north.mia):
        with as_person(who.person_id):
            told[who.display_name] = set(Notice.objects.values_list("kind", flat=True))
    asked_of = {"ann-north": {"expenses.asked"}, "bea-north": {"expenses.asked"}}
    assert told == {**asked_of, "tom-north": set(), "mia-north": set()}
    a_browser(north.ann).post(f"/c/north/money/expenses/{request.pk}/approve/", {"why": ""})
    with in_community(north.community.pk):
        pay(north, request)
    with as_person(north.tom.person_id):
        assert set(Notice.objects.values_list("kind", flat=True)) == {"expenses.approved", "expenses.paid"}
    with as_person(north.bea.person_id):
        assert Notice.objects.filter(kind="expenses.to_pay").count() == 1


def test_my_own_in_every_community(north):
    with in_community(north.community.pk):
        request = paid(north)
    told = an_api(north.tom).get("/api/v1/me/expenses/").json()["results"]
    assert [(one["id"], one["community"], one["words"]) for one in told] == [
        (str(request.pk), "north", "For the window garden.")
    ]
    assert an_api(north.ann).get(f"/api/v1/me/expenses/{request.pk}/").status_code == 404


@pytest.mark.parametrize("path", [API, "/api/v1/me/expenses/"])
def test_a_list_asks_as_much_for_thirty_as_for_one(north, path):
    counts = []
    for number in (1, 29):
        with in_community(north.community.pk):
            for _ in range(number):
                asked(north)
        counts.append(queries(an_api(north.tom), path))
    assert counts[0] == counts[1]
