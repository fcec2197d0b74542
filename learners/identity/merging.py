"""Two memberships of one person in one community become one; who is meant by the other is meant by it from then on."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.models import Membership
from learners.identity.allowed import refuse_merging
from tenancy.models import TenantForeignKey
from tenancy.scope import as_person, in_community

Merged = dict[str, Any]


def merge_memberships(main: UUID, other: UUID) -> list[Merged]:
    """Wherever both are members: what changed in each community, for going back."""
    with as_person(main):
        mine = {
            one.community.pk: one.pk
            for one in Membership.objects.filter(until__isnull=True).select_related("community")
        }
    with as_person(other):
        theirs = {
            one.community.pk: one.pk
            for one in Membership.objects.filter(until__isnull=True).select_related("community")
        }
    merged = []
    for place in sorted(mine.keys() & theirs.keys(), key=str):
        with in_community(place):
            merged.append({"community": str(place), **_merge(mine[place], theirs[place])})
    return merged


def _merge(mine: UUID, theirs: UUID) -> Merged:
    """With the roles of both, and what referred to either but for what was decided, voted or published."""
    locked = {one.pk: one for one in Membership.objects.select_for_update(of=["self"]).filter(pk__in=[mine, theirs])}
    kept, ended = locked[mine], locked[theirs]
    refuse_merging(kept, ended)
    added = [role for role in ended.roles if role not in kept.roles]
    told: Merged = {"kept": str(mine), "ended": str(theirs), "roles": added}
    told |= {"born_on": str(ended.born_on or ""), "gave_birth": kept.born_on is None and ended.born_on is not None}
    kept.roles, kept.born_on = [*kept.roles, *added], kept.born_on or ended.born_on
    kept.save(update_fields=["roles", "born_on"])
    ended.until, ended.born_on = max(timezone.localdate(), ended.since), None
    ended.save(update_fields=["until", "born_on"])
    return told | {"references": point(_references(), ended.pk, kept.pk)}


def unmerge(told: Merged) -> None:
    with in_community(UUID(told["community"])):
        kept, ended = Membership.objects.get(pk=told["kept"]), Membership.objects.get(pk=told["ended"])
        point(_references(), kept.pk, ended.pk, only=told["references"])
        kept.roles = [role for role in kept.roles if role not in told["roles"]] or kept.roles
        if told["gave_birth"]:
            kept.born_on = None
        kept.save(update_fields=["roles", "born_on"])
        ended.until, ended.born_on = None, told["born_on"] or None
        ended.save(update_fields=["until", "born_on"])


def _references() -> list[tuple[Any, str]]:
    """Where a membership is named: not in what stands for ever, nor in the votes of governance."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not getattr(model, "append_only", False)
        if model._meta.app_label != "governance" or model.__name__ == "Belonging"
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey) and field.related_model is Membership
    ]


def point(
    references: list[tuple[Any, str]], old: UUID, new: UUID, *, only: dict[str, list[str]] | None = None
) -> dict[str, list[str]]:
    """Rows by `<table>.<field>`; one that there may be only once stays as it is."""
    moved: dict[str, list[str]] = {}
    for model, field in references:
        name = f"{model._meta.db_table}.{field}"
        found = model.objects.filter(**{field: old})
        if only is not None:
            found = found.filter(pk__in=only.get(name, []))
        gone = [str(pk) for pk in found.values_list("pk", flat=True) if _pointed(model, pk, field, new)]
        if gone:
            moved[name] = gone
    return moved


def _pointed(model: Any, pk: UUID, field: str, new: UUID) -> bool:
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**{field: new})
    except IntegrityError:
        return False
    return True
