"""A logo is uploaded where the change is filled in, and shown to everyone once it is decided."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from communities.governance.queries import value_of
from files.actions import store_file
from files.models import StoredFile
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community

pytestmark = pytest.mark.django_db
CHANGE = "/c/north/settings/identity/change/"
GIVEN = {"name": "North", "hue": 45, "visibility": "public", "instead_of": 1}


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(name="logo.png"):
    content = BytesIO()
    Image.new("RGB", (20, 20), "green").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def hidden_logo(answer):
    return answer.content.decode().split('name="logo" value="')[1].split('"')[0]


def test_a_logo_is_carried_to_the_decision_and_shown_to_everyone():
    north = a_community("north")
    browser = a_browser(a_keyholder(north))
    logo = hidden_logo(browser.post(CHANGE, {**GIVEN, "look": "", "picture": a_picture()}))
    assert a_browser().get("/c/north/logo").status_code == 404
    browser.post(CHANGE, {**GIVEN, "decide": "", "logo": logo, "reason": "A face."})
    with in_community(north.pk):
        assert value_of("identity")["logo"] == logo
    assert 'src="/c/north/logo"' in a_browser().get("/c/north/").content.decode()
    assert a_browser().get("/c/north/logo").status_code == 200
    without = {**GIVEN, "instead_of": 2, "logo": logo, "without_logo": "on"}
    assert hidden_logo(browser.post(CHANGE, {**without, "look": ""})) == ""


def test_only_a_picture_is_a_logo():
    north = a_community("north")
    page = SimpleUploadedFile("logo.png", b"<html><script>alert(1)</script>", "image/png")
    answer = a_browser(a_keyholder(north)).post(CHANGE, {**GIVEN, "look": "", "picture": page})
    assert answer.status_code == 422
    with in_community(north.pk):
        assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("whose", ["south", "north"])
def test_neither_anothers_file_nor_a_members_file_becomes_a_logo(whose):
    places = {slug: a_community(slug) for slug in ("north", "south")}
    with in_community(places[whose].pk):
        audience = "public" if whose == "south" else "members"
        stored = store_file(a_picture(), audience=audience)
    value = {"name": "North", "hue": 45, "visibility": "public", "logo": str(stored.pk)}
    answer = an_api(a_keyholder(places["north"])).put(
        "/api/v1/c/north/settings/identity/", {"value": value, "reason": "Mine."}, "json"
    )
    assert (answer.status_code, "There is no such picture." in str(answer.json())) == (400, True)


def test_the_form_says_what_it_takes():
    page = text_of(a_browser(a_keyholder(a_community("north"))).get(CHANGE))
    assert "PNG, JPEG or WebP, at most 2 MB" in page
