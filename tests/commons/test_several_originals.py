"""A curriculum made of several originals keeps a thread to each."""

import json
import re

import pytest

from curriculum.actions import edit_curriculum, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.models import SharedVersion
from curriculum.commons.offering import offer_back, offered_changes
from curriculum.commons.pulling import newer, preview, pull_upstream, undo_pull
from curriculum.commons.queries import adaptations_of
from curriculum.commons.taking import take_part
from curriculum.models import Curriculum
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.commons.test_offering import here
from tests.commons.test_pulling import a_newer, titles, written
from tests.commons.test_taking import keys_of
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """Of unit 1 of north's and unit 2 of west's, in south; a draft."""
    north, west, south = (a_community(slug, name=f"{slug.title()} School") for slug in ("north", "west", "south"))
    first, second = a_shared(north, "Tides", licence="CC-BY-4.0"), a_shared(west, "Weirs", licence="CC-BY-SA-4.0")
    tom = a_teacher(south, "tom")
    with in_community(south.pk):
        draft = take_part(first, by=tom, keys=keys_of(first, "Unit 1"), title="Ours")
        draft = take_part(second, by=tom, keys=keys_of(second, "Unit 2"), into=draft)
    return first, second, draft, tom


def fresh(draft):
    return Curriculum.objects.get(pk=draft.pk)


def test_each_is_named_with_what_was_taken_and_its_licence(made):
    first, second, draft, tom = made
    with in_community(tom.community_id):
        one, other = fresh(draft).origins.all()
        assert (one.version, one.licence, len(one.keys)) == (first.pk, "CC-BY-4.0", 3)
        assert (other.version, other.licence, len(other.keys)) == (second.pk, "CC-BY-SA-4.0", 3)
        assert fresh(draft).licence == "CC-BY-SA-4.0"
        with pytest.raises(Refused, match="ShareAlike|same licence|BY-SA"):
            edit_curriculum(fresh(draft), licence="CC-BY-4.0")
    page = text_of(a_browser(tom).get(f"/c/south/curricula/{draft.pk}/draft/"))
    assert "Unit 1" in page
    rows = an_api(tom).get(f"/api/v1/c/south/curricula/{draft.pk}/").json()["origins"]
    assert [(row["title"], row["place"]) for row in rows] == [("Tides", "North School"), ("Weirs", "West School")]


def test_what_is_new_in_one_comes_without_the_other(made):
    first, second, draft, tom = made
    for shared in (first, second):
        written(shared.community, shared.curriculum, Activity_1_1="Puddles", Activity_2_1="Rivers")
        a_newer(shared.community, shared.curriculum)
    with in_community(tom.community_id):
        draft = fresh(draft)
        assert [origin.title for origin, _theirs in newer(draft)] == ["Tides", "Weirs"]
        found = preview(draft, of=second.curriculum)
        assert [one.theirs for one in found.changes] == ["Rivers"]
        pull_upstream(draft, by=tom, version=found.theirs.pk, seen=draft.edited_at)
        assert titles(draft) == ["Activity 1.1", "Activity 1.2", "Activity 2.2", "Rivers", "Unit 1", "Unit 2"]
        assert [origin.title for origin, _theirs in newer(fresh(draft))] == ["Tides"]
        undo_pull(fresh(draft))
        assert [origin.number for origin in fresh(draft).origins.all()] == [1, 1]
        assert "Activity 2.1" in titles(draft)
    page = a_browser(tom).get(f"/c/south/curricula/{draft.pk}/upstream/?of={second.curriculum}")
    assert ("Rivers" in text_of(page), "Puddles" in text_of(page)) == (True, False)
    told = an_api(tom).get(f"/api/v1/c/south/curricula/{draft.pk}/upstream/?of={first.curriculum}").json()
    assert (told["original"], [one["theirs"] for one in told["changes"]]) == (str(first.curriculum), ["Puddles"])


def test_more_of_an_original_comes_only_from_the_version_that_is_there(made):
    first, _second, draft, tom = made
    written(first.community, first.curriculum, Activity_1_1="Puddles")
    a_newer(first.community, first.curriculum)
    newest = SharedVersion.objects.get(curriculum=first.curriculum, number=2)
    with in_community(tom.community_id), pytest.raises(Refused, match="Version 1 of it is in there"):
        take_part(newest, by=tom, keys=keys_of(newest, "Unit 2"), into=fresh(draft))


def test_changes_go_back_to_the_one_they_are_about(made):
    first, second, draft, tom = made
    written(tom.community, draft.pk, Activity_1_1="Puddles", Activity_2_1="Rivers")
    with in_community(tom.community_id):
        publish_version(fresh(draft), by=tom)
        offer_back(fresh(draft), by=tom, message="Rivers.", to=second.curriculum)
    with in_community(second.community_id):
        assert [one.theirs for one in offered_changes(here(second.community))] == ["Rivers"]
    with in_community(first.community_id):
        assert not Curriculum.objects.get().offers.exists()
    page = a_browser(tom).get(f"/c/south/curricula/{draft.pk}/offer-back/").content.decode()
    assert ("Tides (North School)" in page, "Weirs (West School)" in page) == (True, True)


def test_what_is_shared_of_it_names_both_and_both_see_it(made):
    first, second, draft, tom = made
    with in_community(tom.community_id):
        shared = share_version(publish_version(fresh(draft), by=tom))
    assert [list(adaptations_of(one.curriculum)) for one in (first, second)] == [[shared], [shared]]
    page = a_browser().get(f"/commons/{shared.pk}/").content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S).group(1))
    assert [one.rstrip("/").rpartition("/")[2] for one in told["isBasedOn"]] == [str(first.pk), str(second.pk)]
    assert an_api().get(f"/api/v1/commons/{shared.pk}/").json()["origins"] == [str(first.pk), str(second.pk)]
    with in_community(first.community_id):
        withdraw_from_commons(first)
    assert an_api().get(f"/api/v1/commons/{shared.pk}/").json()["origins"] == [str(second.pk)]


def test_one_taken_over_whole_takes_in_a_part_of_another(made):
    first, second, _draft, tom = made
    with in_community(tom.community_id):
        whole = adopt_version(first, by=tom).curriculum
        grown = take_part(second, by=tom, keys=keys_of(second, "Unit 2"), into=whole)
        assert [(one.title, one.keys is None) for one in grown.origins.all()] == [("Tides", True), ("Weirs", False)]
        assert adopt_version(first, by=tom).curriculum == grown


def test_an_original_that_comes_under_a_clashing_licence_is_not_pulled(made):
    first, _second, draft, tom = made
    with in_community(first.community_id):
        edit_curriculum(Curriculum.objects.get(pk=first.curriculum), licence="CC-BY-NC-SA-4.0", title="Tides anew")
    newest = a_newer(first.community, first.curriculum)
    with in_community(tom.community_id):
        before = fresh(draft)
        found = preview(before)
        assert (found.theirs, found.outcome.licence) == (newest, "")
        with pytest.raises(Refused, match="NC"):
            pull_upstream(before, by=tom, version=newest.pk, seen=before.edited_at)
        assert (fresh(draft).edited_at, fresh(draft).licence) == (before.edited_at, "CC-BY-SA-4.0")
        assert [one.number for one in fresh(draft).origins.all()] == [1, 1]
    assert a_browser(tom).get(f"/c/south/curricula/{draft.pk}/upstream/").status_code == 200
