"""A part of a curriculum, in one version and the next."""

from uuid import UUID

from curriculum.merging import changes, chosen, join, newer_part, own_part, part_of
from curriculum.nodes import NodeData


def a_node(number, parent=None, position=0, title=""):
    key, inside = UUID(int=number), UUID(int=parent) if parent else None
    kind = "activity" if inside and number > 9 else "unit"
    return NodeData(
        key=key, kind=kind, parent_key=inside, position=position, title=title or str(number), body="", minutes=None
    )


def keys(nodes):
    return sorted(node.key.int if isinstance(node, NodeData) else node.int for node in nodes)


# Unit 1 with 11 and 12, unit 2 with 21, unit 3 with unit 4 with 41.
WHOLE = [
    a_node(1), a_node(11, 1), a_node(12, 1, 1), a_node(2, None, 1), a_node(21, 2), a_node(3, None, 2), a_node(4, 3),
    a_node(41, 4),
]  # fmt: skip


def taken(*numbers):
    return chosen(WHOLE, {UUID(int=number) for number in numbers})


def test_with_a_unit_comes_what_lies_in_it_and_with_an_activity_what_it_lies_in():
    assert keys(taken(1)) == [1, 11, 12]
    assert keys(taken(12)) == [1, 12]
    assert keys(taken(41)) == [3, 4, 41]
    assert keys(taken(99)) == []


def test_what_was_left_out_is_neither_added_nor_removed():
    part = taken(12, 4)
    newer = [node._replace(title=f"{node.title} anew") for node in WHOLE]
    after = newer_part(WHOLE, newer, part)
    found = changes(part_of(WHOLE, part), after, part_of(WHOLE, part))
    assert [(one.title, one.field) for one in found] == [(str(n), "title") for n in (1, 12, 3, 4, 41)]
    assert keys(join(part_of(WHOLE, part), after, part_of(WHOLE, part)).nodes) == keys(part)


def test_what_is_new_in_a_unit_that_was_taken_comes_along():
    newer = [*WHOLE, a_node(13, 1, 2), a_node(22, 2, 1), a_node(5, None, 3), a_node(51, 5)]
    assert keys(newer_part(WHOLE, newer, taken(1))) == [1, 11, 12, 13]
    assert keys(newer_part(WHOLE, newer, taken(1, 2, 3))) == keys(newer)
    assert keys(newer_part(WHOLE, newer, None)) == keys(newer)


def test_what_moved_to_where_the_part_does_not_reach_stays_or_brings_its_unit():
    moved = [node._replace(parent_key=UUID(int=2)) if node.key.int == 11 else node for node in WHOLE]
    part = taken(1)
    assert changes(part_of(WHOLE, part), newer_part(WHOLE, moved, part), part_of(WHOLE, part)) == []
    gone = [node for node in moved if node.key.int not in (1, 12)]
    assert keys(newer_part(WHOLE, gone, part)) == [2, 11]


def test_given_back_is_the_part_and_what_is_new_in_it():
    part = taken(1)
    ours = [*part_of(WHOLE, part), a_node(14, 1, 2), a_node(6), a_node(61, 6)]
    assert keys(own_part(WHOLE, ours, part)) == [1, 11, 12, 14]
    assert keys(own_part(WHOLE, ours, None)) == keys(ours)
