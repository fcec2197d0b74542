"""Refuse at start-up what would break isolation, or Citus, later."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from tenancy.models import PersonModel, ScopedManager, TenantForeignKey, TenantModel, UniqueForPerson


def check_scoped_models(**_: Any) -> list[CheckMessage]:
    return [
        Error(problem, obj=thing, id="tenancy.E001")
        for model in apps.get_models(include_auto_created=True)
        for thing, problem in problems(model)
    ]


def problems(model: Any) -> Iterator[tuple[Any, str]]:
    """What is wrong with a model, thing by thing."""
    is_tenant, is_personal = _is(model, TenantModel), _is(model, PersonModel)
    for field in model._meta.local_fields:
        yield from _of_field(field, is_tenant, is_tenant or is_personal)
    if not (is_tenant or is_personal):
        return
    if model._meta.parents:
        yield model, "A scoped model has no parent table."
    if not isinstance(model._base_manager, ScopedManager):
        yield model, "The base manager must be a ScopedManager."
    if model._meta.unique_together:
        yield model, "Use UniqueInCommunity instead of unique_together."
    first = "community" if is_tenant else UniqueForPerson.scope_column
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and first not in _names(constraint):
            yield model, f"{constraint.name} is unique across scopes; use UniqueInCommunity or UniqueForPerson."


def _of_field(field: Any, is_tenant: bool, is_scoped: bool) -> Iterator[tuple[Any, str]]:
    to_tenant = _is(field.related_model, TenantModel)
    if to_tenant != isinstance(field, TenantForeignKey) or (to_tenant and not is_tenant):
        yield field, "Tenant models point to tenant models by TenantForeignKey, others never."
    if _is(field.related_model, PersonModel):
        yield field, "Nothing points to a person's own rows."
    if is_scoped and field.unique and not field.primary_key:
        yield field, "Unique across scopes; use UniqueInCommunity or UniqueForPerson."


def _is(model: Any, base: type) -> bool:
    return isinstance(model, type) and issubclass(model, base)


def _names(constraint: models.UniqueConstraint) -> tuple[str, ...]:
    return (*constraint.fields, *(getattr(e, "name", "") for e in constraint.expressions))
