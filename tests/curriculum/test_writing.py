import pytest
from django.utils import timezone

from curriculum.actions import (
    add_coauthor,
    add_node,
    archive_curriculum,
    create_curriculum,
    delete_node,
    edit_curriculum,
    edit_node,
    move_node,
    publish_version,
    remove_coauthor,
    restore_curriculum,
)  # fmt: skip
from curriculum.models import Curriculum, CurriculumUserPermission, Kind, Node
from curriculum.nodes import data_of, tree, walk
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """1 (1.1, 1.2), 2 (2.1, 2.2), 3 (3.1, 3.2); and a community beside it with the same."""
    north, south = a_community("north"), a_community("south")
    a_curriculum(south, units=3)
    curriculum = a_curriculum(north, units=3)
    with in_community(north.pk):
        yield curriculum


def node(draft, title):
    return draft.nodes.get(title=title)


def outline(draft):
    """Titles without their kind, under their numbers: {"1": "1", "1.1": "1.1", …}."""
    return {branch.number: branch.node.title.split()[-1] for branch in walk(tree(map(data_of, draft.nodes.all())))}


UNMOVED = {
    "1": "1",
    "1.1": "1.1",
    "1.2": "1.2",
    "2": "2",
    "2.1": "2.1",
    "2.2": "2.2",
    "3": "3",
    "3.1": "3.1",
    "3.2": "3.2",
}


def test_a_draft_starts_with_its_writer_as_author():
    north = a_community("north", name="North School")
    tom = a_teacher(north, "tom")
    with in_community(north.pk):
        assert create_curriculum(by=tom, title="Tides", language="en").authors == [
            {"name": "tom", "community": "North School"}
        ]


def test_ages_out_of_order_are_refused(draft):
    with pytest.raises(Refused, match="first age"):
        edit_curriculum(draft, age_from=12, age_to=8)


@pytest.mark.parametrize(
    ("title", "direction", "expected"),
    [
        ("Unit 2", "up", {**UNMOVED, "1": "2", "1.1": "2.1", "1.2": "2.2", "2": "1", "2.1": "1.1", "2.2": "1.2"}),
        ("Unit 1", "down", {**UNMOVED, "1": "2", "1.1": "2.1", "1.2": "2.2", "2": "1", "2.1": "1.1", "2.2": "1.2"}),
        ("Activity 2.2", "up", {**UNMOVED, "2.1": "2.2", "2.2": "2.1"}),
        ("Activity 2.1", "up", {**UNMOVED, "1.3": "2.1", "2.1": "2.2", "2.2": None}),
        ("Activity 2.2", "down", {**UNMOVED, "2.2": None, "3.1": "2.2", "3.2": "3.1", "3.3": "3.2"}),
        (
            "Unit 2",
            "in",
            {
                **UNMOVED,
                "1.3": "2",
                "1.3.1": "2.1",
                "1.3.2": "2.2",
                "2": "3",
                "2.1": "3.1",
                "2.2": "3.2",
                "3": None,
                "3.1": None,
                "3.2": None,
            },
        ),
    ],
)
def test_a_node_moves_one_step_with_all_that_lies_in_it(draft, title, direction, expected):
    move_node(node(draft, title), direction=direction)
    assert outline(draft) == {number: name for number, name in expected.items() if name}


def test_moving_in_and_out_again_and_the_other_way_leads_back(draft):
    move_node(node(draft, "Unit 2"), direction="in")
    move_node(node(draft, "Activity 2.1"), direction="out")
    assert outline(draft)["1.4"] == "2.1"
    move_node(node(draft, "Activity 2.1"), direction="up")
    move_node(node(draft, "Unit 2"), direction="out")
    assert outline(draft)["2"] == "2"


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("Unit 1", "up"),
        ("Unit 3", "down"),
        ("Unit 1", "in"),
        ("Unit 1", "out"),
        ("Activity 1.1", "up"),
        ("Activity 3.2", "down"),
        ("Activity 1.1", "out"),
        ("Activity 1.2", "in"),
    ],
)
def test_a_step_that_leads_nowhere_is_refused(draft, title, direction):
    with pytest.raises(Refused, match="further"):
        move_node(node(draft, title), direction=direction)
    assert outline(draft) == UNMOVED


def test_units_lie_at_most_one_in_another(draft):
    move_node(node(draft, "Unit 3"), direction="in")
    with pytest.raises(Refused):
        move_node(node(draft, "Unit 2"), direction="in")
    inner = node(draft, "Unit 3")
    with pytest.raises(Refused, match="one in another"):
        add_node(draft, kind=Kind.UNIT, title="Deeper", parent_key=inner.key)
    assert add_node(draft, kind=Kind.ACTIVITY, title="Deep enough", parent_key=inner.key).position == 2


