"""What a part says of itself, and what it names: competencies, and what comes before it."""

import threading
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from curriculum.actions import add_node, edit_node, publish_version
from curriculum.models import Competency, Kind, Node
from curriculum.nodes import EMPTY, NodeData, data_of, from_json
from curriculum.prerequisites import Standing, circle
from curriculum.values import Author, Ref, Translation
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_framework, a_teacher
from tests.factories import a_community

FULL = {
    "method": "outdoor", "materials": ["String", "A <b>bucket</b>"], "relevance": "The river is ours.", "language": "es",
    "translations": [Translation("ar", "ماء", "**قِس**")], "age_from": 9, "age_to": 12,
    "access_modes": ["visual", "tactile"], "access_features": ["alternativeText"], "access_hazards": ["sound"],
    "questions": [{"type": "essay", "prompt": "Why?"}], "attempts": 2, "answers": "never", "kind": "assessment",
    "access_note": "Loud near the weir.", "licence": "CC-BY-4.0", "authors": [Author("Ana Vega", "Río Claro")],
}  # fmt: skip


def part(curriculum, title="Activity 1.1"):
    return Node.objects.get(curriculum=curriculum, title=title)


@pytest.fixture
def north(transactional_db):
    return a_community("north")


@pytest.fixture
def south(north):
    return a_community("south")


def test_everything_a_part_says_is_kept_published_and_compared(north):
    draft, framework = a_curriculum(north), a_framework(north)
    with in_community(north.pk):
        first, second = framework.competencies.order_by("code")[:2]
        before = part(draft, "Activity 1.2")
        edit_node(part(draft), **FULL, teaches=[first.key], assesses=[second.key, first.key], requires=[before.key])
        kept = data_of(part(draft))
        assert {name for name in EMPTY if getattr(kept, name) == EMPTY[name]} == set()
        assert kept.teaches == (Ref(first.key, "M Can do M."),)
        assert [ref.key for ref in kept.assesses] == [second.key, first.key]
        assert kept.requires == (Ref(before.key, "Activity 1.2"),)
        version = publish_version(draft, by=a_teacher(north))
        assert data_of(version.nodes.get(key=kept.key)) == kept == from_json(kept.as_json())


def test_a_kind_changes_but_a_unit_stays_one(north):
    draft = a_curriculum(north)
    with in_community(north.pk):
        assert edit_node(part(draft), kind=Kind.ASSESSMENT).kind == "assessment"
        for title, kind in (("Activity 1.1", Kind.UNIT), ("Unit 1", Kind.RESOURCE)):
            with pytest.raises(Refused, match="unit stays a unit"):
                edit_node(part(draft, title), kind=kind)


def test_what_is_named_is_known_here_or_was_named_before(north, south):
    draft, theirs, framework = a_curriculum(north), a_curriculum(south), a_framework(south)
    with in_community(south.pk):
        competency, foreign = Competency.objects.filter(framework=framework).first(), part(theirs)
    with in_community(north.pk):
        for name, key in (("teaches", competency.key), ("assesses", uuid4()), ("requires", foreign.key)):
            with pytest.raises(Refused, match=str(key)):
                edit_node(part(draft), **{name: [key]})
        with pytest.raises(Refused, match="at most 50"):
            edit_node(part(draft), teaches=[uuid4() for _ in range(51)])
        known = Ref(uuid4(), "Taken over with it")
        Node.objects.filter(pk=part(draft).pk).update(teaches=(known,), requires=(known,))
        assert edit_node(part(draft), teaches=[known.key], requires=[known.key]).teaches == (known,)


