"""A teacher on a phone asks with a photo of the receipt; two approve it, it is paid, and a stranger reads what is for all."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.browser.conftest import PHONE

HOME = "/c/fern-gate/"
PICTURE = Path(__file__).with_name("picture.png")
FOUND = """
from datetime import date
from accounts.models import Person
from communities.actions import join
from communities.governance.actions import decide_setting
from communities.governance.founding import found_community
from funding.actions import record_grant
from funding.models import Fund
from tenancy.keys import uuid7
from tenancy.scope import in_community
people = {one.username: one for one in Person.objects.filter(username__in=["petra", "joss", "lucia", "mika"])}
place = found_community(people["petra"], slug="fern-gate", choices={"identity": {"name": "Fern Gate"}})
with in_community(place.pk):
    for name, role in (("joss", "teacher"), ("lucia", "administrator"), ("mika", "member")):
        join(people[name], role=role)
    rules = {"two_from": 1000, "receipt_from": 500, "currency": "EUR"}
    decide_setting("spending", rules, by=people["petra"], reason="Four eyes.")
    open_to_all = {"figures": "closed", "entries": False, "budgets": False, "grants": False, "expenses": True}
    decide_setting("openness", open_to_all, by=people["petra"], reason="It is everybody’s money.")
    record_grant(
        fund=Fund.objects.get(), amount=50000, currency="EUR", from_whom="Rivers Foundation", on=date.today(), id=uuid7()
    )
"""
PRIVATE = ("window garden", "Joss", "Corner Shop", "picture")


def test_an_expense_from_the_phone_to_the_public_page(site, visit):
    site.manage("shell", "-c", FOUND)
    teacher = visit("joss", viewport=PHONE)
    address = asks(teacher)
    assert "Two people approve it; 0 did so far." in reads(teacher, address)
    for name in ("petra", "lucia"):
        approves(visit(name), address)
    pays(visit("lucia"), address)
    assert "Paid" in reads(teacher, address)
    assert teacher.locator("#receipts img").evaluate("it => it.complete && it.naturalWidth > 0")
    fits(teacher)
    member = visit("mika", viewport=PHONE)
    assert not [word for word in PRIVATE if word in reads(member, address)]
    assert "Seeds and pots" in member.locator("h1").inner_text()
    stranger_reads(visit())
    assert "verified" in site.manage("verify_books", "fern-gate")


def asks(page):
    page.goto(f"{HOME}money/expenses/")
    page.locator("main a.button.main").first.click()
    page.wait_for_url("**/expenses/new/")
    fits(page)
    page.locator("[name=kind][value=expense]").check()
    page.locator("[name=title]").fill("Seeds and pots")
    assert page.locator("[name=photo]").get_attribute("capture") == "environment"
    page.locator("[name=photo]").set_input_files(PICTURE)
    page.locator("[name=fund]").select_option(index=1)
    page.locator("[name=line1]").select_option(label="Learning materials")
    page.locator("[name=amount1]").fill("12.40")
    page.locator("[name=spent_on]").fill(str(timezone.localdate() - timedelta(days=1)))
    page.locator("[name=payee]").fill("Corner Shop")
    page.locator("[name=words]").fill("For the window garden.")
    page.locator("button[name=then][value=ask]").click()
    page.wait_for_url(re.compile(r"/expenses/[0-9a-f-]{36}/$"))
    return re.search(r"/c/fern-gate/.*", page.url)[0]


def approves(page, address):
    page.goto(HOME)
    page.locator("#expenses a", has_text="Seeds and pots").click()
    page.wait_for_url(f"**{address}")
    page.locator("#approve button.main").click()
    page.wait_for_load_state()


def pays(page, address):
    page.goto(address)
    page.locator("#pay-it-opener").click()
    page.locator("#pay-it button.main").click()
    page.wait_for_load_state()
    assert "It is paid" not in page.locator("main").inner_text()


def reads(page, address):
    page.goto(address)
    return page.locator("main").inner_text()


def stranger_reads(page):
    page.goto(f"{HOME}open-books/")
    told = page.locator("#expenses").inner_text()
    assert [word in told for word in ("Seeds and pots", "General fund", "Learning materials", "12.40", "Paid")] == [
        True
    ] * 5
    whole = page.content()
    assert not [word for word in PRIVATE if word in whole]


def fits(page):
    """Nothing runs off the side of a phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
