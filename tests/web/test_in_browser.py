"""The pages of this app in a real browser: nothing axe finds, nothing that scrolls sideways, within the budgets."""

import pytest
from django.test import Client

from communities.models import Community
from tests.chromium import CHROMIUM
from tests.factories import a_community, a_member

PATHS = ["/", "/styleguide", "/search?q=water", "/me/", "/c/north/search?q=water"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium on the PATH"),
]


@pytest.fixture
def opened(chromium, live_server, settings):
    """Opens a window of this size, theme and language, signed in as a member of a community."""
    plain = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }  # the live server finds no hashed names
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    north = a_community("north")
    Community.objects.filter(pk=north.pk).update(hue=150)
    client = Client()
    client.force_login(a_member(north, "mira", "teacher").person)
    windows = []

    def open_window(width=360, theme="light", language="en", **more):
        window = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, base_url=live_server.url, **more
        )
        cookies = {"django_language": language, "sessionid": client.cookies["sessionid"].value}
        window.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        windows.append(window)
        return window.new_page()

    yield open_window
    for window in windows:
        window.close()


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "language"), [(360, "en"), (360, "ar"), (1280, "en"), (1280, "ar")])
def test_axe_finds_nothing(opened, width, language, theme):
    from axe_playwright_python.sync_playwright import Axe

    page, problems = opened(width, theme, language), []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    for path in PATHS:
        page.goto(path)
        found = Axe().run(page).response["violations"]
        problems += [f"{path}: {v['id']} {[node['html'] for node in v['nodes']]}" for v in found]
        problems += [f"{path} scrolls sideways"] * too_wide(page)
    assert problems == []


def test_large_text_on_a_small_phone_needs_no_sideways_scroll(opened):
    page, wide = opened(320), []
    for path in PATHS:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [path] * too_wide(page)
    assert wide == []


def test_menus_filters_and_dialogs_open_without_script(opened):
    page = opened(360, java_script_enabled=False)
    page.goto("/styleguide")
    page.locator(".topbar .menu.tool summary").last.click()
    assert page.get_by_role("button", name="español").is_visible()
    page.goto("/styleguide")
    page.locator("#c-filter_bar .fold summary").click()
    assert page.locator("#id_filter_filter-state").is_visible()
    page.locator("#leave-opener").click()
    assert page.locator("#leave").is_visible()


def test_the_keyboard_reaches_the_content_the_search_and_out_of_a_dialog(opened):
    page = opened(1280)
    page.goto("/styleguide")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#leave-opener").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('dialog').id") == "leave"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "leave-opener"


def test_a_page_asks_for_few_files_and_no_other_host(opened, live_server):
    page, asked = opened(360), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/styleguide")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert len(asked) <= 8
