"""Rows as a copy tells them: plain values, and of other people no more than the person's own pages show."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from communities.models import Community, Membership
from files.models import StoredFile
from learners.identity.forgetting import aliases_of
from learners.mydata.parts import Part, account_parts, own_parts, written_parts
from tenancy.scope import as_person, in_community

ME = "me"
Row = dict[str, Any]
Found = tuple[Part, QuerySet[Any]]


class Reader:
    """Of one person, in whose scope it is made, with what stayed under a name that was joined to it."""

    def __init__(self, person: UUID, *, guardian: bool = False) -> None:
        self.person, self.guardian = person, guardian
        self.aliases = [one.pk for one in aliases_of(person)]
        self.names = {person, *self.aliases}
        mine = [*_memberships(person), *chain(*map(_memberships_of_alias, self.aliases))]
        self.memberships = {one.pk for one in mine}
        self.communities = sorted({one.community.pk for one in mine})
        self.slugs: dict[UUID, str] = {}
        self.files: dict[tuple[UUID, UUID], None] = {}  # (community, file) met on the way, each once

    def parts(self) -> Iterator[tuple[Part, Iterator[Row]]]:
        """Each table with its rows; one is read through before the next."""
        for part in account_parts():
            yield part, self._rows(part, part.model.objects.filter(**{f"{part.column}__in": self.names}))
        for part in own_parts():
            yield part, chain(self._own(part, self.person), *(self._of_alias(part, one) for one in self.aliases))
        for part in written_parts():
            yield part, self._written(part)

    def _own(self, part: Part, person: UUID) -> Iterator[Row]:
        found = part.model.objects.filter(**{part.column: person})
        return self._rows(part, found.exclude(**part.alone) if self.guardian and part.alone else found)

    def _of_alias(self, part: Part, alias: UUID) -> Iterator[Row]:
        with as_person(alias):
            rows = list(self._own(part, alias))
        yield from rows

    def _written(self, part: Part) -> Iterator[Row]:
        mine = self.names if part.model._meta.get_field(part.column).related_model is Person else self.memberships
        for community in self.communities:
            with in_community(community):
                rows = list(self._rows(part, part.model.objects.filter(**{f"{part.column}__in": mine})))
            yield from rows

    def _rows(self, part: Part, found: QuerySet[Any]) -> Iterator[Row]:
        for row in found.order_by("pk").iterator(chunk_size=500):
            yield {field.name: self._told(field, field.value_from_object(row), row) for field in part.fields}

    def _told(self, field: Any, value: Any, row: Any) -> Any:
        if value is None or not field.is_relation:
            return _plain(value)
        if issubclass(field.related_model, Person):
            return ME if value in self.names else ""
        if issubclass(field.related_model, Membership):
            return ME if value in self.memberships else ""
        if issubclass(field.related_model, Community):
            return self._slug(value)
        if issubclass(field.related_model, StoredFile):
            self.files[row.community_id, value] = None
        return str(value)

    def _slug(self, pk: UUID) -> str:
        if pk not in self.slugs:
            self.slugs[pk] = Community.objects.values_list("slug", flat=True).get(pk=pk)
        return self.slugs[pk]

    def stored(self) -> Iterator[tuple[str, StoredFile]]:
        """The files that rows named, each with its community's short name."""
        for community, pk in self.files:
            with in_community(community):
                stored = StoredFile.objects.get(pk=pk)
            yield self._slug(community), stored


def _memberships(person: UUID) -> list[Membership]:
    return list(Membership.objects.filter(person=person).select_related("community"))


def _memberships_of_alias(alias: UUID) -> list[Membership]:
    with as_person(alias):
        return _memberships(alias)


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, bool | int | float | str | None):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    names = getattr(value, "_fields", None)  # of a NamedTuple
    if names:
        return {name: _plain(one) for name, one in zip(names, value, strict=True)}
    return [_plain(one) for one in value] if isinstance(value, list | tuple | set | frozenset) else str(value)
