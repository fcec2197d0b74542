"""The one door to scoped data: a scope shows one community, or one person's own rows anywhere."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction


class Scope(NamedTuple):
    community: UUID | None = None
    person: UUID | None = None
    reading: frozenset[UUID] | None = None  # the communities of whoever reads; None: nobody in particular

    @property
    def is_open(self) -> bool:
        return bool(self.community or self.person)


class NoScope(LookupError):
    """Scoped data was touched outside in_community() and as_person()."""


NOWHERE = Scope()
NOBODY = UUID(int=0)  # what the database is told where there is no community, or no person
_current: ContextVar[Scope] = ContextVar("scope", default=NOWHERE)


def current_scope() -> Scope:
    if not _current.get().is_open:
        raise NoScope("Open in_community(...) or as_person(...) first.")
    return _current.get()


def current_community() -> UUID:
    """The community whose rows may be written now."""
    community = current_scope().community
    if community is None:
        raise NoScope("A person's scope does not write a community's rows; open in_community(...).")
    return community


def current_person() -> UUID:
    """The person whose own rows may be written now."""
    person = current_scope().person
    if person is None:
        raise NoScope("A community's scope has no person's rows; open as_person(...).")
    return person


def reading_communities() -> frozenset[UUID]:
    """For which communities is read what is shared with some: the reader's, or else the open scope's."""
    return _reading(_current.get())


def _reading(scope: Scope) -> frozenset[UUID]:
    if scope.reading is not None:
        return scope.reading
    return frozenset({scope.community} if scope.community else ())


def in_community(
    community_id: UUID, *, reading: Iterable[UUID] | None = None, savepoint: bool = True
) -> AbstractContextManager[None]:
    """See and write the rows of one community. Without a savepoint an exception ends the whole transaction.

    `reading`: the communities of whoever reads, which scopes within this one keep."""
    return _enter(Scope(community=community_id), reading, savepoint)


def as_person(
    person_id: UUID, *, reading: Iterable[UUID] | None = None, savepoint: bool = True
) -> AbstractContextManager[None]:
    """See one person's own rows in every community, and write those that belong to no community."""
    return _enter(Scope(person=person_id), reading, savepoint)


def nowhere(*, reading: Iterable[UUID], savepoint: bool = True) -> AbstractContextManager[None]:
    """No community's rows and no person's; what is shared, as somebody of these communities sees it."""
    return _enter(NOWHERE, reading, savepoint)


def sweeping() -> AbstractContextManager[None]:
    """In the open scope: see what has expired too, in order to delete it."""
    return _switched_on("sweeping")


def erasing() -> AbstractContextManager[None]:
    """In the open scope: delete what is otherwise only added to, where it is somebody's own history."""
    return _switched_on("erasing")


@contextmanager
def _switched_on(setting: str) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL app.{setting} = 'on'")
        yield
        cursor.execute(f"SET LOCAL app.{setting} = 'off'")


@contextmanager
def _enter(scope: Scope, reading: Iterable[UUID] | None, savepoint: bool) -> Iterator[None]:
    """Settings last until the transaction ends; a rollback or we restore them within one."""
    outer, nested = _current.get(), connection.in_atomic_block
    scope = scope._replace(reading=outer.reading if reading is None else frozenset(reading))
    with transaction.atomic(savepoint=savepoint):
        _tell_database(scope)
        token = _current.set(scope)
        try:
            yield
        finally:
            _current.reset(token)
        if nested and not connection.needs_rollback:
            _tell_database(outer)


def _tell_database(scope: Scope) -> None:
    """SET LOCAL, since Citus repeats it on its workers; it does not repeat set_config()."""
    reading = ",".join(sorted(map(str, _reading(scope))))
    values = [str(scope.community or NOBODY), str(scope.person or NOBODY), f"{{{reading}}}"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.community = %s; SET LOCAL app.person = %s; SET LOCAL app.reading = %s", values)