def test_nothing_waits_for_itself_in_one_curriculum_or_across(north):
    draft, other = a_curriculum(north), a_curriculum(north, "Boats")
    with in_community(north.pk):
        boats = edit_node(part(other), requires=[part(draft, "Unit 2").key])
        assert boats.requires[0].title == "Unit 2 (Water and measure)"
        with pytest.raises(Refused, match="Activity 2.1"):  # it lies in what the boats wait for
            edit_node(part(draft, "Activity 2.1"), requires=[boats.key])
        for title, key in (("Activity 1.1", part(draft, "Unit 1").key), ("Unit 1", part(draft).key)):
            with pytest.raises(Refused, match="wait for one another"):
                edit_node(part(draft, title), requires=[key])
        with pytest.raises(Refused, match="wait for one another"):
            edit_node(boats, requires=[boats.key])
        assert add_node(draft, kind="resource", title="Map", parent_key=part(draft, "Unit 1").key, requires=[boats.key])


def test_two_writers_at_once_do_not_close_a_circle(north):
    draft, other = a_curriculum(north), a_curriculum(north, "Boats")
    with in_community(north.pk):
        one, two = part(draft), part(other)
    start, refused = threading.Barrier(2), []

    def write(node, key):
        try:
            start.wait()
            with in_community(north.pk):
                edit_node(node, requires=[key])
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=pair) for pair in ((one, two.key), (two, one.key))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_parts_by_api(north, south, client):
    draft, framework = a_curriculum(north, by=a_teacher(north, "tess")), a_framework(north)
    client.force_login(a_teacher(north, "tess2").person)
    base = f"/api/v1/c/north/curricula/{draft.pk}/parts/"
    with in_community(north.pk):
        key, unit, skill = part(draft).key, part(draft, "Unit 1").key, framework.competencies.first().key
    given = {
        name: [one._asdict() if isinstance(one, tuple) else one for one in value] if isinstance(value, list) else value
        for name, value in FULL.items()
        if name != "questions"
    }
    told = client.patch(f"{base}{key}/", {**given, "teaches": [str(skill)]}, "application/json").json()
    assert {name: told[name] for name in given} == given
    assert told["teaches"] == [{"key": str(skill), "title": "M Can do M."}]
    made = client.post(base, {"kind": "resource", "title": "Map", "parent_key": str(unit), **given}, "application/json")
    assert made.status_code == 201 and made.json()["materials"] == FULL["materials"]
    refused = client.patch(f"{base}{key}/", {"requires": [str(key)]}, "application/json")
    assert refused.status_code == 409 and "wait for one another" in refused.json()["detail"]
    assert client.patch(f"{base}{key}/", {"method": "magic"}, "application/json").status_code == 400


KEYS = st.integers(0, 7)


@st.composite
def gardens(draw):
    """Parts 0 to 7: the first three units, the others in one of them or in none; any may require any."""
    return [
        Standing(UUID(int=n), None if n < 3 else draw(st.sampled_from([None, *map(UUID, ["0" * 31 + str(u) for u in range(3)])])),
                 [UUID(int=key) for key in draw(st.lists(KEYS, max_size=2, unique=True))])
        for n in range(8)
    ]  # fmt: skip


@given(gardens())
def test_there_is_a_circle_exactly_where_there_is_no_order(parts):
    """By taking out, again and again, what begins or ends and waits for nothing."""
    points = {(part.key, end) for part in parts for end in (False, True)}
    waits = {point: set() for point in points}
    for part in parts:
        waits[part.key, True].add((part.key, False))
        if part.parent_key:
            waits[part.key, False].add((part.parent_key, False))
            waits[part.parent_key, True].add((part.key, True))
        waits[part.key, False].update((key, True) for key in part.requires)
    left = set(points)
    while ready := {point for point in left if not waits[point] & left}:
        left -= ready
    assert bool(circle(parts)) == bool(left)


def test_json_of_old_parts_is_read():
    old = {
        "key": str(uuid4()),
        "kind": "unit",
        "parent_key": None,
        "position": 0,
        "title": "T",
        "body": "",
        "minutes": None,
    }
    assert isinstance(from_json(old), NodeData)
    assert from_json(old).as_json() == old
