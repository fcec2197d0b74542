from uuid import UUID, uuid4

import pytest

from curriculum.comparing import compare, told_by_key
from curriculum.licences import Licence, may_become, terms_of
from curriculum.nodes import NodeData, from_json, tree, walk


def a_node(title: str, kind: str = "activity", parent: NodeData | None = None, position: int = 0, **given) -> NodeData:
    return NodeData(
        key=uuid4(),
        kind=kind,
        parent_key=parent and parent.key,
        position=position,
        title=title,
        body="",
        minutes=None,
        **given,
    )


def changed(node: NodeData, **fields) -> NodeData:
    return node._replace(**fields)


U1, U2 = a_node("U1", "unit"), a_node("U2", "unit", position=1)
A, B, C = a_node("A", parent=U1), a_node("B", parent=U1, position=1), a_node("C", parent=U1, position=2)
D = a_node("D", parent=U2)
OLD = [U1, U2, A, B, C, D]


def told(new):
    return [(c.node.title, c.what.value, c.fields) for c in compare(OLD, new) if c.what != "same"]


def test_nothing_differs_between_the_same():
    assert told(OLD[::-1]) == []
    assert [c.number for c in compare(OLD, OLD)] == ["1", "1.1", "1.2", "1.3", "2", "2.1"]


def test_each_difference_is_named():
    added = a_node("E", parent=U2, position=1)
    new = [changed(U1, title="U1 anew"), U2, changed(A, body="x", minutes=5), changed(C, position=1), D, added]
    assert told(new) == [
        ("U1 anew", "changed", ("title",)),
        ("A", "changed", ("body", "minutes")),
        ("E", "added", ()),
        ("B", "removed", ()),
    ]


def test_a_node_in_another_unit_or_another_order_has_moved():
    assert told([U1, U2, A, B, changed(C, parent_key=U2.key), D]) == [("C", "moved", ())]
    assert told([U1, U2, changed(A, position=2), changed(B, position=0), changed(C, position=1), D]) == [
        ("A", "moved", ())
    ]


def test_a_unit_has_changed_when_anything_in_it_has():
    inner = changed(U2, parent_key=U1.key, position=3)
    nested = [U1, inner, A, B, C, D]
    for new in ([U1, inner, A, B, C, changed(D, title="D anew")], [U1, inner, A, B, C]):
        told = told_by_key(compare(nested, new))
        assert (told[U1.key], told[inner.key], told[A.key]) == ("changed", "changed", "same")
    told = told_by_key(compare(OLD, [U1, U2, A, B, changed(C, parent_key=U2.key, position=1), D]))
    assert (told[U1.key], told[U2.key], told[C.key], told[D.key]) == ("changed", "changed", "moved", "same")
    assert set(told_by_key(compare(OLD, OLD)).values()) == {"same"}


def test_a_node_survives_its_way_through_json():
    assert [from_json(node.as_json()) for node in OLD] == OLD
    assert isinstance(from_json(A.as_json()).parent_key, UUID)


def test_minutes_and_activities_add_up():
    branches = tree([U1, changed(A, minutes=20), changed(B, minutes=25), C])
    assert (branches[0].minutes, branches[0].activities, len(list(walk(branches)))) == (45, 3, 4)


@pytest.mark.parametrize(
    ("origin", "licence", "allowed"),
    [
        (Licence.CC0, Licence.BY_NC_ND, True),
        (Licence.BY, Licence.CC0, False),
        (Licence.BY, Licence.BY_SA, True),
        (Licence.BY_SA, Licence.BY_SA, True),
        (Licence.BY_SA, Licence.BY, False),
        (Licence.BY_NC, Licence.BY, False),
        (Licence.BY_NC, Licence.BY_NC_SA, True),
        (Licence.BY_NC_SA, Licence.BY_NC, False),
        (Licence.BY_ND, Licence.BY_ND, False),
    ],
)
def test_what_a_changed_copy_may_become(origin, licence, allowed):
    assert may_become(origin, licence) == allowed


def test_licences_lead_to_their_deeds():
    assert terms_of(Licence.BY_NC_SA).address == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert terms_of(Licence.CC0).address == "https://creativecommons.org/publicdomain/zero/1.0/"
