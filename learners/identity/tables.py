"""Every table whose rows are somebody's: found in the models, so that whatever is built later is among them."""

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from accounts.models import Person
from tenancy.models import PersonModel, PublicModel, TenantForeignKey, TenantModel


class Table(NamedTuple):
    model: Any
    owner: str  # the field that names whose a row is

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def column(self) -> str:
        return str(self.model._meta.get_field(self.owner).column)

    @property
    def others(self) -> list[str]:
        """Further columns that name a person."""
        fields = [
            one for one in self.model._meta.local_fields if one.related_model is Person and one.name != self.owner
        ]
        return [str(one.column) for one in fields]

    @property
    def keys(self) -> list[models.UniqueConstraint]:
        """What a person has one of; `id` with the owner is what others refer to."""
        found = [one for one in self.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
        return [one for one in found if self.owner in one.fields and "id" not in one.fields]


class Link(NamedTuple):
    """Rows of one table refer to rows of another that are the same person's: they go together."""

    child: Table
    field: str
    parent: Table


@cache
def own_tables() -> tuple[Table, ...]:
    """Of rows in no community."""
    found = [model for model in apps.get_models() if issubclass(model, PersonModel) and not model.passing]
    return tuple(Table(model, "person") for model in found)


@cache
def tables_here() -> tuple[Table, ...]:
    """Of rows that a community keeps, or says, of somebody."""
    found = [model for model in apps.get_models() if issubclass(model, (TenantModel, PublicModel))]
    return tuple(Table(model, owner) for model in found if (owner := getattr(model, "owner", "")))


@cache
def links() -> tuple[Link, ...]:
    by_model = {table.model: table for table in tables_here()}
    return tuple(
        Link(table, field.name, by_model[field.related_model])
        for table in tables_here()
        for field in table.model._meta.local_fields
        if isinstance(field, TenantForeignKey) and table.owner in field.matching
    )
