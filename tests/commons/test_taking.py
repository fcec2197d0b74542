"""A part of what is shared goes into a curriculum of one's own, and keeps its thread."""

import pytest

from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.answering import answer_offer
from curriculum.commons.models import SharedVersion
from curriculum.commons.offering import offer_back, offered_changes
from curriculum.commons.pulling import preview, pull_upstream, undo_pull
from curriculum.commons.taking import take_part, targets
from curriculum.models import Curriculum, Kind
from curriculum.nodes import data_of
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.factories import a_shared
from tests.commons.test_offering import here
from tests.commons.test_pulling import a_newer, titles, written
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    return a_community("north", name="North School"), a_community("south", name="South School")


def keys_of(shared, *called):
    return {node.key for node in shared.node_data if node.title in called}


def a_part(north, south, *called, into=None, **given):
    shared = a_shared(north, **given)
    with in_community(south.pk):
        return shared, take_part(shared, by=a_teacher(south), keys=keys_of(shared, *called), into=into)


def test_it_begins_a_draft_under_the_same_licence_and_authors(towns):
    north, south = towns
    shared, draft = a_part(north, south, "Unit 2", "Activity 1.1", licence="CC-BY-4.0")
    with in_community(south.pk):
        assert titles(draft) == ["Activity 1.1", "Activity 2.1", "Activity 2.2", "Unit 1", "Unit 2"]
        assert (draft.licence, draft.authors, draft.number) == ("CC-BY-4.0", shared.authors, None)
        assert {data_of(node) for node in draft.nodes.all()} < set(shared.node_data)
    with in_community(north.pk):
        assert Curriculum.objects.count() == 1


def test_it_goes_into_a_draft_behind_what_is_there(towns):
    north, south = towns
    own = a_curriculum(south, "Ours", units=1, licence="CC-BY-4.0")
    shared, draft = a_part(north, south, "Unit 2", into=own)
    with in_community(south.pk):
        top = draft.nodes.filter(parent_key=None).order_by("position")
        assert [(one.title, one.position) for one in top] == [("Unit 1", 0), ("Unit 2", 1)]
        assert (draft.pk, draft.title, draft.licence, draft.nodes.count()) == (own.pk, "Ours", "CC-BY-SA-4.0", 6)
        assert draft.authors[-1] in shared.authors
        again = take_part(shared, by=a_teacher(south), keys=keys_of(shared, "Activity 1.1"), into=draft)
        assert again.nodes.count() == 8
        with pytest.raises(Refused, match="in it already"):
            take_part(shared, by=a_teacher(south), keys=keys_of(shared, "Activity 1.1"), into=again)


def test_the_original_goes_on_and_what_was_left_out_stays_out(towns):
    north, south = towns
    shared, draft = a_part(north, south, "Unit 2")
    written(north, shared.curriculum, Activity_1_1="Puddles", Activity_2_1="Rivers")
    with in_community(north.pk):
        source = Curriculum.objects.get(pk=shared.curriculum)
        for unit in ("Unit 1", "Unit 2"):
            parent = source.nodes.get(title=unit).key
            add_node(source, kind=Kind.ACTIVITY, title=f"New in {unit}", parent_key=parent)
        edit_curriculum(source, title="Waters")
    a_newer(north, shared.curriculum)
    with in_community(south.pk):
        draft = Curriculum.objects.get(pk=draft.pk)
        found = preview(draft)
        assert [(one.title, one.field) for one in found.changes] == [
            ("Activity 2.1", "title"),
            ("New in Unit 2", "node"),
        ]
        pull_upstream(draft, by=a_teacher(south), version=found.theirs.pk, seen=draft.edited_at)
        draft.refresh_from_db()
        assert titles(draft) == ["Activity 2.2", "New in Unit 2", "Rivers", "Unit 2"]
        assert (draft.title, len(draft.origins.get().keys), preview(draft)) == ("Water and measure", 4, None)
        draft = undo_pull(draft)
        assert (titles(draft), len(draft.origins.get().keys)) == (["Activity 2.1", "Activity 2.2", "Unit 2"], 3)


def test_what_is_given_back_touches_nothing_that_was_left_out(towns):
    north, south = towns
    _shared, draft = a_part(north, south, "Unit 2", into=a_curriculum(south, "Ours", units=1))
    written(south, draft.pk, Activity_2_1="Rivers", Activity_1_1="Ours alone")
    tom = a_teacher(south)
    with in_community(south.pk):
        draft = Curriculum.objects.get(pk=draft.pk)
        publish_version(draft, by=tom)
        offer_back(draft, by=tom, message="Rivers.")
    with in_community(north.pk):
        found = here(north)
        (change,) = offered_changes(found)
        assert (change.title, change.theirs) == ("Activity 2.1", "Rivers")
        answer_offer(found, by=a_teacher(north), taken=[change.id])
        assert titles(found.curriculum) == [
            "Activity 1.1", "Activity 1.2", "Activity 2.2", "Rivers", "Unit 1", "Unit 2"
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("licence", "own", "origin", "why"),
    [
        ("CC-BY-ND-4.0", "CC-BY-4.0", None, "not changed and not in parts"),
        ("CC-BY-NC-4.0", "CC-BY-SA-4.0", "CC-BY-SA-4.0", "does not allow commercial use"),
    ],
)
def test_what_does_not_go_together_is_refused_with_why(towns, licence, own, origin, why):
    north, south = towns
    west = a_community("west")
    if origin:
        _other, into = a_part(west, south, "Unit 1", title="Other", licence=origin)
    else:
        into = a_curriculum(south, "Ours", licence=own)
    shared = a_shared(north, licence=licence)
    with in_community(south.pk):
        with pytest.raises(Refused, match=why):
            take_part(shared, by=a_teacher(south), keys=keys_of(shared, "Unit 1"), into=into)
        assert [why in one.refusal for one in targets(shared) if one.draft] == [True]
        with pytest.raises(Refused, match="at least one"):
            take_part(shared, by=a_teacher(south), keys=[])
    with in_community(north.pk), pytest.raises(Refused, match="own community"):
        take_part(shared, by=a_teacher(north), keys=keys_of(shared, "Unit 1"))


