"""Which rows go from one person to another who is the same; what only one can have of a kind stays where it is."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from learners.identity.tables import Table, links, own_tables, tables_here
from tenancy.models import PublicModel
from tenancy.scope import as_person, in_community

Ids = dict[str, list[str]]  # by table
Carried = dict[str, Ids]  # by community; "": in none
Only = Mapping[str, Mapping[str, list[str]]]
OWN = ""


def carry(source: UUID, target: UUID, *, only: Only | None = None) -> Carried:
    """Everything of the source that the target has not got already, or of it `only` these; says what went."""
    carried: Carried = {}
    for place in sorted(places_of(source), key=str):
        with in_community(place):
            found = _here(source, target, place, _named(only, str(place)))
            _call("carry_here", source, target, found)
        carried[str(place)] = found
    carried[OWN] = _own(source, target, _named(only, OWN))
    _call("carry_own", source, target, carried[OWN])
    return {place: ids for place, ids in carried.items() if ids}


def places_of(person: UUID) -> set[UUID]:
    """The communities that keep something of somebody."""
    with as_person(person):
        asked = [
            table.model.objects.filter(**{table.owner: person}).order_by().values_list("community_id")
            for table in tables_here()
        ]
        return {place for (place,) in asked[0].union(*asked[1:])}


def clashes(table: Table, source: UUID, target: UUID, *, scope: Any) -> dict[UUID, bool]:
    """Rows of the source of which the target has one already: whether both are under way, or else only kept."""
    found: dict[UUID, bool] = {}
    for key in table.keys:
        rest = [name for name in key.fields if name != table.owner]
        when = key.condition or Q()
        with as_person(target) if issubclass(table.model, PublicModel) else scope(target):
            taken = list(_rows(table, target).filter(when).values_list("pk", *rest))
        theirs = {tuple(values) for _pk, *values in taken if None not in values}
        with scope(source):
            mine = list(_rows(table, source).filter(when).values_list("pk", *rest))
        found |= {pk: key.condition is not None for pk, *values in mine if tuple(values) in theirs}
    return found


def _here(source: UUID, target: UUID, place: UUID, only: Mapping[str, list[str]] | None) -> Ids:
    def scope(_person: UUID) -> Any:
        return in_community(place)

    rows = {table.name: _ids(table, source, only, place) for table in tables_here()}
    stay = {table.name: set(clashes(table, source, target, scope=scope)) for table in tables_here() if rows[table.name]}
    pairs = [
        (link.child.name, child, link.parent.name, parent)
        for link in links()
        if rows[link.child.name]
        for child, parent in _rows(link.child, source).values_list("pk", link.field)
    ]
    grown = True
    while grown:  # what refers to a row that stays, stays; so does what it refers to
        grown = False
        for child_table, child, parent_table, parent in pairs:
            held = child in stay.get(child_table, ()), parent in stay.get(parent_table, ())
            if any(held) and not all(held) and parent is not None:
                stay.setdefault(child_table, set()).add(child)
                stay.setdefault(parent_table, set()).add(parent)
                grown = True
    return _left(rows, stay)


def _own(source: UUID, target: UUID, only: Mapping[str, list[str]] | None) -> Ids:
    with as_person(source):
        rows = {table.name: _ids(table, source, only) for table in own_tables()}
    stay = {one.name: set(clashes(one, source, target, scope=as_person)) for one in own_tables() if rows[one.name]}
    return _left(rows, stay)


def _left(rows: Mapping[str, Iterable[UUID]], stay: Mapping[str, set[UUID]]) -> Ids:
    found = {name: sorted(str(pk) for pk in ids if pk not in stay.get(name, ())) for name, ids in rows.items()}
    return {name: ids for name, ids in found.items() if ids}


def _ids(table: Table, person: UUID, only: Mapping[str, list[str]] | None, place: UUID | None = None) -> list[UUID]:
    found = _rows(table, person)
    if place:
        found = found.filter(community=place)
    if only is not None:
        found = found.filter(pk__in=only.get(table.name, []))
    return list(found.values_list("pk", flat=True))


def _rows(table: Table, person: UUID) -> Any:
    return table.model.objects.filter(**{table.owner: person}).order_by()


def _named(only: Only | None, place: str) -> Mapping[str, list[str]] | None:
    return None if only is None else only.get(place, {})


def _call(name: str, source: UUID, target: UUID, ids: Ids) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {name}(%s, %s, %s)", [source, target, json.dumps(ids)])
