"""Every page that each kind of user can reach by links: it answers, has no axe violation, and does not scroll sideways."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error

from tests.browser.conftest import DESKTOP, PHONE

LOOKS = {  # who looks, on what, in which light and language
    "visitor": ("", PHONE, False, "en"),
    "administrator": ("petra", DESKTOP, False, "en"),
    "teacher": ("joss", PHONE, True, "en"),
    "learner": ("mika", PHONE, False, "en"),
    "guardian": ("sol", DESKTOP, True, "en"),
    "Spanish": ("lucia", PHONE, False, "es"),
    "Arabic": ("salma", DESKTOP, False, "ar"),
    "policymaker": ("ines", DESKTOP, False, "en"),
    "steward": ("noor", PHONE, True, "es"),
}
KINDS = r"""() => {
    const said = e => [e.tagName, e.className.baseVal ?? e.className, e.getAttributeNames().filter(n => n != "style")].join();
    window.alike = {};
    for (const one of document.body.querySelectorAll("*")) {
        const kind = [one, one.parentElement, one.parentElement.parentElement].map(said).join(" < ");
        (window.alike[kind] ??= []).push(one);
    }
    const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(h => h.tagName).join();
    return [...Object.keys(window.alike), headings.replace(/(H\d)(,\1)+/g, "$1")];
}"""
RUN = """async fresh => {
    fresh.forEach(kind => window.alike[kind]?.forEach(one => one.setAttribute("data-fresh", "")));
    axe.configure({rules: [{id: "color-contrast", selector: "[data-fresh]"}]});
    return (await axe.run({resultTypes: ["violations"]})).violations;
}"""  # colours take most of the time, and are looked at one element at a time
examined: dict[
    tuple[int, bool, bool], set[str]
] = {}  # by width, light and direction: elements, each in its surroundings
MOST = 320  # pages for one kind of user; more would mean that shape() takes one page for many
NOT_PAGES = re.compile(
    r"/(logout|api/v1/|files/|static/|logo|.*\.(csv|ics|xlsx|pdf|png|beancount|hledger|svg|json|atom|bib|csl|ris|zip|py|md))"
)


def shape(url):
    """Addresses that differ in a key, a number or a choice alone are one page."""
    parts = urlsplit(url)
    path = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}", "/~", parts.path)
    path = re.sub(r"/\d[\d-]*(W\d+)?(?=/|$)", "/1", path)
    return re.sub(r"^/c/[^/]+", "/c/~", path)


def crawl(page, site):
    """Visit one page of each shape, nearest first."""
    waiting, seen = ["/", "/me/"], set()
    while waiting:
        address = waiting.pop(0)
        if shape(address) in seen or NOT_PAGES.search(address):
            continue
        seen.add(shape(address))
        assert len(seen) <= MOST, sorted(seen)
        answer = page.goto(address)
        yield address, answer
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        waiting += [link.removeprefix(site.url) for link in links if link.startswith(site.url)]


def examine(page, look):
    """What axe finds wrong. What has been examined in this look, element by element, is not again: no page of which
    that is all, and of other pages no colours of what was there before."""
    kinds, known = set(page.evaluate(KINDS)), examined.setdefault(look, set())
    repeated = page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id).some((id, n, all) => all.indexOf(id) < n)"
    )
    if kinds <= known and not repeated:
        return []
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, sorted(kinds - known))
    known |= kinds
    return [f"{one['id']}: {[n['html'][:150] for n in one['nodes']][:2]}" for one in found]


@pytest.mark.parametrize("who", LOOKS)
def test_every_page(site, visit, who):
    username, viewport, dark, language = LOOKS[who]
    page = visit(username, viewport=viewport, dark=dark, language=language)
    wrong, hosts = [], set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address, answer in crawl(page, site):
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")
            continue
        try:
            found = examine(page, (viewport["width"], dark, language == "ar"))
        except Error as fault:
            found = [fault.message]
        wrong += [f"{address}: {one}" for one in found]
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width > 0:
            wide = page.evaluate(
                "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 90))[0]"
            )
            wrong.append(f"{address}: {width} px too wide: {wide}")
        if page.locator("html").get_attribute("lang") != language:
            wrong.append(f"{address}: in {page.locator('html').get_attribute('lang')}")
        if page.locator("html").get_attribute("dir") != ("rtl" if language == "ar" else "ltr"):
            wrong.append(f"{address}: wrong direction")
        if page.locator("h1").count() != 1 and address != "/styleguide":  # which shows a page header
            wrong.append(f"{address}: {page.locator('h1').count()} main headings")
    assert "\n".join(wrong) == ""
    assert hosts == {urlsplit(site.url).netloc}
