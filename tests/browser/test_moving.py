"""A child with two guardians is drawn by lot, learns, is assessed, overrules a suggestion and moves home."""

from datetime import date, timedelta

from tests.browser.conftest import PHONE

OLD, NEW = "/c/ash-lane/", "/c/fen-road/"
FOUND = """
from datetime import time
from django.utils import timezone
from communities.actions import join, note_birth
from communities.governance.actions import decide_setting
from communities.governance.founding import found_community
from learners.actions import record_guardianship
from learners.ages import day_of_age
from learners.times.slots import Slot, as_kept
from tenancy.scope import in_community
from tests.factories import a_person
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark
petra, joss, sol, lucia = (a_person(name) for name in ("petra", "joss", "sol", "lucia"))
tove = a_person("tove", name="Tove Falk")
places = [
    found_community(by, slug=slug, choices={"identity": {"name": name, "country": "IE"}})
    for by, slug, name in ((petra, "ash-lane", "Ash Lane"), (joss, "fen-road", "Fen Road"))
]
with in_community(places[0].pk):
    child = join(tove, role="learner")
    for guardian in (sol, lucia):
        record_guardianship(join(guardian, role="guardian"), child=child, by=petra)
a_mark(an_enrolment(an_offering(places[0], title="Ash trees"), "tove", home=places[0]))
with in_community(places[0].pk):
    note_birth(child, born_on=day_of_age(timezone.localdate(), -13))
an_offering(places[1], title="Reeds", language="en", age_from=10, age_to=16)
with in_community(places[1].pk):
    decide_setting("admissions", {"order": "lottery", "groups": []}, by=joss, reason="Fair.")
day = timezone.localdate()
drawn = an_offering(
    places[1], title="Fen birds", capacity=3, starts_on=day, language="en",
    times=as_kept([Slot(day.weekday(), time(9), time(10))]),
)
print("%s %s" % (tove.pk, drawn.pk))
"""
DRAW = """
from communities.models import Community
from learners.admissions.actions.rounds import apply, draw
from learners.admissions.models import Round
from tenancy.scope import in_community
from tests.factories import a_person
with in_community(Community.objects.get(slug="fen-road").pk):
    held = Round.objects.select_related("offering").get()
    for name in ("ola", "per"):
        apply(held, person=a_person(name), by=a_person(name))
    draw(held, now=held.closes_at)
"""
COPIES = """
from communities.models import Community
from learners.consents.models import SharedRecord
from tenancy.scope import in_community, sweeping
with in_community(Community.objects.get(slug="ash-lane").pk), sweeping():
    print("copies:", SharedRecord.objects.count())
"""


def test_a_child_learns_elsewhere_and_moves_home(site, visit):
    child, offering = site.manage("shell", "-c", FOUND).split()[-2:]
    tove, sol, petra, joss = visit("tove", viewport=PHONE), visit("sol", viewport=PHONE), visit("petra"), visit("joss")
    shares(tove, sol, child)
    assert sees_copies(site, petra) == (True, 1, 1)
    is_drawn(site, joss, sol, tove, child, offering)
    learns_a_week(tove, joss, offering)
    overrules(tove)
    moves(tove, sol, joss, child)
    waits_until_told(petra)
    assert sees_copies(site, petra) == (False, 0, 0)
    keeps_both(tove, petra)


def shares(tove, sol, child):
    """What she says, which a guardian and she herself agree to show."""
    tove.goto("/me/profile/")
    tove.locator("[name=interests]").fill("Herons at dusk")
    tove.locator("[name=interests-seen]").select_option("communities")
    send(tove)
    sol.goto(f"/me/children/{child}/consents/new/?community=ash-lane&purpose=teaching")
    sol.locator("[name=fields_agreed][value=interests]").check()
    send(sol)
    tove.goto("/me/consents/")
    tove.locator("main .rows a").first.click()
    press(tove, "form[action$='/agree/'] button")