class TestItsPage:
    def test_it_is_ticked_and_a_refusal_keeps_the_ticks(self, towns):
        north, south = towns
        shared, own = a_shared(north), a_curriculum(south, "Ours", licence="CC-BY-4.0")
        a_curriculum(north, "Not of south")
        browser, address = a_browser(a_teacher(south)), f"/c/south/curricula/adopt/{shared.pk}/part/"
        assert address in browser.get(f"/c/south/curricula/adopt/{shared.pk}/").content.decode()
        page = text_of(browser.get(address))
        assert all(
            word in page for word in ("2.1 Activity 2.1", "A new curriculum", "Ours", "stays under CC BY-SA 4.0")
        )
        assert "Not of south" not in page
        refused = browser.post(address, {"into": own.pk, "title": "Kept"})
        assert (refused.status_code, "Choose at least one" in text_of(refused)) == (422, True)
        assert f'value="{own.pk}" checked' in refused.content.decode()
        taken = browser.post(address, {"part": ["2"], "into": ""})
        assert taken.status_code == 302
        assert "Activity 2.2" in text_of(browser.get(taken["Location"]))

    @pytest.mark.parametrize(("role", "status"), [("learner", 403), ("teacher", 200)])
    def test_who_may(self, towns, role, status):
        north, south = towns
        address = f"/c/south/curricula/adopt/{a_shared(north).pk}/part/"
        assert a_browser(a_member(south, "ann", role)).get(address).status_code == status
        assert a_browser(a_teacher(north)).get(address).status_code == 404

    def test_programs_do_the_same(self, towns):
        north, south = towns
        shared, own = a_shared(north), a_curriculum(south, "Ours", licence="CC-BY-4.0")
        foreign = a_curriculum(north, "Not of south")
        api, address = an_api(a_teacher(south)), f"/api/v1/c/south/commons/{shared.pk}/part/"
        rows = api.get(address).json()
        assert [(row["curriculum"], row["licence"]) for row in rows] == [
            (None, "CC-BY-SA-4.0"), (str(own.pk), "CC-BY-SA-4.0")
        ]  # fmt: skip
        assert all("stays under" in row["reasons"][0] for row in rows)
        sent = {"keys": [str(key) for key in keys_of(shared, "Unit 1")]}
        assert api.post(address, {**sent, "into": str(foreign.pk)}, "json").status_code == 404
        made = api.post(address, {**sent, "into": str(own.pk)}, "json")
        assert (made.status_code, made.json()) == (201, {"curriculum": str(own.pk), "licence": "CC-BY-SA-4.0"})

    def test_it_asks_as_often_for_thirty_drafts_and_parts_as_for_one(self, towns):
        north, south = towns
        counts = []
        for size in (1, 30):
            shared = a_shared(north, f"Of {size}", units=1, activities=size)
            for number in range(size):
                a_curriculum(south, f"Ours {number}", units=0)
            counts.append(queries(a_browser(a_teacher(south)), f"/c/south/curricula/adopt/{shared.pk}/part/"))
        assert counts[0] == counts[1]
        assert SharedVersion.objects.count() == 2


def test_taking_all_of_it_over_counts_the_licences_of_its_parts(client, towns):
    north, south = towns
    draft = a_curriculum(north, licence="CC-BY-SA-4.0")
    with in_community(north.pk):
        edit_node(draft.nodes.select_related("curriculum").get(title="Activity 1.1"), licence="CC-BY-4.0")
        shared = share_version(publish_version(draft, by=a_teacher(north)))
    tom = a_teacher(south)
    client.force_login(tom.person)
    told = client.get(f"/c/south/curricula/adopt/{shared.pk}/").content.decode()
    assert "CC BY 4.0 asks for authors to be named" in told and "CC BY-SA 4.0" in told
    shared.nodes = [{**node, "licence": "CC-BY-NC-4.0"} for node in shared.nodes]
    with in_community(north.pk):
        shared.save(update_fields=["nodes"])
    with in_community(south.pk):
        with pytest.raises(Refused, match="CC BY-NC 4.0"):
            adopt_version(shared, by=tom)
        assert not Curriculum.objects.exists()


def test_an_original_that_is_withdrawn_has_no_address_any_more(client, towns):
    north, south = towns
    first = a_shared(north)
    with in_community(south.pk):
        by = a_teacher(south)
        ours = adopt_version(first, by=by).curriculum
        edit_node(ours.nodes.select_related("curriculum").get(title="Activity 1.1"), body="Ours.")
        made = share_version(publish_version(ours, by=by))
    page, api = f"/commons/{made.pk}/", f"/api/v1/commons/{made.pk}/"
    assert "isBasedOn" in client.get(page).content.decode() and client.get(api).json()["origins"] == [str(first.pk)]
    with in_community(north.pk):
        withdraw_from_commons(first)
    told = client.get(page).content.decode()
    assert "isBasedOn" not in told and str(first.pk) not in told
    assert client.get(api).json()["origins"] == []
