"""Pages of requests: written on a phone, answered by a button, read in part by who reads the books."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from communities.governance.actions import decide_setting
from communities.models import Membership
from funding.expenses.models import Receipt, Request
from funding.models import ChartLine
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, queries, text_of
from tests.expenses.factories import a_draft_of, approved, asked, paid, state_of, with_rules
from tests.factories import a_member, a_person
from tests.files.factories import a_picture

LIST = "/c/north/money/expenses/"


def filled_in(north, **more):
    with in_community(north.community.pk):
        line = ChartLine.objects.get(usual="materials")
    day = timezone.localdate() - timedelta(days=2)
    said = {
        "id": str(uuid7()), "kind": "reimbursement", "title": "Seeds and pots", "words": "For the window garden.",
        "fund": str(north.fund.pk), "line1": str(line.pk), "amount1": "12.40", "spent_on": day.isoformat(), "then": "ask",
    }  # fmt: skip
    return {**said, **more}


def test_a_teacher_asks_with_a_photo_two_approve_it_and_it_is_paid(north):
    with_rules(north, two_from=1_000, receipt_from=500)
    tom, ann, bea = a_browser(north.tom), a_browser(north.ann), a_browser(north.bea)
    form = tom.get(f"{LIST}new/").content.decode()
    assert 'capture="environment"' in form
    answer = tom.post(f"{LIST}new/", {**filled_in(north), "photo": a_picture()})
    assert answer.status_code == 302
    page = answer.url
    assert "Two people approve it; 0 did so far." in text_of(tom.get(page))
    assert "Approve it" not in text_of(tom.get(page))
    for browser, said in ((ann, "somebody else is still needed"), (bea, "Approved.")):
        assert "has €1,000.00 free" in text_of(browser.get(page))
        assert said in text_of(browser.post(f"{page}approve/", {"why": ""}, follow=True))
    assert "Its money is held" in text_of(bea.get(page))
    bea.post(f"{page}pay/", {"id": str(uuid7()), "on": timezone.localdate().isoformat()})
    with in_community(north.community.pk):
        assert Request.objects.get().state == "paid"
        assert Request.objects.get().amount == 1_240
    assert "Paid" in text_of(tom.get(LIST))


def test_sent_twice_it_is_asked_once(north):
    given = filled_in(north)
    for _ in range(2):
        assert a_browser(north.tom).post(f"{LIST}new/", given).status_code == 302
    with in_community(north.community.pk):
        assert Request.objects.count() == 1


def test_what_is_missing_keeps_a_draft_and_says_so(north):
    with_rules(north, receipt_from=500)
    tom = a_browser(north.tom)
    page = tom.post(f"{LIST}new/", filled_in(north), follow=True)
    assert "It is kept, but not asked yet. From €5.00 on a request needs a receipt" in text_of(page)
    address = page.redirect_chain[-1][0]
    assert a_browser(north.ann).get(address).status_code == 404
    tom.post(f"{address}receipts/", {"file": a_picture()})
    assert "It waits for an answer" in text_of(tom.post(f"{address}ask/", follow=True))


def test_a_draft_is_kept_changed_and_deleted(north):
    tom, given = a_browser(north.tom), filled_in(north, then="keep")
    address = tom.post(f"{LIST}new/", given).url
    edit = tom.get(f"{address}edit/").content.decode()
    assert ("Seeds and pots" in edit, "12.40" in edit) == (True, True)
    tom.post(f"{address}edit/", {**given, "title": "Seeds", "line2": given["line1"], "amount2": ""})
    with in_community(north.community.pk):
        food = ChartLine.objects.get(usual="food")
    split = {**given, "title": "Seeds", "line2": str(food.pk), "amount2": "1"}
    assert tom.post(f"{address}edit/", {**split, "amount2": ""}).status_code == 422
    assert tom.post(f"{address}edit/", split).status_code == 302
    with in_community(north.community.pk):
        assert list(Request.objects.values_list("title", "amount", "state")) == [("Seeds", 1_340, "draft")]
    assert a_browser(north.ann).get(f"{address}edit/").status_code == 404
    tom.post(f"{address}delete/")
    with in_community(north.community.pk):
        assert Request.objects.count() == 0


def test_who_reads_the_books_reads_no_reasons_no_payee_and_no_receipts(north):
    with in_community(north.community.pk):
        request = asked(north, receipt=True, kind="expense", payee="Mill & Co")
        one = Receipt.objects.get(request=request)
    page = f"{LIST}{request.pk}/"
    file = f"{page}receipts/{one.pk}/{one.name}"
    private = ("window garden", "Mill &amp; Co", one.name, "tom-north")
    for reader, sees in ((north.tom, True), (north.ann, True), (north.mia, False)):
        shown = a_browser(reader).get(page).content.decode()
        main = shown[shown.index("<main") : shown.index("</main>")]
        assert "Seeds and pots" in main
        found = [word in main for word in private]
        assert found == [sees, sees, sees, sees], (reader, found)
        answer = a_browser(reader).get(file)
        assert answer.status_code == (200 if sees else 404)
    assert a_browser(north.ann).get(f"/c/north/files/{one.file_id}/{one.name}").status_code == 404


def test_strangers_and_those_of_elsewhere_find_nothing(north):
    with in_community(north.community.pk):
        request = paid(north)
        leo = a_member(north.community, "leo", "learner")
    page = f"{LIST}{request.pk}/"
    assert a_browser().get(page).status_code == 302
    south = a_person("tom-south")
    assert [a_browser(south).get(path).status_code for path in (page, LIST)] == [404, 404]
    assert a_browser(leo).get(page).status_code == 404
    assert "Seeds and pots" not in text_of(a_browser(leo).get(LIST))
    assert "Their boat" not in text_of(a_browser(north.ann).get(LIST))


@pytest.mark.parametrize("step", ["approve", "refuse", "pay", "rest", "decide", "withdraw", "delete", "ask", "word"])
def test_whoever_may_not_does_nothing(north, step):
    with in_community(north.community.pk):
        request = asked(north)
    page, given = (
        f"{LIST}{request.pk}/",
        {"why": "x", "id": str(uuid7()), "on": "2026-03-01", "amount": "1", "reason": "x"},
    )
    assert a_browser(north.mia).post(f"{page}{step}/", given).status_code in (302, 403)
    assert a_browser(north.tom).get(f"{page}{step}/").status_code in (403, 405)
    with in_community(north.community.pk):
        assert (state_of(request), request.steps.count()) == ("asked", 1)


def test_a_learner_who_may_not_ask_is_refused(north):
    leo = a_member(north.community, "leo", "learner")
    assert a_browser(leo).get(f"{LIST}new/").status_code == 200
    with in_community(north.community.pk):
        decide_setting("roles", {"learner": []}, by=north.founder.person, reason="Teachers ask for them.")
    assert a_browser(leo).get(f"{LIST}new/").status_code == 403
    assert a_browser(leo).get(LIST).status_code == 403


def test_the_table_to_take_away_holds_nothing_private(north):
    with in_community(north.community.pk):
        asked(north, kind="expense", payee="Mill & Co")
        a_draft_of(north, title="Only a draft")
    table = b"".join(a_browser(north.mia).get("/c/north/money/expenses.csv").streaming_content).decode()
    assert ("Seeds and pots" in table, "10.00" in table, "Learning materials" in table) == (True, True, True)
    assert not [one for one in ("Mill", "window", "tom", "Only a draft", "boat") if one in table]
    assert a_browser(a_member(north.community, "leo", "learner")).get("/c/north/money/expenses.csv").status_code == 403


def test_an_advance_is_accounted_for_from_its_page(north):
    with in_community(north.community.pk):
        advance = paid(north, kind="advance", title="The trip", spent_on=None)
    page = f"{LIST}{advance.pk}/"
    assert "Account for it" in text_of(a_browser(north.tom).get(page))
    assert "The trip" in text_of(a_browser(north.ann).get(f"{LIST}?view=advances"))
    given = filled_in(north, kind="settlement", advance=str(advance.pk), amount1="4", title="Tickets")
    address = a_browser(north.tom).post(f"{LIST}new/", given).url
    a_browser(north.ann).post(f"{address}approve/", {"why": ""})
    a_browser(north.bea).post(
        f"{page}rest/", {"id": str(uuid7()), "amount": "6", "on": timezone.localdate().isoformat()}
    )
    assert "Accounted for" in text_of(a_browser(north.tom).get(page))
    with in_community(north.community.pk):
        assert Request.objects.get(pk=advance.pk).left == 0


def test_ones_own_requests_are_read_after_leaving(north):
    with in_community(north.community.pk):
        request = paid(north)
        paid(north, north.mia, title="Bread")
        Membership.objects.filter(pk=north.tom.pk).update(until=timezone.localdate())
    tom = a_browser(north.tom)
    told = text_of(tom.get("/me/expenses/"))
    assert ("Seeds and pots" in told, "Bread" in told, "Their boat" in told) == (True, False, False)
    assert "For the window garden." in text_of(tom.get(f"/me/expenses/{request.pk}/"))
    assert a_browser(north.ann).get(f"/me/expenses/{request.pk}/").status_code == 404


def test_home_says_what_waits_and_no_longer(north):
    with in_community(north.community.pk):
        first, second = asked(north, title="Chalk"), approved(north, title="Paint")
    assert "Expenses that wait for you" in text_of(a_browser(north.bea).get("/c/north/"))
    home = a_browser(north.bea).get("/c/north/").content.decode()
    assert ("Chalk" in home, "Paint" in home) == (True, True)
    for reader in (north.tom, north.mia):
        assert "Expenses that wait for you" not in text_of(a_browser(reader).get("/c/north/"))
    a_browser(north.bea).post(f"{LIST}{first.pk}/refuse/", {"why": "No."})
    a_browser(north.bea).post(f"{LIST}{second.pk}/pay/", {"id": str(uuid7()), "on": timezone.localdate().isoformat()})
    assert "Expenses that wait for you" not in text_of(a_browser(north.bea).get("/c/north/"))


@pytest.mark.parametrize("path", [LIST, f"{LIST}?view=approve", "/c/north/", "/me/expenses/", f"{LIST}new/"])
def test_a_page_asks_as_much_for_thirty_requests_as_for_one(north, path):
    browser, counts = a_browser(north.ann), []
    for number in (1, 29):
        with in_community(north.community.pk):
            for _ in range(number):
                asked(north)
                asked(north, north.ann)
                a_draft_of(north, north.ann)
        counts.append(queries(browser, path))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_days_are_written_as_the_reader_does(north):
    with in_community(north.community.pk):
        request = asked(north)
    shown = text_of(a_browser(north.ann).get(f"{LIST}{request.pk}/"))
    assert date_format(request.spent_on, "M j, Y") in shown
