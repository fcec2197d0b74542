"""Erase what the open scope's community keeps of somebody. What is theirs alone goes; of what others' records and the
books stand on, the name goes: the row stays and says "a former member"."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import Person
from communities.models import Community, Membership
from files.models import StoredFile
from learners.identity.forgetting import aliases_of
from learners.mydata.parts import Part, own_parts
from tenancy.models import SharedModel, TenantModel
from tenancy.scope import current_community, erasing

BATCH = 1000


class Kept(NamedTuple):
    why: Any
    blanked: dict[str, Any]


KEPT = {  # rows with an owner that stay, under no name
    "communities.Membership": Kept(
        gettext_lazy("votes, decisions and entries in the books name it by its number"), {"born_on": None}
    ),
    "governance.JoinRequest": Kept(gettext_lazy("the decision about it stands"), {"words": "", "answer": ""}),
    "admissions.Application": Kept(
        gettext_lazy("without it nobody could draw the places again"),
        {"attributes": {}, "attributes_by": None, "attributes_until": None, "claims": []},
    ),
    "commons.Review": Kept(gettext_lazy("others chose a curriculum by it"), {}),
    "mydata.ErasureRequest": Kept(gettext_lazy("it proves that this was done"), {"words": ""}),
}
NAMED = {"authoring.DraftComment", "releases.Opinion", "commons.Review"}  # where `name` is the author's


class Erasure:
    """Of some people in the open scope's community; counts what is gone by table. `but`: tables that stay whole."""

    def __init__(self, but: Collection[str] = ()) -> None:
        self.but = but
        self.gone: Counter[str] = Counter()
        self.files: set[UUID] = set()

    def rows(self, found: Any) -> None:
        """Delete rows, and before them every row that stands on them and may go; one that stays keeps its own too."""
        model, pks = found.model, list(found.order_by().values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            some = set(pks[start : start + BATCH])
            for dependent, column in standing_on(model):
                upon = dependent.objects.filter(**{f"{column}__in": some})
                label = dependent._meta.label
                if label in KEPT or label in self.but or not dependent.may_go():
                    some -= set(upon.values_list(column, flat=True))
                else:
                    self.rows(upon)
            rows = model.objects.filter(pk__in=some)
            self._note_files(model, rows)
            self.gone[model._meta.label] += rows.count()
            rows.delete()

    def _note_files(self, model: Any, rows: Any) -> None:
        for column in _columns_to(model, StoredFile):
            self.files |= set(rows.exclude(**{column: None}).values_list(column, flat=True))

    def unused_files(self) -> None:
        """Of the files that rows named, those that no page names any more; others than private ones may be shown."""
        for stored in StoredFile.objects.filter(pk__in=self.files, audience=StoredFile.Audience.PRIVATE):
            if not any(one.objects.filter(**{column: stored}).exists() for one, column in standing_on(StoredFile)):
                transaction.on_commit(partial(default_storage.delete, stored.path))
                stored.delete()
                self.gone["files.StoredFile"] += 1


def forget_files(files: Iterable[UUID]) -> None:
    """Those private ones that nothing names any more are gone from the storage too."""
    erasure = Erasure()
    erasure.files = set(files)
    erasure.unused_files()


@transaction.atomic
def erase_here(person: UUID, *, but: Collection[str] = ()) -> Counter[str]:
    """Everything the community recorded about a person who has left it, under whatever name; `but`: tables that stay.
    Says how many rows are gone, by table."""
    erasure, names = Erasure(but), [person, *aliases_of(person).values_list("pk", flat=True)]
    with erasing():
        for part in tenant_parts():
            if part.model._meta.label in but:
                continue
            found = part.model.objects.filter(**{f"{part.column}__in": names})
            if part.model._meta.label in KEPT:
                _blank(part, found)
            else:
                erasure.rows(found)
        _sign_off(names, but)
        erasure.unused_files()
    return erasure.gone


def recorded_tables(tables: Iterable[str]) -> frozenset[str]:
    """These, and all that stands on them: what belongs to a record goes and stays with it."""
    found, wanted = set[str](), list(tables)
    while wanted:
        label = wanted.pop()
        if label not in found:
            found.add(label)
            wanted += [dependent._meta.label for dependent, _column in standing_on(apps.get_model(label))]
    return frozenset(found)


def erase_rows(found: Iterable[Any]) -> Counter[str]:
    """These rows alone, with what stands on them."""
    erasure = Erasure()
    with erasing():
        for rows in found:
            erasure.rows(rows)
        erasure.unused_files()
    return erasure.gone


def tenant_parts() -> list[Part]:
    return [part for part in own_parts() if issubclass(part.model, TenantModel | SharedModel)]


def standing_on(model: Any) -> Iterator[tuple[Any, str]]:
    """The tables of communities that name rows of a table, and by which column."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and relation.is_relation and not relation.concrete
        if points_here and issubclass(relation.related_model, TenantModel):
            yield relation.related_model, relation.field.name


def former_member() -> str:
    """What somebody is called who is erased, in the community's first language."""
    languages = Community.objects.values_list("languages", flat=True).get(pk=current_community())
    with override(languages[0] if languages else "en"):
        return _("A former member")


def _blank(part: Part, found: Any) -> None:
    here = {"community": current_community()}
    found.filter(**here).update(**KEPT[part.model._meta.label].blanked)


def _sign_off(names: list[UUID], but: Collection[str] = ()) -> None:
    """Where the community wrote down what they were called, and may write at all: also on what they did for others."""
    members = list(Membership.objects.filter(person__in=names).values_list("pk", flat=True))
    name, here = former_member(), current_community()
    for model in apps.get_models():
        if not issubclass(model, TenantModel | SharedModel) or getattr(model, "append_only", False):
            continue
        if model._meta.label in but:
            continue
        for who, text in signatures(model):
            mine = members if model._meta.get_field(who).related_model is Membership else names
            signed: Any = model
            signed.objects.filter(**{f"{who}__in": mine, "community": here}).update(**{text: name})


def signatures(model: Any) -> Iterator[tuple[str, str]]:
    """Columns that name a person or a member, each with the column that says what they were called."""
    names = {field.name for field in model._meta.concrete_fields}
    for who in (*_columns_to(model, Person), *_columns_to(model, Membership)):
        for text in (f"{who}_name", *_own_names(model, who)):
            if text in names:
                yield who, text


def _own_names(model: Any, who: str) -> list[str]:
    if who not in (getattr(model, "owner", ""), "person", "member"):
        return []
    return ["display_name", "name"] if model._meta.label in NAMED else ["display_name"]


def _columns_to(model: Any, target: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.related_model is target]
