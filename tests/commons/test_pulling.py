"""An adaptation takes what is new in its original, change by change."""

from datetime import timedelta

import pytest

from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.models import Pull, SharedVersion
from curriculum.commons.pulling import last_pull, newer, preview, pull_upstream, undo_pull
from curriculum.models import Curriculum, Kind
from curriculum.nodes import data_of
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


def an_adaptation(north, south, **given):
    """South's, of north's “Water and measure”."""
    shared = a_shared(north, **given)
    with in_community(south.pk):
        return adopt_version(shared, by=a_teacher(south)).curriculum


def written(community, curriculum, **titles):
    """Give nodes other titles: their own with "_" for spaces and dots."""
    with in_community(community.pk):
        for node in Curriculum.objects.get(pk=curriculum).nodes.all():
            new = titles.get(node.title.replace(" ", "_").replace(".", "_"))
            if new:
                edit_node(node, title=new)


def a_newer(north, original, note="Better"):
    with in_community(north.pk):
        draft = Curriculum.objects.get(pk=original)
        return share_version(publish_version(draft, by=a_teacher(north), note=note))


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


@pytest.fixture
def both_wrote(towns):
    """South's draft, of which north shares a second version: one title changed on both sides, one on each."""
    north, south = towns
    draft = an_adaptation(north, south)
    original = SharedVersion.objects.get().curriculum
    written(north, original, Activity_1_1="Puddles", Activity_1_2="Buckets")
    with in_community(north.pk):
        source = Curriculum.objects.get(pk=original)
        add_node(source, kind=Kind.ACTIVITY, title="Rain", parent_key=source.nodes.get(title="Unit 2").key, minutes=20)
        edit_curriculum(source, summary="With rain.", authors=[*source.authors, {"name": "Rae", "community": "North"}])
    a_newer(north, original)
    written(south, draft.pk, Activity_1_1="Pools", Activity_2_1="Rivers")
    return draft


def titles(draft):
    return sorted(node.title for node in draft.nodes.all())


def look(draft):
    draft = Curriculum.objects.get(pk=draft.pk)
    return draft, preview(draft)


def test_local_edits_stay_and_what_does_not_overlap_comes_in(towns, both_wrote):
    _north, south = towns
    with in_community(south.pk):
        draft, found = look(both_wrote)
        assert [(c.title, c.field, c.is_conflict) for c in found.changes] == [
            ("Water and measure", "summary", False),
            ("Pools", "title", True),
            ("Activity 1.2", "title", False),
            ("Rain", "node", False),
        ]
        pull_upstream(draft, by=a_teacher(south), version=found.theirs.pk, seen=draft.edited_at)
        draft.refresh_from_db()
        assert titles(draft) == ["Activity 2.2", "Buckets", "Pools", "Rain", "Rivers", "Unit 1", "Unit 2"]
        origin = draft.origins.get()
        assert (draft.summary, origin.version, origin.number) == ("With rain.", found.theirs.pk, 2)
        assert draft.authors[-1] == {"name": "Rae", "community": "North"}
        assert draft.versions.count() == 1
        assert newer(draft) == []


def test_what_is_declined_is_offered_again_only_when_it_changes_again(towns, both_wrote):
    north, south = towns
    with in_community(south.pk):
        draft, found = look(both_wrote)
        made = pull_upstream(draft, by=a_teacher(south), version=found.theirs.pk, seen=draft.edited_at, taken=[])
        assert (len(made.taken), len(made.declined)) == (0, 4)
    original = SharedVersion.objects.get(number=2).curriculum
    written(north, original, Activity_2_2="Springs", Buckets="Barrels")
    a_newer(north, original)
    with in_community(south.pk):
        _draft, found = look(both_wrote)
        assert [(c.title, c.base, c.ours, c.theirs, c.is_conflict) for c in found.changes] == [
            ("Activity 1.2", "Buckets", "Activity 1.2", "Barrels", True),
            ("Activity 2.2", "Activity 2.2", "Activity 2.2", "Springs", False),
        ]


