"""A grant with conditions, a budget decided on, an expense from a phone approved by two and paid, reported, read by strangers."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.browser.conftest import PHONE

HOME = "/c/fern-gate/"
PICTURE = Path(__file__).with_name("picture.png")
FOUND = """
from accounts.models import Person
from communities.actions import join
from communities.governance.actions import decide_setting
from communities.governance.founding import found_community
from tenancy.scope import in_community
people = {one.username: one for one in Person.objects.filter(username__in=["petra", "joss", "lucia", "mika"])}
place = found_community(people["petra"], slug="fern-gate", choices={"identity": {"name": "Fern Gate"}})
with in_community(place.pk):
    for name, role in (("joss", "teacher"), ("lucia", "administrator"), ("mika", "member")):
        join(people[name], role=role)
    rules = {"two_from": 1000, "receipt_from": 500, "currency": "EUR"}
    decide_setting("spending", rules, by=people["petra"], reason="Four eyes.")
    open_to_all = {"figures": "closed", "entries": False, "budgets": True, "grants": True, "expenses": True}
    decide_setting("openness", open_to_all, by=people["petra"], reason="It is everybody’s money.")
"""
PRIVATE = ("window garden", "Joss", "Corner Shop", "picture", "Rivers Foundation")
GARDEN = "The green wall"


def test_money_from_a_grant_to_the_public_page(site, visit):
    site.manage("shell", "-c", FOUND)
    petra, teacher = visit("petra"), visit("joss", viewport=PHONE)
    grant = is_granted(petra)
    budget = adopts_a_budget(petra)
    address = asks(teacher)
    assert "Two people approve it; 0 did so far." in reads(teacher, address)
    for name in ("petra", "lucia"):
        approves(visit(name), address)
    pays(visit("lucia"), address)
    assert "Paid" in reads(teacher, address)
    assert teacher.locator("#receipts img").evaluate("it => it.complete && it.naturalWidth > 0")
    fits(teacher)
    assert "12.40" in reads(petra, budget)
    reports_to_the_funder(petra, grant)
    member = visit("mika", viewport=PHONE)
    assert not [word for word in PRIVATE if word in reads(member, address)]
    assert "Seeds and pots" in member.locator("h1").inner_text()
    stranger_reads(visit())
    assert "verified" in site.manage("verify_books", "fern-gate")


def is_granted(page):
    """With a condition, an instalment that comes, and a report that is due; where the grant stands."""
    page.goto(f"{HOME}money/grants/new/")
    told = {"funder": "Rivers Foundation", "name": GARDEN, "purpose": "Plants that learners grow", "amount": "500"}
    sends(page, told)
    address = re.search(rf"{HOME}.*", page.url)[0]
    today = str(timezone.localdate())
    for link, fields in (
        ("Add a condition", {"text": "Learners choose the plants."}),
        ("Expect an instalment", {"due_on": today, "amount": "500"}),
        ("It came", {}),
        ("A report is due", {"due_on": today, "about": "The first year"}),
        ("It is met", {"met_on": today, "evidence": "They voted in May."}),
    ):
        page.goto(address)
        page.locator("main a", has_text=link).first.click()
        sends(page, fields)
    assert "€500.00" in reads(page, address)
    return address


def adopts_a_budget(page):
    year = timezone.localdate().year
    page.goto(f"{HOME}money/budgets/new/")
    page.locator("[name=fund]").select_option(label=GARDEN)
    sends(page, {"name": "The wall", "starts": f"{year}-01-01", "ends": f"{year}-12-31"})
    page.locator("[name=source][value=empty]").check()
    sends(page, {"scenario": "careful"})
    page.locator("tr", has_text="Learning materials").locator("[name^=amount]").fill("40")
    page.locator("form.form button.main").click()
    page.wait_for_load_state()
    page.locator("main a", has_text="Propose it").click()
    sends(page, {})
    assert "Adopt" in page.locator("main").inner_text()
    page.locator("main a", has_text="Adopt").first.click()
    sends(page, {"reason": "Gone through line by line."})
    page.goto(f"{HOME}money/budgets/")
    page.locator("main a", has_text="The wall").click()
    page.wait_for_load_state()
    assert "40.00" in page.locator("main").inner_text()
    return re.search(rf"{HOME}.*", page.url)[0]


def reports_to_the_funder(page, grant):
    page.goto(grant)
    page.locator("main a", has_text="Write it").click()
    assert "12.40" in page.locator("[name=text]").input_value()
    sends(page, {"sent_on": str(timezone.localdate())})
    assert "version 1, sent on" in reads(page, grant)


def sends(page, fields):
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    before = page.url
    page.locator("main form button.main").first.click()
    page.wait_for_load_state()
    assert page.locator("main .error").count() == 0, (before, page.locator("main").inner_text())


def asks(page):
    page.goto(f"{HOME}money/expenses/")
    page.locator("main a.button.main").first.click()
    page.wait_for_url("**/expenses/new/")
    fits(page)
    page.locator("[name=kind][value=expense]").check()
    page.locator("[name=title]").fill("Seeds and pots")
    assert page.locator("[name=photo]").get_attribute("capture") == "environment"
    page.locator("[name=photo]").set_input_files(PICTURE)
    page.locator("[name=fund]").select_option(label=GARDEN)
    page.locator("[name=line1]").select_option(label="Learning materials")
    page.locator("[name=amount1]").fill("12.40")
    page.locator("[name=spent_on]").fill(str(timezone.localdate() - timedelta(days=1)))
    page.locator("[name=payee]").fill("Corner Shop")
    page.locator("[name=words]").fill("For the window garden.")
    page.locator("[name=serves]").fill("The learners grow them.")
    page.locator("button[name=then][value=ask]").click()
    page.wait_for_url(re.compile(r"/expenses/[0-9a-f-]{36}/$"))
    return re.search(rf"{HOME}.*", page.url)[0]


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
    assert [word in told for word in ("Seeds and pots", GARDEN, "Learning materials", "12.40", "Paid")] == [True] * 5
    assert "12.40" in page.locator("#grants").inner_text()
    assert "40.00" in page.locator("#budgets").inner_text()
    whole = page.content()
    assert not [word for word in PRIVATE if word in whole]


def fits(page):
    """Nothing runs off the side of a phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
