"""Models whose every row belongs to one community, or to one person in no community."""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In

from tenancy.keys import uuid7
from tenancy.scope import current_community, current_person, current_scope


class InScope(models.Func):
    """True for rows of the scope open when the query runs, so queries may be built earlier."""

    output_field = models.BooleanField()

    def __init__(self, *columns: Any, of_person: bool = False) -> None:
        super().__init__(*columns)
        self.of_person = of_person

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        scope, columns = current_scope(), list(self.get_source_expressions())
        if not self.of_person:
            community = columns.pop(0)
            if scope.community:
                return compiler.compile(Exact(community, scope.community))
        if columns and scope.person:
            return compiler.compile(Exact(columns[0], scope.person))
        raise EmptyResultSet


Row = TypeVar("Row", bound=models.Model)


class ScopedManager(models.Manager[Row]):
    def get_queryset(self) -> models.QuerySet[Row]:
        queryset = super().get_queryset()
        model: Any = self.model
        queryset.query = _rows_in_scope(model).chain()
        return queryset


@cache
def _rows_in_scope(model: Any) -> Any:
    return models.QuerySet(model).filter(model.in_scope(*model.scope_columns())).query


class ScopedKey(models.UUIDField):  # type: ignore[type-arg]
    """An id unique within its scope. Deleting by id skips managers, so it names the scope."""

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """Its presence keeps bulk_create off UNNEST, which Citus cannot put under row security."""
        return "%s"


@ScopedKey.register_lookup
class InScopedKeys(In):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = super().as_sql(compiler, connection)
        model: Any = getattr(getattr(self.lhs, "target", None), "model", None)
        if not hasattr(model, "in_scope"):  # an expression, or a migration's frozen model
            return sql, params
        columns = [Col(self.lhs.alias, model._meta.get_field(c)) for c in model.scope_columns()]
        scope, scope_params = compiler.compile(model.in_scope(*columns))
        return f"({scope} AND {sql})", (*scope_params, *params)


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A key to a row of the same community; joins compare both columns, and so does PostgreSQL.

    `matching` names fields that must be equal on both sides; `while_matching` one that must where it is not null, by a
    further key; `implied` says other keys already see to it."""

    def __init__(
        self, to: Any, on_delete: Any, *, matching: Iterable[str] = (), while_matching: str = "", implied: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(to, on_delete, **kwargs | {"db_constraint": False})
        self.matching, self.while_matching, self.implied = tuple(matching), while_matching, implied

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        if self.matching:
            kwargs["matching"] = self.matching
        if self.while_matching:
            kwargs["while_matching"] = self.while_matching
        if self.implied:
            kwargs["implied"] = True
        return name, path, args, kwargs

    def get_joining_fields(self, reverse_join: bool = False) -> Any:
        ends = [m._meta.get_field("community") for m in (self.model, self.related_model)]
        pair = tuple(reversed(ends)) if reverse_join else tuple(ends)
        return (pair, *super().get_joining_fields(reverse_join))


class UniqueInCommunity(models.UniqueConstraint):
    """Unique within the community; forms check it although they do not show the community."""

    scope_column = "community"

    def __init__(self, *expressions: Any, fields: Iterable[str] = (), **kwargs: Any) -> None:
        if fields:
            fields = dict.fromkeys([self.scope_column, *fields])
        elif self.scope_column not in [getattr(e, "name", e) for e in expressions]:
            expressions = (self.scope_column, *expressions)
        super().__init__(*expressions, fields=tuple(fields), **kwargs)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        super().validate(model, instance, set(exclude or ()) - {self.scope_column}, using)


class UniqueForPerson(UniqueInCommunity):
    """The same for rows of one person."""

    scope_column = "person"


class TenantModel(models.Model):
    """A row of one community."""

    owner: ClassVar[str] = ""  # the field naming the person who may read this row anywhere
    append_only: ClassVar[bool] = False  # one with an owner goes with them all the same, while `erasing()`
    of_owned: ClassVar[bool] = False  # one without: it tells of another's row that has an owner, and goes with it
    expiry: ClassVar[str] = ""  # the field naming the moment from which nobody sees the row, but sweeping() does

    id = ScopedKey(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(
        "communities.Community",
        models.CASCADE,
        related_name="+",
        editable=False,
        db_index=False,
        default=current_community,
    )
    objects: ClassVar[models.Manager[Self]] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def scope_columns(cls) -> list[str]:
        return ["community", cls.owner] if cls.owner else ["community"]

    @classmethod
    def may_go(cls) -> bool:
        """Whether rows of it may be deleted: of what is only added to, while `erasing()` alone."""
        return bool(not cls.append_only or cls.owner or cls.of_owned)

    @classmethod
    def in_scope(cls, *columns: Any) -> InScope:
        return InScope(*columns)


class PublicModel(models.Model):
    """A network-wide row that everyone may read, and PostgreSQL lets be written in the scope of its `writers` alone."""

    writers: ClassVar[tuple[str, ...]] = ("community",)  # fields naming a community

    class Meta:
        abstract = True


class SharedModel(PublicModel):
    """One that everyone may read, or some communities alone: PostgreSQL shows it to no others."""

    owner: ClassVar[str] = ""  # the field naming the person who may read this row in their own scope

    readers = ArrayField(models.UUIDField(), null=True, editable=False)  # communities that may find it; null: everyone
    kept_by = ArrayField(models.UUIDField(), default=list, editable=False)  # that took it over, and read on

    class Meta:
        abstract = True


class PersonModel(models.Model):
    """A row of one person, in no community; read and written in that person's scope alone."""

    append_only: ClassVar[bool] = False  # but while `erasing()`
    given_by: ClassVar[str] = ""  # the field naming the community whose scope may add rows, and never see one
    passing: ClassVar[bool] = False  # gone in days by a job in their scope: stays with whom it is of when joined

    id = ScopedKey(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        editable=False,
        db_index=False,
        default=current_person,
    )
    objects: ClassVar[models.Manager[Self]] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def scope_columns(cls) -> list[str]:
        return ["person"]

    @classmethod
    def may_go(cls) -> bool:
        return True

    @classmethod
    def in_scope(cls, *columns: Any) -> InScope:
        return InScope(*columns, of_person=True)
