"""Merging by key and field, as laws over random trees."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.merging import changes, join
from curriculum.merging.several import merged
from curriculum.models import Kind
from curriculum.nodes import FIELDS, SEVERAL, NodeData, tree, walk
from curriculum.values import Translation

WORDS = st.sampled_from(["Locks", "Levels", "Weirs", "Boats"])
LISTS = st.lists(WORDS, unique=True, max_size=4).map(tuple)
TRANSLATED = st.lists(
    st.builds(Translation, st.sampled_from(["es", "ar", "fr"]), WORDS, st.just("")), unique_by=lambda one: one.language
).map(tuple)


def numbered(nodes):
    """The same with positions from 0 among siblings."""
    places, made = {}, []
    for node in sorted(nodes, key=lambda n: (n.position, str(n.key))):
        place = places[node.parent_key] = places.get(node.parent_key, -1) + 1
        made.append(node._replace(position=place))
    return frozenset(made)


def a_node(number, kind, parent, position, title="Locks"):
    return NodeData(
        **dict.fromkeys(NodeData._fields)
        | {"key": UUID(int=number), "kind": kind, "parent_key": parent, "position": position, "title": title, "body": ""}
        | dict.fromkeys(SEVERAL, ())
    )  # fmt: skip


@st.composite
def trees(draw, start=1):
    """Units of activities, and of units of activities."""
    made, count = [], start
    for place in range(draw(st.integers(1, 3))):
        unit = a_node(count, Kind.UNIT.value, None, place, draw(WORDS))
        made.append(unit)
        count += 1
        for inner in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from([Kind.UNIT.value, Kind.ACTIVITY.value]))
            made.append(a_node(count, kind, unit.key, inner, draw(WORDS)))
            count += 1
            if kind == Kind.UNIT:
                for deep in range(draw(st.integers(0, 2))):
                    made.append(a_node(count, Kind.ACTIVITY.value, made[-1 - deep].key, deep, draw(WORDS)))
                    count += 1
    return frozenset(made)


@st.composite
def edits(draw, nodes, new_keys):
    """What a writer may do to it: words, moves, additions, removals."""
    now = {node.key: node for node in nodes}
    for number in range(draw(st.integers(0, 5))):
        act = draw(st.sampled_from(["title", "minutes", "materials", "translations", "move", "add", "remove"]))
        key = draw(st.sampled_from(sorted(now))) if now else None
        units = sorted(k for k, n in now.items() if n.kind == Kind.UNIT)
        if act == "title" and key:
            now[key] = now[key]._replace(title=draw(st.text("abc", min_size=1, max_size=3)))
        elif act == "minutes" and key:
            now[key] = now[key]._replace(minutes=draw(st.integers(0, 9)))
        elif act in ("materials", "translations") and key:
            now[key] = now[key]._replace(**{act: draw(LISTS if act == "materials" else TRANSLATED)})
        elif act == "add" and units:
            made = a_node(new_keys + number, Kind.ACTIVITY.value, draw(st.sampled_from(units)), draw(st.integers(0, 4)))
            now[made.key] = made
        elif act == "remove" and key:
            gone = {key}
            for node in walk(tree(now.values())):
                if node.node.parent_key in gone:
                    gone.add(node.node.key)
            now = {k: n for k, n in now.items() if k not in gone}
        elif act == "move" and key:
            now = _moved(draw, now, key, units)
    return numbered(now.values())


def _moved(draw, now, key, units):
    parents = [*units, None] if now[key].kind == Kind.UNIT else units
    tried = now | {key: now[key]._replace(parent_key=draw(st.sampled_from(parents)), position=draw(st.integers(0, 4)))}
    return tried if is_sound(tried.values()) else now


def is_sound(nodes):
    """Every node hangs in a tree of at most two levels of units, activities in units alone."""
    known = {node.key: node for node in nodes}
    for node in known.values():
        way, units = node, 0
        while way.parent_key is not None:
            if way.parent_key not in known or known[way.parent_key].kind != Kind.UNIT or units > 2:
                return False
            way, units = known[way.parent_key], units + 1
        if units > 2 or (node.kind == Kind.UNIT and units > 1) or (node.kind != Kind.UNIT and not units):
            return False
    return True


@st.composite
def threes(draw):
    base = numbered(draw(trees()))
    return base, draw(edits(base, 1000)), draw(edits(base, 2000))


def joined(base, theirs, ours, taken=None):
    return frozenset(join(base, theirs, ours, taken).nodes)


@settings(max_examples=60, deadline=None)
@given(threes())
def test_nothing_new_there_leaves_what_is_here(three):
    base, _theirs, ours = three
    assert joined(base, base, ours) == ours
    assert changes(base, base, ours) == []


@settings(max_examples=60, deadline=None)
@given(threes())
def test_nothing_changed_here_gives_what_is_there(three):
    base, theirs, _ours = three
    assert joined(base, theirs, base) == theirs
    assert not any(change.is_conflict for change in changes(base, theirs, base))


@settings(max_examples=60, deadline=None)
@given(threes())
def test_what_both_did_alike_is_no_change(three):
    base, theirs, _ours = three
    assert changes(base, theirs, theirs) == []
    assert joined(base, theirs, theirs) == theirs


@settings(max_examples=60, deadline=None)
@given(threes())
def test_pulling_twice_equals_pulling_once(three):
    base, theirs, ours = three
    result = join(base, theirs, ours)
    once = frozenset(result.nodes)
    assert joined(theirs, theirs, once) == once
    if not result.held and not result.put_back:
        assert joined(base, theirs, once) == once


@settings(max_examples=60, deadline=None)
@given(threes())
def test_the_result_is_a_tree_whatever_is_taken(three):
    base, theirs, ours = three
    ids = [change.id for change in changes(base, theirs, ours)]
    for taken in (None, ids, ids[::2], ids[1::2], []):
        assert is_sound(joined(base, theirs, ours, taken))


def has_all_of_it(old, other, name, value):
    """Where a field holds several: what the other side added is there, what it took out is not."""
    was, theirs = getattr(old, name, None), getattr(other, name)
    if not isinstance(value, tuple) or was is None:
        return False
    return all(one in value for one in theirs if one not in was) and not any(
        one in value for one in was if one not in theirs
    )


@settings(max_examples=60, deadline=None)
@given(threes())
def test_nothing_is_lost_without_being_listed(three):
    base, theirs, ours = three
    found = changes(base, theirs, ours)
    listed = {change.key for change in found}
    result = {node.key: node for node in joined(base, theirs, ours)}
    mine, others = ({node.key: node for node in side} for side in (ours, theirs))
    assert all(key in result or key in listed for key in mine)
    assert all(key in result or key in listed or key not in mine for key in others)
    for key, node in result.items():
        for name in FIELDS:
            value = getattr(node, name)
            if key in mine and value != getattr(mine[key], name):
                assert (key, name) in {(change.key, change.field) for change in found}
            if key in others and value != getattr(others[key], name):
                old = next((one for one in base if one.key == key), None)
                untouched = old is not None and getattr(old, name) == getattr(others[key], name)
                assert untouched or key in listed or has_all_of_it(old, others[key], name, value)


@settings(max_examples=60, deadline=None)
@given(threes())
def test_edits_that_do_not_overlap_commute(three):
    base, theirs, ours = three
    if any(one.is_conflict for pair in ((theirs, ours), (ours, theirs)) for one in changes(base, *pair)):
        return
    one, other = join(base, theirs, ours), join(base, ours, theirs)
    if one.put_back or other.put_back:
        return
    assert {unordered(node) for node in one.nodes} == {unordered(node) for node in other.nodes}


def unordered(node):
    """As it is, but for the order of siblings and of what a field holds several of."""
    return node._replace(position=0, **{name: frozenset(getattr(node, name)) for name in SEVERAL})


@settings(max_examples=200, deadline=None)
@given(LISTS, LISTS, LISTS)
def test_what_a_field_holds_several_of_is_brought_together(base, theirs, ours):
    together = merged(base, ours, theirs)
    assert set(together) == (set(ours) | set(theirs) - set(base)) - (set(base) - set(theirs)) - (set(base) - set(ours))
    assert len(together) == len(set(together))
    assert merged(base, together, theirs) == together
    assert set(merged(base, theirs, ours)) == set(together)
    assert set(merged(base, base, theirs)) == set(theirs)
    assert merged(base, ours, base) == ours


def test_two_who_translate_into_two_languages_do_not_clash():
    es, ar, fr = (Translation(language, "x", "") for language in ("es", "ar", "fr"))
    unit = a_node(1, Kind.UNIT.value, None, 0)._replace(translations=(es,))
    theirs, ours = (unit._replace(translations=(es, one)) for one in (fr, ar))
    (change,) = changes([unit], [theirs], [ours])
    assert (change.field, change.is_conflict) == ("translations", False)
    assert set(join([unit], [theirs], [ours]).nodes[0].translations) == {es, ar, fr}
    (clash,) = changes(
        [unit], [unit._replace(translations=(es._replace(title="y"),))], [unit._replace(translations=())]
    )
    assert clash.is_conflict
    assert changes([unit], [unit._replace(translations=())], [unit._replace(translations=())]) == []


@settings(max_examples=60, deadline=None)
@given(threes())
def test_what_is_declined_is_not_offered_again(three):
    _base, theirs, ours = three
    assert changes(theirs, theirs, ours) == []


def test_what_two_sides_changed_is_shown_side_by_side():
    unit = a_node(1, Kind.UNIT.value, None, 0)
    base, theirs, ours = ([unit._replace(title=title)] for title in ("Locks", "Weirs", "Boats"))
    (change,) = changes(base, theirs, ours)
    assert (change.field, change.base, change.ours, change.theirs) == ("title", "Locks", "Boats", "Weirs")
    assert change.is_conflict
    assert join(base, theirs, ours).nodes == ours
    assert join(base, theirs, ours, [change.id]).nodes == theirs


def test_a_unit_that_still_holds_something_stays_and_is_listed():
    unit, own = a_node(1, Kind.UNIT.value, None, 0), a_node(2, Kind.ACTIVITY.value, UUID(int=1), 0)
    (change,) = changes([unit], [], [unit, own])
    assert (change.what, change.is_conflict) == ("removed", True)
    result = join([unit], [], [unit, own], [change.id])
    assert set(result.nodes) == {unit, own}
    assert result.held == [unit]


def test_units_that_each_side_put_into_the_other_do_not_swallow_themselves():
    first, second = a_node(1, Kind.UNIT.value, None, 0), a_node(2, Kind.UNIT.value, None, 1)
    theirs = [first._replace(parent_key=second.key), second._replace(position=0)]
    ours = [first, second._replace(parent_key=first.key, position=0)]
    result = join([first, second], theirs, ours)
    assert set(result.nodes) == set(ours)
    assert [node.key for node in result.put_back] == [first.key]
