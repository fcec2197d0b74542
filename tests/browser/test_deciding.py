"""A community of five changes its levels of mastery, a member's role and its spending limit by three methods; one fails."""

import re

from tests.browser.conftest import PHONE
from tests.browser.test_thread import founds_a_community  # noqa: F401

HOME = "/c/elm-row/"
FIVE = ("petra", "joss", "mika", "sol", "lucia")
FOUND = """
from accounts.models import Person
from communities.actions import join
from communities.governance.founding import found_community
from tenancy.scope import in_community
people = {one.username: one for one in Person.objects.filter(username__in=%r)}
place = found_community(people["petra"], slug="elm-row", choices={"identity": {"name": "Elm Row"}})
with in_community(place.pk):
    for name, role in (("joss", "teacher"), ("mika", "member"), ("sol", "member"), ("lucia", "member")):
        join(people[name], role=role)
"""
CLOSE = """
from communities.governance.models import Proposal
from communities.governance.ballots.voting import close_proposal
from communities.models import Community
from tenancy.scope import in_community
with in_community(Community.objects.get(slug="elm-row").pk):
    proposal = Proposal.objects.get(number=%d)
    close_proposal(proposal, at=proposal.closes_at)
"""
EVERYONE = ("administrator", "teacher", "member")
RULES = {
    "setting": {"method": "simple_majority", "quorum": "3"},
    "role": {"method": "consent", "quorum": "1/2"},
    "spending": {"method": "qualified_majority", "threshold": "2/3", "quorum": "4"},
}


def test_five_people_decide_by_three_methods(site, visit):
    site.manage("shell", "-c", FOUND % (FIVE,))
    petra, others = visit("petra"), [visit(name, viewport=PHONE) for name in FIVE[1:]]
    adopts_rules(petra)
    finer = proposes_a_finer_scale(petra)
    teacher = proposes_a_teacher(petra)
    limit = proposes_a_limit(petra)
    for number in (finer, teacher, limit):
        opens(petra, number)
    for page in (petra, *others):
        says(page, finer, "Yes" if page is not others[0] else "No")
        says(page, teacher, "I consent")
    says(petra, limit, "Yes")
    says(others[0], limit, "Yes")
    for number in (finer, teacher, limit):
        site.manage("shell", "-c", CLOSE % number)
    assert "In force" in reads(others[1], finer)
    assert "In force" in reads(others[1], teacher)
    assert "Not accepted" in reads(others[1], limit)
    others[1].goto(f"{HOME}settings/mastery_scale/")
    assert "Grasped" in others[1].locator("#now").inner_text()
    others[1].goto(f"{HOME}settings/spending/")
    assert "750" not in others[1].locator("#now").inner_text()
    others[1].goto(f"{HOME}people/")
    assert re.search(r"Lucía Montes.*?Teacher", others[1].locator("main").inner_text(), re.IGNORECASE | re.DOTALL)
    assert "proved up to decision" in site.manage("verify_decisions", "elm-row")


def adopts_rules(page):
    page.goto(f"{HOME}settings/decision_rules/change/")
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    for matter, rule in RULES.items():
        parts = {"deliberation_hours": "0", "voting_hours": "1", **rule}
        for part, value in parts.items():
            field = page.locator(f"[name={matter}-{part}]")
            (field.select_option if field.evaluate("it => it.tagName") == "SELECT" else field.fill)(value)
        for part in ("electorate", "proposers"):
            for role in EVERYONE:
                page.locator(f"[name={matter}-{part}][value={role}]").check()
    decides(page)


def decides(page, button="decide"):
    """Look, say why, decide."""
    page.locator("button.main[name=look]").click()
    page.locator("textarea[name=reason], textarea[name=body]").fill("We all live with it.")
    page.locator(f"button.main[name={button}]").click()
    page.wait_for_load_state()


def proposes_a_finer_scale(page):
    page.goto(f"{HOME}settings/mastery_scale/propose/")
    page.locator("input[value=Secure]").fill("Grasped")
    decides(page)
    return number_of(page)


def proposes_a_limit(page):
    page.goto(f"{HOME}settings/spending/propose/")
    page.locator("[name=two_from]").fill("750")
    decides(page)
    return number_of(page)


def proposes_a_teacher(page):
    page.goto(f"{HOME}decisions/proposals/new/give_role/")
    page.locator("[name=member]").select_option(label="Lucía Montes")
    page.locator("[name=role]").select_option("teacher")
    page.locator("[name=body]").fill("She does it already.")
    page.locator("main form .button.main").click()
    page.wait_for_load_state()
    return number_of(page)


def number_of(page):
    return int(re.search(r"/proposals/(\d+)/", page.url)[1])


def opens(page, number):
    for _ in ("talk", "vote"):
        page.goto(f"{HOME}decisions/proposals/{number}/")
        page.locator("#steps form button.main").click()
        page.wait_for_load_state()


def says(page, number, choice):
    page.goto(f"{HOME}decisions/proposals/{number}/")
    page.locator("#ballot label", has_text=re.compile(f"^\\s*{choice}")).first.click()
    page.locator("#ballot button.main").click()
    page.wait_for_load_state()
    assert choice in page.locator("#ballot").inner_text()


def reads(page, number):
    page.goto(f"{HOME}decisions/proposals/{number}/")
    return page.locator("main").inner_text()