def sees_copies(site, petra):
    """Whether on the page; how many by the API, and in the database."""
    petra.goto(f"{OLD}shared/")
    shown = "Herons at dusk" in petra.content()
    rows = petra.request.get(f"{site.url}/api/v1{OLD}shared-records/").json()["results"]
    return shown, len(rows), int(site.manage("shell", "-c", COPIES).split()[-1])


def is_drawn(site, joss, sol, tove, child, offering):
    """A guardian applies: she is too young to do it alone."""
    joss.goto(f"{NEW}offerings/{offering}/")
    joss.locator("[name=last_day]").fill((date.today() + timedelta(days=2)).isoformat())
    press(joss, "form[action$='/applications/open/'] button")
    sol.goto(f"{NEW}offerings/{offering}/")
    press(sol, f"form[action$='/apply/{child}/'] button")
    site.manage("shell", "-c", DRAW)
    tove.goto(f"{NEW}offerings/{offering}/")
    assert "You were drawn as number" in tove.content()


def learns_a_week(tove, joss, offering):
    tove.goto("/me/week/")
    assert "Fen birds" in tove.content()
    tove.goto("/me/")
    tove.locator("main a", has_text="Fen birds").first.click()
    tove.locator("main a", has_text="Activity 1.1").first.click()
    tove.locator("[name=work]").fill("Two herons and a rail.")
    press(tove, "form:has([name=work]) button >> nth=-1")
    joss.goto(f"{NEW}offerings/{offering}/group/")
    joss.locator("main a", has_text="Tove Falk").first.click()
    assert "Two herons and a rail." in joss.content()
    assert "Herons at dusk" not in joss.content()  # shared with the other community alone
    joss.locator("select[name$=level]").first.select_option("3")
    press(joss, "form[aria-label=Marks] button.main")
    assert "1 of them marked" in joss.content()


def overrules(tove):
    tove.goto("/me/plan/")
    title = tove.locator("ol.next h3").first.inner_text()
    tove.locator("ol.next a[href^='#not-']").first.click()
    press(tove, "dialog[open] form button >> nth=0")
    assert title not in tove.locator("ol.next h3").all_inner_texts()
    assert title in tove.locator("#said").inner_text()


def moves(tove, sol, joss, child):
    """Asked for by a guardian, agreed to by her, taken in by the new community."""
    sol.goto(f"/me/children/{child}/moves/new/?source=ash-lane&target=fen-road")
    assert "Teaching and support" in sol.locator("#ends").inner_text()
    sol.locator("[name=on]").fill(date.today().isoformat())
    send(sol)
    tove.goto("/me/moves/")
    tove.locator("#moves a").first.click()
    press(tove, "form[action$='/agree/'] button")
    assert "Asked for" in tove.content()
    joss.goto(f"{NEW}people/requests/")
    joss.locator("a[href$='/admit/']").first.click()
    joss.locator("[name=role][value=learner]").check()
    joss.locator("[name=reason]").fill("Welcome.")
    send(joss)


def waits_until_told(petra):
    """The move takes place in the background."""
    for _turn in range(40):
        petra.goto(f"{OLD}moves/")
        if "Tove Falk" in petra.locator("main").inner_text():
            return
        petra.wait_for_timeout(500)
    raise AssertionError("The home did not move.")


def keeps_both(tove, petra):
    """The old community its own record, and she all of hers."""
    tove.goto("/me/learning/")
    listed = tove.locator("main").inner_text()
    assert ("Ash trees" in listed, "Fen birds" in listed) == (True, True)
    tove.goto("/me/moves/")
    assert ("Fen Road" in tove.locator("#homes").inner_text(), "Ash Lane" in tove.locator("#homes").inner_text()) == (
        True,
        False,
    )
    petra.goto(f"{OLD}offerings/")
    petra.locator("main a", has_text="Ash trees").first.click()
    petra.locator("main a", has_text="Learners").first.click()
    row = petra.locator("tr", has_text="Tove Falk").inner_text()
    assert ("Fen Road" in row, "As a visitor" in row) == (True, True)


def send(page):
    press(page, "main form .button.main >> nth=-1")


def press(page, button):
    page.locator(button).first.click()
    page.wait_for_load_state()
