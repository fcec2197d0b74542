"""Error pages say what to do and need nothing."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from tests.factories import a_community, a_member, a_person
from web.errors import page

STATUSES = [400, 403, 404, 409, 429, 500, 503]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_needs_no_database(status, language):
    """Without the mark for it, a query fails the test."""
    with translation.override(language):
        response = page(RequestFactory().get("/x"), status)
    text = response.content.decode()
    assert response.status_code == status
    assert (f'<html lang="{language}"' in text, text.count("<h1>"), 'class="button main"' in text) == (True, 1, True)


def test_an_unknown_error_has_a_page_too():
    assert page(RequestFactory().get("/x"), 418).status_code == 418


def test_one_may_come_back_later():
    assert page(RequestFactory().get("/x"), 503)["Retry-After"] == "60"


def test_the_address_is_shown_escaped():
    assert '"><script>' not in page(RequestFactory().get('/"><script>'), 500).content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_leads_to_that_page():
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "es"})
    assert (response.status_code, "grown old" in response.content.decode()) == (403, True)


@pytest.mark.django_db
def test_an_error_page_leads_back_to_where_the_reader_belongs(client):
    north = a_community("north")
    a_community("south", name="South")
    a_member(north, "mira")
    client.force_login(a_person("mira"))
    here, elsewhere, nowhere = (client.get(address) for address in ("/c/north/x/", "/c/south/people/", "/x/"))
    assert 'class="button main" href="/c/north/"' in here.content.decode()
    for response in (elsewhere, nowhere):
        page = response.content.decode()
        assert ('class="button main" href="/me/"' in page, "South" in page, "Sign in" in page) == (True, False, False)
