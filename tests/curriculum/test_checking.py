"""What is looked at before publishing, and named by its part."""

import pytest

from curriculum.actions import edit_curriculum, edit_node, publish_version
from curriculum.models import Node
from curriculum.values import Ref, Translation
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member
from web.text import inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(client):
    return a_community("north")


@pytest.fixture
def draft(north, client):
    teacher = a_teacher(north, "tess")
    client.force_login(teacher.person)
    return a_curriculum(north, by=teacher)


def found(client, draft):
    return client.get(f"/api/v1/c/north/curricula/{draft.pk}/checks/").json()


def part(draft, title="Activity 1.1"):
    return Node.objects.get(curriculum=draft, title=title)


@pytest.mark.parametrize(("body", "told"), [
    ("# One\n\n### Three", "A heading of level 3 follows one of level 1"),
    ("![](/c/north/files/x/y.png)", "The picture /c/north/files/x/y.png has no description"),
    ("Look [here](https://example.org/tides).", "The link to https://example.org/tides does not say"),
    ("[![](/a.png)](https://example.org/)", "The link to https://example.org/ does not say"),
    ("[ ](https://example.org/x)", "does not say where it leads"),
])  # fmt: skip
def test_texts_that_keep_some_from_reading_are_named_and_may_be_published(client, north, draft, body, told):
    with in_community(north.pk):
        edit_node(part(draft), body=body)
    mine = [one for one in found(client, draft) if told in one["what"]]
    assert [(one["title"], one["stops"]) for one in mine] == [("Activity 1.1", False)]
    page = client.get(f"/c/north/curricula/{draft.pk}/publish/").content.decode()
    assert told in page and f"/parts/{mine[0]['key']}/" in page
    with in_community(north.pk):
        assert publish_version(draft, by=a_teacher(north)).number == 1


def test_what_is_well_written_is_not_named(client, north, draft):
    body = (
        "# One\n\n## Two\n\n# One more\n\n![A weir](/a.png) [The tide table](https://example.org/)\n\n`[here](x)` 2 # 3"
    )
    with in_community(north.pk):
        edit_node(part(draft), body=body, translations=[Translation("es", "Uno", "## Dos")])
        for node in draft.nodes.exclude(title="Activity 1.1"):
            edit_node(node, translations=[Translation("es", node.title, "")])
    assert found(client, draft) == []


def test_parts_without_a_translation_that_others_have_are_named(client, north, draft):
    with in_community(north.pk):
        edit_node(part(draft), translations=[Translation("es", "Uno", "Mide.")])
        edit_node(part(draft, "Activity 1.2"), language="es")
    assert {one["title"] for one in found(client, draft)} == {"Unit 1", "Unit 2", "Activity 2.1", "Activity 2.2"}
    assert all("Spanish" in one["what"] for one in found(client, draft))


def test_licences_that_clash_and_circles_stop_the_publishing_until_they_are_put_right(client, north, draft):
    teacher = a_teacher(north)
    with in_community(north.pk):
        edit_curriculum(draft, licence="CC-BY-4.0")
        edit_node(part(draft), licence="CC-BY-NC-4.0")
    stops = [one for one in found(client, draft) if one["stops"]]
    assert [one["title"] for one in stops] == ["Activity 1.1"] and "CC BY-NC 4.0" in stops[0]["what"]
    refused = client.post(f"/c/north/curricula/{draft.pk}/publish/", {})
    assert refused.status_code == 422 and "Activity 1.1: " in refused.content.decode()
    with in_community(north.pk):
        edit_node(part(draft), licence="")
        one, two = part(draft), part(draft, "Activity 1.2")
        for node, other in ((one, two), (two, one)):  # as a merge may bring them together
            Node.objects.filter(pk=node.pk).update(requires=(Ref(other.key, other.title),))
        with pytest.raises(Refused, match="wait for one another"):
            publish_version(draft, by=teacher)
        assert not draft.versions.exists()
        edit_node(two, requires=[])
        assert publish_version(draft, by=teacher).number == 1


def test_checks_are_the_writers_own(client, north, draft):
    address = f"/api/v1/c/north/curricula/{draft.pk}/checks/"
    for who, status in ((a_member(north, "lee", "learner"), 403), (a_teacher(a_community("south")), 404)):
        client.force_login(who.person)
        assert client.get(address).status_code == status


def test_the_page_asks_as_often_for_thirty_parts_as_for_few(client, north, draft):
    page = "/c/north/curricula/{}/publish/"
    with in_community(north.pk):
        edit_node(part(draft), requires=[part(draft, "Unit 2").key])
    few = len(queries(client, page.format(draft.pk)))
    large = a_curriculum(north, "Large", units=6, activities=5)
    with in_community(north.pk):
        edit_node(part(large), requires=[part(large, "Unit 2").key])
    assert len(queries(client, page.format(large.pk))) == few


def test_what_a_text_holds():
    held = inside("Title\n=====\n\n[a *b*][r] <https://e.org>\n\n[r]: https://x.org\n\n```\n# no\n![](no)\n```")
    assert held.headings == [1] and held.pictures == []
    assert held.links == [("a b", "https://x.org"), ("https://e.org", "https://e.org")]
