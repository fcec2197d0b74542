"""What others made of a curriculum is drawn as a tree, as far as it is shared."""

import pytest

from communities.models import Community
from curriculum.actions import add_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.lineage import MOST_DRAWN, lineage_of
from curriculum.commons.models import Basis, SharedVersion
from curriculum.commons.taking import take_part
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
        assert titles(*found.roots) == ["First", 0, ["Second", 0, ["Third", 0]]]
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
    assert titles(*lineage_of(second).roots) == ["First", 0, ["Second", 2, ["Third", 0]]]
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
    assert titles(*lineage_of(first).roots) == ["First", 0, [None, 0, ["Third", 0]]]
    for one in (first, third):
        page = a_browser().get(f"/commons/{one.pk}/").content.decode()
        assert "Second" not in page
        assert "South School" not in page
        assert "Second" not in a_browser().get(f"/api/v1/commons/{one.pk}/tree/").content.decode()
    vanish(third)
    assert lineage_of(first).roots == []


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
    with in_community(south.pk):
        wide = SharedVersion.objects.bulk_create(copy_of(first, f"Wide {number}") for number in range(1000))
        link, links = first, [Basis(community=south, shared=one, base=first) for one in wide]
        for number in range(40):
            before, link = link, copy_of(link, f"Deep {number}")
            link.save()
            links.append(Basis(community=south, shared=link, base=before))
        Basis.objects.bulk_create(links)
    found = lineage_of(first)
    assert found.adaptations > 1000
    assert sum(1 for _ in drawn(found.roots[0])) == MOST_DRAWN
    assert found.roots[0].left_out > 900
    assert lineage_of(link).roots
    assert queries(a_browser(), f"/commons/{first.pk}/") == few


def drawn(kin):
    yield kin
    for child in kin.children:
        yield from drawn(child)


def test_what_is_made_of_several_stands_under_each_of_them(family):
    first, _second, third = family
    east = a_community("east", name="East School")
    other = a_shared(east, "Other")
    with in_community(third.community_id):
        draft = Curriculum.objects.get(pk=third.curriculum)
        take_part(other, by=a_teacher(third.community), keys=[other.node_data[0].key], into=draft)
        mixed = share_version(publish_version(Curriculum.objects.get(pk=draft.pk), by=a_teacher(third.community)))
    tree = [["First", 0, ["Second", 0, ["Third", 0]]], ["Other", 0, ["Third", 0]]]
    assert [titles(one) for one in lineage_of(mixed).roots] == tree
    assert lineage_of(mixed).adaptations == 2
    (root,) = lineage_of(first).roots
    assert [one.title for one in root.children[0].children[0].others] == ["Other"]
    assert "Also made of: Other" in text_of(a_browser().get(f"/commons/{first.pk}/"))
    rows = a_browser().get(f"/api/v1/commons/{mixed.pk}/tree/").json()["tree"]
    assert [row["title"] for row in rows] == ["First", "Second", "Third", "Other", "Third"]


def test_a_family_that_runs_in_a_ring_is_drawn_once(family):
    first, second, third = family
    with in_community(first.community_id):
        draft, by = Curriculum.objects.get(pk=first.curriculum), a_teacher(first.community)
        added = next(node.key for node in third.node_data if node.title == "More" and not node.parent_key)
        take_part(third, by=by, keys=[added], into=draft)
        share_version(publish_version(Curriculum.objects.get(pk=draft.pk), by=by))
    assert [titles(one) for one in lineage_of(second).roots] == [
        ["Second", 0, ["Third", 0, ["First", 0, ["Second", 1]]]]
    ]
