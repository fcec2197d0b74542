"""Two communities and one curriculum: taken over, changed on both sides, brought up to date, and given back."""

import re

ONE = re.compile(r"/c/[a-z-]+/curricula/[0-9a-f-]{36}/")
TITLE = "Bridges of the valley"


AGREE = """
from communities.models import Community, Membership
from curriculum.releases.actions import give_opinion
from curriculum.releases.models import Submission
from tenancy.scope import in_community
with in_community(Community.objects.get(slug="rio-claro").pk):
    submission = Submission.objects.get(pk="%s")
    others = Membership.objects.filter(until__isnull=True, roles__contains=["teacher"])
    for teacher in others.exclude(person__username="lucia")[:3]:
        give_opinion(submission, by=teacher, agrees=True)
"""


def test_what_is_shared_keeps_its_thread(site, visit):
    petra, lucia = visit("petra"), visit("lucia")
    original = written_and_shared(site, petra)
    adaptation = taken_over(lucia)
    rewrites(petra, original, "Count the arches", title="Count the arches twice")
    rewrites(petra, original, "Draw the river", body="With its islands.")
    publishes(site, petra, original, "Twice is better")
    rewrites(lucia, adaptation, "Count the arches", title="Count the pillars")
    rewrites(lucia, adaptation, "Walk across", body="With a lantern.")
    publishes(site, lucia, adaptation, "Our bridge has pillars")
    pulls_and_keeps_its_own_title(lucia, adaptation)
    publishes(site, lucia, adaptation, "The islands, too")
    offer = offers_back(lucia, adaptation)
    takes_the_lantern(petra, offer)
    publishes(site, petra, original, "A lantern from Río Claro")
    reads_it_in_the_commons(visit(""))
    assert "Tomada en parte" in seen_on(visit("lucia", language="es"), adaptation)


def send(page):
    with page.expect_navigation():
        page.locator("main form .button.main").last.click()


def written_and_shared(site, page):
    page.goto("/c/alder-bridge/curricula/new/")
    page.locator("[name=title]").fill(TITLE)
    send(page)
    home = ONE.search(page.url)[0]
    page.goto(f"{home}parts/new/?kind=unit")
    page.locator("[name=title]").fill("Over the water")
    send(page)
    for title in ("Count the arches", "Draw the river", "Walk across"):
        page.goto(f"{home}draft/")
        page.locator("a[href*='parts/new/?in=']").first.click()
        page.locator("[name=title]").fill(title)
        page.locator("[name=body]").fill("Look first.")
        send(page)
    publishes(site, page, home)
    return home


def publishes(site, page, home, note=""):
    """Where somebody else has to agree, a colleague does."""
    page.goto(f"{home}publish/")
    page.locator("[name=note]").fill(note)
    page.locator("[name=share]").check()
    send(page)
    assert "/publish/" not in page.url
    if handed_in := re.search("/submissions/([0-9a-f-]{36})/", page.url):
        site.manage("shell", "-c", AGREE % handed_in[1])
        page.reload()
        with page.expect_navigation():
            page.locator("form[action$='/publish/'] button").click()


def taken_over(page):
    page.goto("/commons/?q=arches")
    page.locator("main a", has_text=TITLE).first.click()
    page.wait_for_url("**/commons/*-*/")
    page.goto(f"/c/rio-claro/curricula/adopt/{page.url.rstrip('/').rpartition('/')[2]}/")
    send(page)
    return ONE.search(page.url)[0]


def rewrites(page, home, called, **words):
    page.goto(f"{home}draft/")
    page.locator("#outline a", has_text=called).first.click()
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)
    send(page)


def pulls_and_keeps_its_own_title(page, home):
    page.goto(home)
    page.locator("#original a.button").first.click()
    clash = page.locator("article.diff", has=page.locator("input[type=radio]"))
    assert clash.count() == 1
    assert all(
        title in clash.inner_text() for title in ("Count the arches", "Count the arches twice", "Count the pillars")
    )
    clash.locator("input[value=ours]").check()
    assert page.locator("article.diff input[type=checkbox]").count() == 1
    send(page)
    page.goto(f"{home}draft/")
    kept = page.locator("#outline").inner_text()
    assert "Count the pillars" in kept
    assert "Count the arches" not in kept


def offers_back(page, home):
    page.goto(home)
    page.locator("#offers a.button").first.click()
    page.locator("[name=message]").fill("At night it is another bridge.")
    send(page)
    return page.url.rpartition("/offers/")[2]


def takes_the_lantern(page, offer):
    page.goto("/c/alder-bridge/curricula/")
    page.locator(f"#offers a[href$='{offer}']").click()
    assert "At night it is another bridge." in page.content()
    for change in page.locator("article.diff").all():
        change.locator("input[type=checkbox]").set_checked("lantern" in change.inner_text())
    page.locator("[name=reason]").fill("Our arches stay arches.")
    page.locator("button[name=take]").click()
    page.wait_for_load_state()
    assert "Our arches stay arches." in page.content()


def reads_it_in_the_commons(page):
    page.goto("/commons/?q=lantern")
    page.locator("main a", has_text=TITLE).first.click()
    told = page.locator("main").inner_text()
    assert "A lantern from Río Claro" in told
    origin = page.locator("#origin").inner_text()
    assert ("Petra Vane" in origin, "Lucía Montes" in origin) == (True, True), origin
    assert "Escuela Río Claro" in page.locator("#family").inner_text()


def seen_on(page, home):
    page.goto(home)
    return page.locator("#offers").inner_text()
