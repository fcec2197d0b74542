"""A term's report from its draft to those who read it, and what a policymaker takes from the observatory."""

import zipfile

from tests.browser.conftest import PHONE


def test_a_term_is_read_over_published_and_read_and_the_network_is_compared_and_cited(visit, tmp_path):
    address = reads_the_draft(visit("petra"))
    assert visit("sol", viewport=PHONE).goto(address).status == 404
    publishes_it(visit("petra"), address)
    reads_it_in_spanish_on_a_phone(visit("sol", viewport=PHONE, language="es"), address)
    compares_takes_away_and_cites(visit("ines"), tmp_path)


def reads_the_draft(page):
    page.goto("/c/alder-bridge/reports/")
    page.locator("#all a[href*='/reports/term-']").first.click()
    page.wait_for_load_state()
    assert page.locator(".notice", has_text="A draft").count() == 1
    return page.url.removeprefix(page.url.split("/c/")[0])


def publishes_it(page, address):
    page.goto(address)
    page.locator("a[href$='/words/']").click()
    page.locator("[name=words]").fill("More was handed in than ever.")
    page.locator("main form .button.main").click()
    page.wait_for_url(f"**{address}")
    page.locator("a[href$='/publish/']").click()
    page.locator("[name=reason]").fill("The council looked it over.")
    page.locator("main form .button.main").click()
    page.wait_for_url(f"**{address}")
    assert page.locator(".notice", has_text="A draft").count() == 0
    assert page.locator("a[href*='/decisions/']", has_text="published by decision").count() == 1


def reads_it_in_spanish_on_a_phone(page, address):
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator(".tabs [aria-current]").inner_text() == "Familias"
    assert "More was handed in than ever." in page.locator("#words").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def compares_takes_away_and_cites(page, tmp_path):
    page.goto("/observatory/")
    page.locator("a[href*='/observatory/compare/']").first.click()
    page.wait_for_load_state()
    assert page.locator("#side-by-side").count() == 1
    compares_circles(page)
    keeps_and_cites_it(page)
    page.locator("header a[href*='/observatory/'], main a[href^='/observatory/2']").first.click()
    page.goto("/observatory/")
    with page.expect_download() as taken:
        page.locator("a[href$='.zip']").first.click()
    taken.value.save_as(tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as package:
        assert "datapackage.json" in package.namelist()
    assert "/observatory/" in page.locator("#cite").inner_text()


def keeps_and_cites_it(page):
    """Under a name, and by an address that says of which publication."""
    cited = page.locator("#cite")
    assert "by=circle&period=" in cited.locator("a[href*='period=']").first.get_attribute("href")
    with page.expect_download() as taken:
        cited.locator("summary").click()
        cited.locator("a[href*='compare.bib']").click()
    assert taken.value.suggested_filename.startswith("observatory-")
    cited.locator("[name=name]").fill("What circles do")
    cited.locator("form button").click()
    page.wait_for_url("**/me/comparisons/")
    page.locator("#views a", has_text="What circles do").first.click()
    page.wait_for_url("**by=circle**")
    assert page.locator("#side-by-side tbody tr").count() >= 1


def compares_circles(page):
    """From a control that needs no script: what is chosen stands in the address."""
    page.locator("[name=by]").select_option("circle")
    page.locator("form.filter > button").click()
    page.wait_for_url("**by=circle**")
    told = page.locator("#side-by-side tbody th").all_inner_texts()
    assert any(one.startswith("Small Schools Circle") for one in told)
    assert page.locator("#over-time").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
