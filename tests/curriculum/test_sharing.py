"""The community's own defaults for what is written and published there."""

import pytest

from communities.governance.actions import decide_setting
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api
from tests.curriculum.factories import a_curriculum
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def test_new_curricula_begin_as_the_community_decided():
    north, south = a_community("north"), a_community("south")
    founder = a_keyholder(north)
    with in_community(north.pk):
        value = {"licence": "CC0-1.0", "share": False, "reviewers": 0}
        decide_setting("sharing", value, by=founder.person, reason="Free for all.")
    made = {"title": "Tides", "language": "en"}
    for place, keeper, licence in ((north, founder, "CC0-1.0"), (south, a_keyholder(south), "CC-BY-SA-4.0")):
        told = an_api(keeper).post(f"/api/v1/c/{place.slug}/curricula/", made, "json").json()
        assert told["licence"] == licence
    page = a_browser(founder).get("/c/north/curricula/new/").content.decode()
    assert '<option value="CC0-1.0" selected>' in page
    curriculum = a_curriculum(north)
    page = a_browser(founder).get(f"/c/north/curricula/{curriculum.pk}/publish/").content.decode()
    assert 'name="share"' in page
    assert "checked" not in page