def test_an_activity_lies_in_a_unit_of_its_own_curriculum(draft):
    with pytest.raises(Refused, match="lies in a unit"):
        add_node(draft, kind=Kind.ACTIVITY, title="Alone")
    other = a_curriculum(draft.community, "Other")
    for key in (node(draft, "Activity 1.1").key, node(other, "Unit 1").key):
        with pytest.raises(Refused, match="no such unit"):
            add_node(draft, kind=Kind.ACTIVITY, title="Astray", parent_key=key)


def test_a_unit_is_deleted_with_what_lies_in_it_and_the_rest_closes_up(draft):
    delete_node(node(draft, "Unit 2"))
    assert outline(draft) == {"1": "1", "1.1": "1.1", "1.2": "1.2", "2": "3", "2.1": "3.1", "2.2": "3.2"}
    assert sorted(draft.nodes.filter(parent_key=None).values_list("position", flat=True)) == [0, 1]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(draft):
    seen = node(draft, "Activity 1.1")
    edit_node(seen, title="By Ann")
    with pytest.raises(Refused, match="Somebody else"):
        edit_node(seen, seen=seen.edited_at, title="By Ben")
    assert Node.objects.get(pk=seen.pk).title == "By Ann"
    assert edit_node(seen, seen=Node.objects.get(pk=seen.pk).edited_at, title="By both").title == "By both"


def test_an_edit_keeps_the_place_that_somebody_else_gave_the_node(draft):
    stale = node(draft, "Activity 2.2")
    move_node(stale, direction="up")
    edit_node(stale, title="Activity 2.2 anew")
    assert outline(draft)["2.1"] == "anew"


def test_every_change_is_noted_on_the_draft(draft):
    for change in (
        lambda: edit_curriculum(draft, title="Else"),
        lambda: add_node(draft, kind=Kind.UNIT, title="New"),
        lambda: edit_node(node(draft, "Unit 1"), title="Unit 1 anew"),
        lambda: move_node(node(draft, "Unit 2"), direction="up"),
        lambda: delete_node(node(draft, "Unit 3")),
    ):
        before = timezone.now()
        change()
        assert Curriculum.objects.get(pk=draft.pk).edited_at > before


def test_nobody_writes_on_what_is_archived(draft):
    archive_curriculum(draft)
    for change in (
        lambda: edit_curriculum(draft, title="Else"),
        lambda: edit_node(node(draft, "Unit 1"), title="Else"),
        lambda: delete_node(node(draft, "Unit 1")),
        lambda: publish_version(draft, by=a_teacher(draft.community)),
    ):
        with pytest.raises(Refused, match="archived"):
            change()
    restore_curriculum(draft)
    assert edit_curriculum(draft, title="Else").title == "Else"


def test_a_grant_is_guardians_and_admits_to_one_curriculum(draft):
    guest, other = a_person("guest", name="Gia Guest"), a_curriculum(draft.community, "Other")
    grant = add_coauthor(draft, person=guest)
    assert add_coauthor(draft, person=guest).pk == grant.pk
    assert guest.has_perm("curriculum.write_curriculum", draft)
    assert not guest.has_perm("curriculum.write_curriculum", other)
    assert Curriculum.objects.get(pk=draft.pk).authors[-1] == {"name": "Gia Guest", "community": ""}
    remove_coauthor(grant)
    assert not a_person("guest").has_perm("curriculum.write_curriculum", draft)


def test_a_guest_finds_the_grant_anywhere_under_the_title_of_today():
    north, south = a_community("north"), a_community("south")
    guest = a_person("guest")
    for community in (north, south):
        curriculum = a_curriculum(community, f"Of {community.slug}")
        with in_community(community.pk):
            add_coauthor(curriculum, person=guest)
            add_coauthor(curriculum, person=a_person("someone-else"))
            edit_curriculum(curriculum, title=f"Renamed in {community.slug}")
    with as_person(guest.pk):
        found = CurriculumUserPermission.objects.order_by("title").values_list("title", "community__slug")
        assert list(found) == [("Renamed in north", "north"), ("Renamed in south", "south")]


def test_a_guest_cannot_be_invited_where_nobody_may_know_of_the_community(draft):
    draft.community.visibility = "hidden"
    draft.community.save()
    member = a_member(draft.community, "mia").person
    with pytest.raises(Refused, match="Nobody outside"):
        add_coauthor(draft, person=a_person("guest"))
    assert add_coauthor(draft, person=member).name == "mia"