def test_it_is_undone_to_exactly_what_was_until_somebody_writes(towns, both_wrote):
    _north, south = towns
    with in_community(south.pk):
        for writes in (False, True):
            draft, found = look(both_wrote)
            was, before = {data_of(node) for node in draft.nodes.all()}, draft.origins.get().version
            pull_upstream(draft, by=a_teacher(south), version=found.theirs.pk, seen=draft.edited_at)
            if writes:
                edit_node(draft.nodes.get(title="Rain"), title="Hail")
                with pytest.raises(Refused, match="written on the draft since"):
                    undo_pull(draft)
            else:
                draft = undo_pull(draft)
                assert {data_of(node) for node in draft.nodes.all()} == was
                assert (draft.origins.get().version, draft.summary, last_pull(draft)) == (before, "", None)
                with pytest.raises(Refused, match="Nothing"):
                    undo_pull(draft)


def test_of_two_who_pull_at_once_one_is_refused(towns, both_wrote):
    _north, south = towns
    with in_community(south.pk):
        draft, found = look(both_wrote)
        seen, tom = draft.edited_at, a_teacher(south)
        with pytest.raises(Refused, match="changed since you looked"):
            pull_upstream(draft, by=tom, version=found.theirs.pk, seen=seen - timedelta(seconds=1))
        pull_upstream(draft, by=tom, version=found.theirs.pk, seen=seen)
        with pytest.raises(Refused, match="meanwhile"):
            pull_upstream(draft, by=tom, version=found.theirs.pk, seen=seen)
        assert Pull.objects.count() == 1


@pytest.mark.parametrize(("licence", "after"), [("CC-BY-4.0", "CC-BY-4.0"), ("CC-BY-SA-4.0", "CC-BY-SA-4.0")])
def test_the_licence_stays_unless_the_original_no_longer_allows_it(towns, licence, after):
    north, south = towns
    draft = an_adaptation(north, south, licence="CC-BY-4.0")
    original = SharedVersion.objects.get().curriculum
    with in_community(north.pk):
        edit_curriculum(Curriculum.objects.get(pk=original), licence=licence, title="Waters")
    a_newer(north, original)
    with in_community(south.pk):
        _draft, found = look(draft)
        assert (found.outcome.licence, bool(found.outcome.reasons)) == (after, after != "CC-BY-4.0")


def test_what_is_withdrawn_or_not_shared_is_not_offered(towns, both_wrote):
    north, south = towns
    with in_community(north.pk):
        withdraw_from_commons(SharedVersion.objects.get(number=2))
    with in_community(south.pk):
        assert newer(both_wrote) == []


