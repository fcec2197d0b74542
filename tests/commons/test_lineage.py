"""What others made of a curriculum is drawn as a tree, as far as it is shared."""

import pytest

from communities.models import Community
from curriculum.actions import add_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.lineage import MOST_DRAWN, lineage_of
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum, Kind
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.communities.factories import a_browser, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def add_more(draft, title):
    unit = add_node(draft, kind=Kind.UNIT, title=title)
    add_node(draft, kind=Kind.ACTIVITY, title=title, parent_key=unit.key, body="Look.")


def adapted(shared, community, title="Ours"):
    """What the community made of it, shared."""
    with in_community(community.pk):
        by = a_teacher(community)
        draft = adopt_version(shared, by=by).curriculum
        draft.title = title
        draft.save()
        add_more(draft, "More")
        return share_version(publish_version(draft, by=by))


@pytest.fixture
def family():
    """North's, South's of North's, West's of South's."""
    places = [a_community(slug, name=f"{slug.title()} School") for slug in ("north", "south", "west")]
    made = [a_shared(places[0], "First")]
    for place, title in zip(places[1:], ("Second", "Third"), strict=True):
        made.append(adapted(made[-1], place, title))
    return made


def titles(kin):
    """Nested, with how far each is behind."""
    return [kin.shared and kin.shared.title, kin.behind, *(titles(child) for child in kin.children)]


def test_it_is_drawn_from_wherever_one_looks(family):
    for one in family:
        found = lineage_of(one)
        assert titles(found.root) == ["First", 0, ["Second", 0, ["Third", 0]]]
        assert found.adaptations == 2
        page = text_of(a_browser().get(f"/commons/{one.pk}/"))
        assert "The family" in page
        rows = a_browser().get(f"/api/v1/commons/{one.pk}/tree/").json()["tree"]
        assert [row["title"] for row in rows] == ["First", "Second", "Third"]
        assert [row["made_of"] for row in rows] == [None, *(str(made.pk) for made in family[:2])]


def test_it_says_how_far_an_adaptation_is_behind(family):
    first, second, _third = family
    with in_community(first.community_id):
        draft = Curriculum.objects.get(pk=first.curriculum)
        for title in ("Rain", "Snow"):
            add_more(draft, title)
            share_version(publish_version(draft, by=a_teacher(first.community)))
    assert titles(lineage_of(second).root) == ["First", 0, ["Second", 2, ["Third", 0]]]
    assert "2 versions behind" in text_of(a_browser().get(f"/commons/{first.pk}/"))


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_what_is_shared_no_longer_is_a_nameless_fork_or_gone(family, how):
    first, second, third = family

    def vanish(shared):
        if how == "hidden":
            Community.objects.filter(pk=shared.community_id).update(visibility="hidden")
        else:
            with in_community(shared.community_id):
                withdraw_from_commons(shared)

    vanish(second)
    assert titles(lineage_of(first).root) == ["First", 0, [None, 0, ["Third", 0]]]
    for one in (first, third):
        page = a_browser().get(f"/commons/{one.pk}/").content.decode()
        assert "Second" not in page
        assert "South School" not in page
        assert "Second" not in a_browser().get(f"/api/v1/commons/{one.pk}/tree/").content.decode()
    vanish(third)
    assert lineage_of(first).root is None


def test_a_thousand_adaptations_and_a_chain_of_forty_are_bounded(family):
    first = family[0]
    south = Community.objects.get(slug="south")

    def copy_of(origin, title):
        fields = {f.attname: getattr(first, f.attname) for f in SharedVersion._meta.concrete_fields}
        return SharedVersion(
            **{**fields, "id": uuid7(), "curriculum": uuid7(), "version": uuid7(), "community_id": south.pk,
               "origin_id": origin.pk, "title": title}
        )  # fmt: skip

    few = queries(a_browser(), f"/commons/{first.pk}/")
    SharedVersion.objects.bulk_create(copy_of(first, f"Wide {number}") for number in range(1000))
    link = first
    for number in range(40):
        link = copy_of(link, f"Deep {number}")
        link.save()
    found = lineage_of(first)
    assert found.adaptations > 1000
    assert sum(1 for _ in drawn(found.root)) == MOST_DRAWN
    assert found.root.left_out > 900
    assert lineage_of(link).root
    assert queries(a_browser(), f"/commons/{first.pk}/") == few


def drawn(kin):
    yield kin
    for child in kin.children:
        yield from drawn(child)
