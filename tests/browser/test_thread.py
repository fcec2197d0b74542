"""The main job, end to end, as its people do it: found, write, publish, enrol, mark, pay, report, read."""

import os
import re
from pathlib import Path

from tests.browser.conftest import DESKTOP, PHONE, sign_in


def test_the_whole_thread(site, visit):
    home = "/c/mill-pond/"
    founds_a_community(visit("petra"))
    write_and_publish(visit("petra"), home)
    offering = offer(visit("petra"), home)
    enrols_a_child_in_two_clicks(visit("sol", viewport=PHONE), offering)
    enrolment = finds_it(visit("mika", viewport=PHONE))
    hands_in(visit("mika", viewport=PHONE), enrolment)
    marks(visit("petra"), offering)
    assert "Practising" in sees_the_mark(visit("mika", viewport=PHONE), enrolment)
    records_a_grant(visit("petra"), home)
    site.manage("evaluate", "--period", "all", "--wait", "120")
    reads_the_report(visit("petra"), home)
    reads_the_observatory(visit("ines"))


def founds_a_community(page):
    page.goto("/found/")
    page.locator("[name=name]").fill("Mill Pond")
    page.locator("[name=country]").select_option("IE")
    for name, value in (("slug", "mill-pond"), ("place", "Askeford"), ("languages", "English")):
        field = page.locator(f"[name={name}]")
        if field.count():
            field.fill(value)
    page.locator("main form button.main").click()
    page.wait_for_url("**/c/mill-pond/")
    assert page.locator("h1").inner_text()


def write_and_publish(page, home):
    page.goto(f"{home}curricula/new/")
    page.locator("[name=title]").fill("Ponds")
    page.locator("main form .button.main").last.click()
    page.wait_for_url(re.compile(r"/curricula/[0-9a-f-]{36}/"))
    draft = re.search(r"/c/mill-pond/curricula/[0-9a-f-]{36}/", page.url)[0]
    page.goto(f"{draft}parts/new/?kind=unit")
    page.locator("[name=title]").fill("Who lives there")
    page.locator("main form .button.main").last.click()
    page.wait_for_load_state()
    page.goto(f"{draft}draft/")
    page.locator("a[href*='parts/new/?in=']").first.click()
    page.locator("[name=title]").fill("Count the newts")
    page.locator("[name=body]").fill("Go **quietly** and count twice.")
    page.locator("main form .button.main").last.click()
    page.wait_for_load_state()
    page.goto(f"{draft}publish/")
    page.locator("main form .button.main").last.click()
    page.wait_for_load_state()
    page.goto(f"{draft}versions/1/")
    assert "Count the newts" in page.content()
    page.goto("/commons/?q=newts")
    assert "Ponds" in page.content()


def offer(page, home):
    page.goto(f"{home}offerings/new/")
    page.locator("[name=version]").select_option(index=1)
    page.locator("[name=capacity]").fill("10")
    page.locator("main form .button.main").last.click()
    page.wait_for_url(re.compile(r"/offerings/[0-9a-f-]{36}/"))
    address = re.search(r"/c/mill-pond/offerings/[0-9a-f-]{36}/", page.url)[0]
    page.locator("form[action$='/publish/'] button").click()
    page.wait_for_load_state()
    return address


def enrols_a_child_in_two_clicks(page, offering):
    page.goto("/offerings/?text=Ponds")
    page.locator(f"a[href='{offering}']").first.click()  # one
    page.locator("form[action*='/enrol/'] button", has_text="Mika").click()  # two
    page.wait_for_load_state()


def finds_it(page):
    page.goto("/me/")
    page.locator("a", has_text="Ponds").first.click()
    page.wait_for_load_state()
    return page.url.removeprefix(page.url.split("/me/")[0]) if "/me/" in page.url else page.url


def hands_in(page, enrolment):
    page.goto(enrolment)
    page.locator("a", has_text="Count the newts").first.click()
    page.locator("[name=work]").fill("Seven, and one shy one.")
    page.locator("form:has([name=work]) button").last.click()
    page.wait_for_load_state()


def marks(page, offering):
    page.goto(f"{offering}group/")
    page.locator("main a", has_text="Mika Fenn").first.click()
    assert "Seven, and one shy one." in page.content()
    level = page.locator("select[name$=level], input[type=radio][name$=level]").first
    if level.evaluate("e => e.tagName") == "SELECT":
        level.select_option("2")
    else:
        page.locator("input[type=radio][name$=level][value='2']").first.check()
    page.locator("main form .button.main").last.click()
    page.wait_for_load_state()


def sees_the_mark(page, enrolment):
    page.goto(enrolment)
    return page.content()


def records_a_grant(page, home):
    page.goto(f"{home}money/")
    page.locator("main a.button.main").first.click()
    page.locator("main a", has_text="grant").first.click()
    page.locator("[name=from_whom]").fill("Rivers Foundation")
    page.locator("[name=amount]").fill("1200")
    memo = page.locator("[name=memo]")
    if memo.count():
        memo.fill("Nets and boots")
    page.locator("main form .button.main").last.click()
    page.wait_for_load_state()
    page.goto(f"{home}money/")
    assert "1,200.00" in page.content()


def reads_the_report(page, home):
    page.goto(f"{home}reports/")
    assert page.locator("h1").count() == 1
    assert "/reports/" in page.content()


def reads_the_observatory(page):
    page.goto("/observatory/")
    page.locator("main a[href*='/observatory/']").first.click()
    page.wait_for_load_state()
    assert page.locator("table").count() >= 1
    assert page.locator("a[href$='.csv'], a[href*='csv']").count() >= 1


def test_the_picture_of_the_readme(site, visit):
    """`PICTURE=tests/browser/picture.png` makes it anew."""
    page = visit("joss", viewport=DESKTOP)
    page.goto("/c/alder-bridge/")
    picture = Path(os.environ.get("PICTURE", site.folder / "picture.png"))
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


def test_without_javascript_the_day_goes_on(site, visit):
    page = visit("mika", viewport=PHONE, scripts=False)
    page.goto("/me/")
    assert page.locator("h1").count() == 1
    page.goto("/offerings/")
    page.locator("main .rows a").first.click()
    assert page.locator("main form[action$='/enrol/'] button, main a").count() >= 1


def test_signing_out_ends_it(site, visit):
    page = visit("mika")
    page.goto("/account/logout/")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    answer = page.goto("/me/account/")
    assert "login" in page.url
    assert answer.ok
    sign_in(page, "mika")
