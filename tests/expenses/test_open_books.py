"""What a stranger reads of expenses, and what goes into a copy of one's own data and stays when somebody is erased."""

from types import SimpleNamespace

from django.template.loader import render_to_string

from funding.expenses.models import Receipt, Request, Step
from funding.expenses.panels import for_everyone
from funding.models import Fund
from funding.open_books import OPEN_BOOKS
from funding.usual import open_accounts
from learners.mydata.erasing import erase_here
from learners.mydata.reading import Reader
from tenancy.scope import as_person, in_community
from tests.expenses.factories import a_draft_of, approved, asked, paid
from tests.factories import a_member
from tests.funding.factories import a_grant


def test_strangers_read_title_fund_line_amount_and_state_alone(here):
    paid(here, kind="expense", payee="Mill & Co", receipt=True)
    approved(here, title="Paint")
    asked(here, title="Only asked")
    a_draft_of(here, title="Only a draft")
    lou = a_member(here.community, "lou", "learner")
    fund = Fund.objects.create(name="Lou’s own", is_restricted=True, purpose="Lou’s choice", person=lou.person)
    open_accounts(fund, "EUR")
    a_grant(fund)
    approved(here, lou, fund=fund, title="A used trumpet")
    panel = next(one for one in OPEN_BOOKS if one.key == "expenses")
    shown = render_to_string(panel.template, {"panel": for_everyone(SimpleNamespace())})
    told = [
        word in shown for word in ("Seeds and pots", "Paint", "General fund", "Learning materials", "€10.00", "Paid")
    ]
    assert told == [True] * 6
    for private in (
        "Mill",
        "window garden",
        "tom",
        "ann",
        "puddle",
        "Only asked",
        "Only a draft",
        "trumpet",
        "Lou",
        "boat",
    ):
        assert private not in shown, private


def test_a_copy_of_ones_data_holds_requests_lines_and_receipts(north):
    with in_community(north.community.pk):
        paid(north, receipt=True)
        paid(north, north.mia, title="Bread")
    with as_person(north.tom.person_id):
        reader = Reader(north.tom.person_id)
        found = {part.key: list(rows) for part, rows in reader.parts()}
        files = [stored.name for _place, stored in reader.stored()]
    assert [row["title"] for row in found["expenses.request"]] == ["Seeds and pots"]
    assert [row["amount"] for row in found["expenses.requestline"]] == [1_000]
    assert [row["name"] for row in found["expenses.receipt"]] == ["puddle.png"]
    assert "puddle.png" in files


def test_what_the_books_stand_on_stays_without_a_name(north):
    with in_community(north.community.pk):
        request = paid(north, receipt=True)
        erase_here(north.tom.person_id)
        kept = Request.objects.get(pk=request.pk)
        assert (kept.title, kept.words, kept.person_name) == ("Seeds and pots", "", "A former member")
        assert (Receipt.objects.count(), Step.objects.filter(request=request).count()) == (1, 3)
