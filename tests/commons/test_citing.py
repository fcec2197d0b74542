import pytest

from communities.models import Community
from curriculum.commons.citing import as_bibtex, as_csl
from curriculum.commons.models import SharedVersion
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.communities.factories import a_browser, an_api
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def test_it_names_all_authors_as_they_are_written():
    shared = a_shared(a_community("north", name="North & South"), "50 % of {rain}")
    shared.authors = [{"name": "Lucía Móntes", "community": "North"}, {"name": "سلمى", "community": "South"}]
    with in_community(shared.community_id):
        shared.save()
    year = shared.published_at.year
    assert as_bibtex(shared, address="https://example.org/1/").splitlines() == [
        f"@misc{{montes{year}v1,",
        "  author = {{Lucía Móntes} and {سلمى}},",
        r"  title = {{50 \% of \{rain\}}},",
        f"  year = {{{year}}},",
        r"  howpublished = {North \& South},",
        "  edition = {1},",
        "  note = {CC BY-SA 4.0},",
        "  url = {https://example.org/1/},",
        "}",
    ]
    assert "@misc{montes" in a_browser().get(f"/commons/{shared.pk}/").content.decode()


def test_no_text_ends_the_entry():
    shared = SharedVersion(title="}, note = {x\\}\n@misc{y", authors=[{"name": "A\\}"}], number=1, licence="CC0-1.0")
    shared.community, shared.published_at = a_community("north"), a_shared(a_community("south")).published_at
    told = as_bibtex(shared, address="https://example.org/1/")
    assert told.count("\n") == 8
    assert r"{\}, note = \{x\} @misc\{y}" in told


# What csl-data.json (CSL 1.0.2) allows of what is used: an item has no other field, and must have type and id.
TEXTS = {"id", "title", "publisher", "publisher-place", "version", "language", "URL", "note"}
TYPES = {"document", "book", "report", "webpage"}  # of its 45
NAMES = {"family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal"}


def assert_valid_csl(item):
    assert {"type", "id"} <= set(item) <= TEXTS | {"type", "author", "issued"}
    assert item["type"] in TYPES
    assert all(isinstance(item[name], str) and item[name] for name in TEXTS & set(item))
    for author in item.get("author", []):
        assert author
        assert set(author) <= NAMES
        assert all(isinstance(part, str) for part in author.values())
    assert set(item["issued"]) == {"date-parts"}
    (parts,) = item["issued"]["date-parts"]
    assert 1 <= len(parts) <= 3
    assert all(type(part) is int for part in parts)


def test_csl_json_says_the_same_in_its_own_fields():
    shared = a_shared(a_community("north", name="North & South", place="Askeford"), "50 % of {rain}")
    shared.authors = [{"name": "Lucía  Móntes", "community": "North"}, {"name": "سلمى", "community": "South"}]
    on = shared.published_at
    item = as_csl(shared, address="https://example.org/1/")
    assert_valid_csl(item)
    assert item == {
        "id": f"montes{on.year}v1", "type": "document", "title": "50 % of {rain}",
        "author": [{"literal": "Lucía Móntes"}, {"literal": "سلمى"}],
        "issued": {"date-parts": [[on.year, on.month, on.day]]}, "publisher": "North & South",
        "publisher-place": "Askeford", "version": "1", "language": "en", "URL": "https://example.org/1/",
        "note": "CC BY-SA 4.0",
    }  # fmt: skip
    shared.authors, shared.community.place = [], ""
    assert_valid_csl(as_csl(shared, address="https://example.org/1/"))


def test_it_is_downloaded_and_asked_for_while_it_is_shared():
    north = a_community("north")
    shared, other = a_shared(north), a_shared(a_community("south"), "Tides")
    page = a_browser().get(f"/commons/{shared.pk}/").content.decode()
    for kind, type_ in (("json", "application/vnd.citationstyles.csl+json"), ("bib", "application/x-bibtex")):
        address = f"/commons/{shared.pk}/citation.{kind}"
        assert address in page
        answer = a_browser().get(address)
        assert answer["Content-Type"].startswith(type_)
        assert answer["Content-Disposition"] == f'attachment; filename="citation.{kind}"'
        assert "Tides" not in answer.content.decode()
    (item,) = a_browser().get(f"/commons/{shared.pk}/citation.json").json()
    assert_valid_csl(item)
    assert item["URL"] == f"http://testserver/commons/{shared.pk}/"
    told = an_api().get(f"/api/v1/commons/{shared.pk}/citation/").json()
    assert told["csl"] == item
    assert told["bibtex"].startswith("@misc{")
    assert a_browser().get(f"/commons/{shared.pk}/citation.ris").status_code == 404
    Community.objects.filter(pk=north.pk).update(visibility="hidden")
    for address in (f"/commons/{shared.pk}/citation.json", f"/api/v1/commons/{shared.pk}/citation/"):
        assert a_browser().get(address).status_code == 404
    assert a_browser().get(f"/commons/{other.pk}/citation.json").status_code == 200
