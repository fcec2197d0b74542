"""The pages that belong to no app, and what stands around every page."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from communities.models import Community
from tests.factories import a_community, a_member, a_person
from tests.web.factories import a_request, rendered
from web import registry
from web.catalogue import COMPONENTS, GROUND
from web.links import redirect_here, url_here
from web.navigation import rooms
from web.registry import Hit, MenuItem, Panel, RailItem, SearchSource

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(monkeypatch):
    """Empty registries that a test may fill."""
    for name in ("RAIL", "MY_MENU", "NETWORK_MENU", "MY_HOME", "NETWORK_HOME", "SEARCH"):
        monkeypatch.setattr(registry, name, [])
    for module in ("web.navigation", "web.views", "web.searching"):
        for name in ("RAIL", "MY_MENU", "NETWORK_MENU", "MY_HOME", "NETWORK_HOME", "SEARCH"):
            monkeypatch.setattr(f"{module}.{name}", getattr(registry, name), raising=False)
    return registry


# Language and direction


def test_the_language_is_chosen_by_a_form_and_kept(client):
    response = client.post(reverse("language"), {"language": "ar", "next": "/search?q=x"})
    assert (response.status_code, response["Location"]) == (302, "/search?q=x")
    page = client.get("/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_choosing_a_language_leads_nowhere_else(client, back):
    assert client.post(reverse("language"), {"language": "es", "next": back})["Location"] == "/"


def test_an_unknown_language_is_refused_and_a_get_is_not_allowed(client):
    assert client.post(reverse("language"), {"language": "xx"}).status_code == 400
    assert client.get(reverse("language")).status_code == 405


# Health


def test_health_says_that_database_and_cache_answer(client):
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": True, "cache": True})


def test_health_says_that_the_cache_is_away(client):
    gone = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    with override_settings(CACHES=gone):
        response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, {"database": True, "cache": False})


@pytest.mark.django_db(transaction=True)
def test_health_says_that_the_database_is_away(client):
    port, host = connection.settings_dict["PORT"], connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict.update(HOST="127.0.0.1", PORT="1")
    try:
        response = client.get("/health/")
    finally:
        connection.close()
        connection.settings_dict.update(HOST=host, PORT=port)
    assert (response.status_code, response.json()) == (503, {"database": False, "cache": True})


# Search


def a_source(key, label, order, *titles):
    return SearchSource(
        key=key, label=label, order=order, find=lambda request, text: [Hit(t, f"/{t}") for t in titles if text in t]
    )


def test_found_things_are_grouped_by_their_source_in_its_order(client, registered):
    registered.SEARCH.extend(
        [
            a_source("b", "Curricula", 20, "water", "waterfall"),
            a_source("a", "Communities", 10, "water school"),
            a_source("c", "Nothing", 5, "fire"),
        ]
    )
    response = client.get("/search?q=+water++")
    assert response.context["text"] == "water"
    assert [(group.label, [hit.title for hit in group.hits]) for group in response.context["groups"]] == [
        ("Communities", ["water school"]),
        ("Curricula", ["water", "waterfall"]),
    ]


def test_an_empty_search_asks_no_source_and_teaches(client, registered):
    registered.SEARCH.append(SearchSource(key="x", label="X", find=lambda request, text: pytest.fail("was asked")))
    page = client.get("/search?q=++").content.decode()
    assert 'class="empty"' in page


def test_a_search_that_finds_nothing_says_so_and_shows_the_words_escaped(client, registered):
    page = client.get("/search?q=<script>").content.decode()
    assert 'class="empty"' in page
    assert "<script>" not in page.split("<main", 1)[1]


def test_a_search_in_a_community_is_its_members_own(client, registered):
    north, south = a_community("north"), a_community("south")
    seen = []
    registered.SEARCH.append(
        SearchSource(key="x", label="X", find=lambda request, text: seen.append(request.access.community) or [])
    )
    client.force_login(a_member(north, "mira").person)
    assert client.get("/c/north/search?q=x").status_code == 200
    assert client.get("/c/south/search?q=x").status_code == 404
    assert (seen, south in seen) == ([north], False)


# Around the page


def test_the_rail_holds_the_rooms_that_the_reader_may_enter_and_marks_the_place(registered):
    north = a_community("north")
    member = a_member(north, "mira")
    registered.RAIL.extend(
        [
            RailItem(
                key="money", label="Money", icon="coins", url_name="search-here", permission="x.see_money", order=30
            ),
            RailItem(key="home", label="Home", icon="house", url_name="search-here", order=10),
        ]
    )
    request = a_request("/c/north/search/deeper", community=north, membership=member)
    assert [(room.label, room.is_current) for room in rooms(request).all] == [("Home", True)]
    allowed = a_request("/c/north/", community=north, membership=member, permissions=frozenset({"x.see_money"}))
    assert [(room.label, room.is_current) for room in rooms(allowed).all] == [("Home", False), ("Money", False)]
    assert rooms(a_request("/c/north/", community=north)) is None


def test_the_bottom_bar_keeps_four_rooms_and_puts_the_rest_behind_more(registered):
    north = a_community("north")
    registered.RAIL.extend(
        RailItem(key=str(n), label=str(n), icon="circle", url_name="search-here", order=n) for n in range(7)
    )
    found = rooms(a_request("/c/north/", community=north, membership=a_member(north, "mira")))
    assert ([room.label for room in found.thumb], [room.label for room in found.more]) == (
        ["0", "1", "2", "3"],
        ["4", "5", "6"],
    )


def test_a_members_page_names_the_place_and_switches_between_their_communities_alone(client, registered):
    north, _south = a_community("north"), a_community("south")
    client.force_login(a_member(north, "mira").person)
    page = client.get("/c/north/search").content.decode()
    assert ('href="/c/north/"' in page, 'href="/c/south/"' in page) == (True, False)
    assert 'action="/c/north/search"' in page


def test_ones_own_page_asks_to_sign_in_and_teaches_when_nothing_waits(client, registered):
    assert client.get(reverse("me")).status_code == 302
    client.force_login(a_person("mira"))
    assert 'class="empty"' in client.get(reverse("me")).content.decode()


def test_panels_show_in_order_and_those_with_nothing_to_show_do_not(client, registered, settings):
    registered.NETWORK_HOME.extend(
        [
            Panel(key="b", template="web/mark.html", context=lambda request: {"x": 1}, order=20),
            Panel(key="c", template="web/mark.html", context=lambda request: None, order=10),
        ]
    )
    assert [shown["panel"].key for shown in client.get("/").context["panels"]] == ["b"]


def test_a_panel_finds_what_its_context_gave(registered):
    shown = {"template": "errors/base.html", "panel": None, "network_name": "Seven Rivers"}
    assert "<span>Seven Rivers</span>" in rendered("{% show_panel shown %}", shown=shown)


def test_the_menu_behind_the_initials_holds_what_was_registered(client, registered):
    registered.MY_MENU.append(MenuItem(label="Who sees what", icon="eye", url_name="me"))
    client.force_login(a_person("mira"))
    assert "Who sees what" in client.get("/").content.decode()


def test_the_networks_pages_stand_at_every_pages_foot(client, registered):
    registered.NETWORK_MENU.append(MenuItem(label="All that is shared", icon="eye", url_name="search"))
    assert "All that is shared" in client.get("/").content.decode()


def test_ones_own_page_lists_ones_communities(client):
    for slug in ("north", "south"):
        a_community(slug, name=slug.title())
    client.force_login(a_member(Community.objects.get(slug="north"), "mira", "teacher").person)
    page = client.get("/me/").content.decode()
    listed = page[page.index("<main") : page.index("</main>")]
    assert ('href="/c/north/"' in listed, "Teacher" in listed, "South" in listed) == (True, True, False)


def test_moments_are_told_in_the_time_of_the_community_and_else_of_the_person(client, monkeypatch, registered):
    from django.utils import timezone

    seen = []
    registered.SEARCH.append(
        SearchSource(
            key="x", label="X", find=lambda request, text: seen.append(timezone.get_current_timezone_name()) or []
        )
    )
    north = a_community("north")
    Community.objects.filter(pk=north.pk).update(time_zone="Pacific/Auckland")
    person = a_person("mira", time_zone="America/Lima")
    a_member(north, "mira")
    client.force_login(person)
    for path in ("/c/north/search?q=x", "/search?q=x"):
        client.get(path)
    client.logout()
    client.get("/search?q=x")
    assert seen == ["Pacific/Auckland", "America/Lima", "UTC"]


# Links


def test_links_stay_in_the_community_of_the_request():
    north = a_community("north")
    request = a_request("/", community=north)
    assert url_here(request, "search-here") == "/c/north/search"
    assert redirect_here(request, "search-here")["Location"] == "/c/north/search"
    assert (
        rendered("{% here 'search-here' %}|{% at place 'search-here' %}", request, place=a_community("south"))
        == "/c/north/search|/c/south/search"
    )
    with pytest.raises(NoReverseMatch):
        url_here(a_request("/"), "search-here")


# The style guide


def test_the_style_guide_shows_every_component():
    on_disk = {path.stem for path in (settings.HERE / "templates" / "components").glob("*.html")}
    assert {entry.key for entry in COMPONENTS} == on_disk


def test_the_style_guide_says_how_to_write_each(client):
    response = client.get("/styleguide")
    page = response.content.decode()
    assert response.status_code == 200
    assert [entry.key for entry in GROUND + COMPONENTS if f'id="c-{entry.key}"' not in page] == []
    assert [entry.key for entry in COMPONENTS if f"&lt;c-{entry.key.replace('_', '-')}" not in page] == []


def test_the_style_guide_looks_at_what_is_sent_and_keeps_nothing(client):
    assert client.post("/styleguide", {"ask-what": ""}).status_code == 422


def test_first_load_is_within_its_budget(client):
    """Compressed: the page and everything it names, once (the browser tests measure it again, over the wire)."""
    static = Path(settings.HERE / "platform" / "web" / "static")
    import django_htmx

    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    parts = [
        client.get("/styleguide").content,
        *(path.read_bytes() for path in static.iterdir() if path.suffix in (".css", ".js", ".svg")),
        htmx.read_bytes(),
    ]
    sizes = [len(gzip.compress(part)) for part in parts]
    assert (sizes[0] <= 15_000, sum(sizes) <= 60_000) == (True, True), sizes


def test_a_page_loads_nothing_from_elsewhere_and_holds_no_inline_style_or_script(client):
    import re

    client.force_login(a_person("mira"))
    for path in ("/", "/styleguide", "/search?q=x", "/me/"):
        page = client.get(path).content.decode()
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//(?!example\.org)[^"]*"', page) == [], path
        assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page) == [], path
        assert len(re.findall(r'rel="stylesheet"', page)) == 1, path


def test_pages_ask_the_database_little(client, django_assert_num_queries):
    for path in ("/styleguide", "/search"):
        with django_assert_num_queries(2):  # a savepoint and its release
            client.get(path)
