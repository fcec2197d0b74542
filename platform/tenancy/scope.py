"""The one door to scoped data: a scope shows one community, or one person's own rows anywhere."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction


class Scope(NamedTuple):
    community: UUID | None = None
    person: UUID | None = None


class NoScope(LookupError):
    """Scoped data was touched outside in_community() and as_person()."""


NOWHERE = Scope()
NOBODY = UUID(int=0)  # what the database is told where there is no community, or no person
_current: ContextVar[Scope] = ContextVar("scope", default=NOWHERE)


def current_scope() -> Scope:
    if _current.get() == NOWHERE:
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


def in_community(community_id: UUID, *, savepoint: bool = True) -> AbstractContextManager[None]:
    """See and write the rows of one community. Without a savepoint an exception ends the whole transaction."""
    return _enter(Scope(community=community_id), savepoint)


def as_person(person_id: UUID, *, savepoint: bool = True) -> AbstractContextManager[None]:
    """See one person's own rows in every community, and write those that belong to no community."""
    return _enter(Scope(person=person_id), savepoint)


@contextmanager
def _enter(scope: Scope, savepoint: bool) -> Iterator[None]:
    """Settings last until the transaction ends; a rollback or we restore them within one."""
    outer, nested = _current.get(), connection.in_atomic_block
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
    values = [str(value or NOBODY) for value in scope]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.community = %s; SET LOCAL app.person = %s", values)