class TestItsPage:
    def test_it_is_chosen_change_by_change_and_undone(self, towns, both_wrote):
        _north, south = towns
        browser = a_browser(a_teacher(south))
        home = f"/c/south/curricula/{both_wrote.pk}/"
        assert "Version 2 of the original is out" in text_of(browser.get(home))
        page = text_of(browser.get(f"{home}upstream/"))
        assert "4 in all; 1 of them you changed too." in page
        assert all(word in page for word in ("Activity 1.1", "Pools", "Puddles"))
        with in_community(south.pk):
            draft, found = look(both_wrote)
        clash, rain = found.conflicts[0].id, found.changes[-1].id
        sent = {"version": found.theirs.pk, "seen": draft.edited_at.isoformat(), f"conflict-{clash}": "theirs"}
        assert (
            browser.post(
                f"{home}upstream/", {**sent, "shown": [one.id for one in found.clean], "taken": [rain]}
            ).status_code
            == 302
        )
        with in_community(south.pk):
            assert titles(both_wrote) == [
                "Activity 1.2", "Activity 2.2", "Puddles", "Rain", "Rivers", "Unit 1", "Unit 2"
            ]  # fmt: skip
        assert "2 taken, 2 declined" in text_of(browser.get(home))
        again = browser.post(f"{home}upstream/", sent)
        assert (again.status_code, "meanwhile" in text_of(again)) == (422, True)
        assert browser.post(f"{home}upstream/undo/").status_code == 302
        assert "Version 2 of the original is out" in text_of(browser.get(home))

    @pytest.mark.parametrize(("role", "status"), [("learner", 403), ("teacher", 200)])
    def test_who_may_look(self, towns, both_wrote, role, status):
        north, south = towns
        address = f"/c/south/curricula/{both_wrote.pk}/upstream/"
        assert a_browser(a_member(south, "ann", role)).get(address).status_code == status
        assert a_browser(a_teacher(north)).get(address).status_code == 404

    def test_programs_do_the_same(self, towns, both_wrote):
        _north, south = towns
        api, address = an_api(a_teacher(south)), f"/api/v1/c/south/curricula/{both_wrote.pk}/upstream/"
        told = api.get(address).json()
        assert (told["number"], len(told["changes"])) == (2, 4)
        sent = {"version": told["version"], "seen": told["seen"]}
        made = api.post(address, sent, "json")
        assert (made.status_code, len(made.json()["taken"]), len(made.json()["declined"])) == (201, 3, 1)
        assert api.post(address, sent, "json").status_code == 409
        assert api.post(f"{address}undo/").status_code == 204
        assert api.get(address).json()["changes"] == told["changes"]

    def test_the_number_of_queries_is_the_same_for_1_and_for_30(self, towns):
        north, south = towns
        counts = []
        for size in (1, 30):
            draft = an_adaptation(north, south, title=f"Of {size}", units=1, activities=size)
            original = SharedVersion.objects.get(title=f"Of {size}").curriculum
            written(north, original, **{f"Activity_1_{n}": f"New {n}" for n in range(1, size + 1)})
            a_newer(north, original)
            counts.append(queries(a_browser(a_teacher(south)), f"/c/south/curricula/{draft.pk}/upstream/"))
        assert counts[0] == counts[1]


def test_of_many_changes_each_page_keeps_what_was_chosen_on_the_others(towns):
    north, south = towns
    draft = an_adaptation(north, south, units=2, activities=60)
    original = SharedVersion.objects.get().curriculum
    written(north, original, **{f"Activity_{u}_{n}": f"New {u}.{n}" for u in (1, 2) for n in range(1, 61)})
    a_newer(north, original)
    written(south, draft.pk, Activity_1_1="Ours")
    browser, address = a_browser(a_teacher(south)), f"/c/south/curricula/{draft.pk}/upstream/"
    with in_community(south.pk):
        draft, found = look(draft)
        clash, first, last = found.conflicts[0].id, found.clean[0].id, found.clean[-1].id
    page = browser.get(address).content.decode()
    assert (page.count('name="shown"'), "Page 1 of 3" in page, last in page) == (49, True, False)
    sent = {"version": found.theirs.pk, "seen": draft.edited_at.isoformat()}
    turned = browser.post(
        address,
        {**sent, "page": "3", "shown": [one.id for one in found.clean[:49]], f"conflict-{clash}": "theirs",
         "taken": [one.id for one in found.clean[1:49]]},
    )  # fmt: skip
    page = turned.content.decode()
    assert (turned.status_code, page.count('name="shown"')) == (200, 20)
    assert f'name="left" value="{first}"' in page
    assert f'name="conflict-{clash}" value="theirs"' in page
    with in_community(south.pk):
        assert Pull.objects.count() == 0
    browser.post(
        address,
        {**sent, "left": [first], f"conflict-{clash}": "theirs", "shown": [one.id for one in found.clean[99:]],
         "taken": [one.id for one in found.clean[99:-1]]},
    )  # fmt: skip
    with in_community(south.pk):
        made = Pull.objects.get()
        assert [one["id"] for one in made.declined] == [first, last]
        assert len(made.taken) == 118
