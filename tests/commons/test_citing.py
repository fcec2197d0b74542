import pytest

from curriculum.commons.citing import as_bibtex
from curriculum.commons.models import SharedVersion
from tests.commons.factories import a_shared
from tests.communities.factories import a_browser
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def test_it_names_all_authors_as_they_are_written():
    shared = a_shared(a_community("north", name="North & South"), "50 % of {rain}")
    shared.authors = [{"name": "Lucía Móntes", "community": "North"}, {"name": "سلمى", "community": "South"}]
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
