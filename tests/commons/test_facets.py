"""What is shared is narrowed by what its parts say of themselves."""

import pytest

from communities.models import Community
from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.commons.actions import withdraw_from_commons
from curriculum.commons.facets import facets
from curriculum.commons.models import SharedVersion
from curriculum.values import Ref
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def a_rich(community, title, **part):
    by = a_teacher(community)
    with in_community(community.pk):
        curriculum = create_curriculum(by=by, title=title, language="en", subject="Science")
        unit = add_node(curriculum, kind="unit", title="Seeds")
        node = add_node(
            curriculum, kind="activity", title="Sow", parent_key=unit.key, body="Sow.", minutes=part.pop("minutes", 30)
        )
        type(node).objects.filter(pk=node.pk).update(**part)
        return SharedVersion.objects.get(version=publish_version(curriculum, by=by, share=True).pk)


@pytest.fixture
def two():
    north, south = a_community("north"), a_community("south")
    first = a_rich(
        north,
        "Beds",
        method="outdoor",
        materials=("spade",),
        access_features=("captions",),
        teaches=(Ref(uuid7(), "Can sow"),),
    )
    return first, a_rich(south, "Films", method="story", minutes=900)


FILTERS = [("method", "outdoor"), ("length", "hours"), ("competency", "Can sow"), ("access", "captions")]


@pytest.mark.parametrize(("facet", "value"), FILTERS)
def test_each_narrows_the_page_and_the_api(two, facet, value):
    page = text_of(a_browser().get("/commons/", {facet: value}))
    assert "Beds" in page
    assert "Films" not in page
    assert [row["title"] for row in an_api().get("/api/v1/commons/", {facet: value}).json()["results"]] == ["Beds"]


def test_they_are_combined_and_counted(two):
    assert "Beds" in text_of(a_browser().get("/commons/", dict(FILTERS)))
    assert "Beds" not in text_of(a_browser().get("/commons/", {**dict(FILTERS), "length": "weeks"}))
    found = facets()
    assert found["method"] == [("outdoor", 1), ("story", 1)]
    assert dict(found["length"]) == {"hours": 1, "weeks": 1}
    assert (found["competency"], found["access"]) == ([("Can sow", 1)], [("captions", 1)])
    assert "Outdoor learning (1)" in text_of(a_browser().get("/commons/"))


def test_what_is_withdrawn_or_hidden_is_not_counted(two):
    first, second = two
    assert "Outdoor learning (1)" in text_of(a_browser().get("/commons/"))
    with in_community(first.community_id):
        withdraw_from_commons(first)
    assert "Outdoor learning" not in text_of(a_browser().get("/commons/"))
    Community.objects.filter(pk=second.community_id).update(visibility="hidden")
    assert not any(facets().values())
