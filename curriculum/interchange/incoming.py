"""A framework as a file has it, whatever the format, and how it becomes rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Membership
from curriculum.actions import MOST_COMPETENCIES
from curriculum.interchange.importers import Report
from curriculum.models import Competency, CompetencyLink, Framework, Relation
from jobs import progress
from tenancy.refusal import Refused

BATCH = 1000
WRITTEN = (
    "parent_key", "position", "code", "statement", "short", "kind", "language", "levels", "keywords", "notes", "more",
)  # fmt: skip


@dataclass(kw_only=True)
class Item:
    """A competency; `name` is what the file calls it, `order` its place among its siblings."""

    name: str
    key: UUID
    statement: str
    parent: str = ""  # the name of what it lies under
    order: tuple[Any, ...] = ()
    code: str = ""
    short: str = ""
    kind: str = ""
    language: str = ""
    levels: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    notes: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class Tie:
    """From an item to another one, or to something outside."""

    origin: str
    relation: Relation
    target: str = ""
    address: str = ""
    title: str = ""


@dataclass(kw_only=True)
class Incoming:
    key: UUID
    about: dict[str, Any]  # title, language and what else a Framework says of itself
    items: dict[str, Item] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    def add(self, item: Item) -> None:
        if item.name in self.items:
            raise Refused(_("%(name)s stands there twice.") % {"name": item.name})
        if len(self.items) >= MOST_COMPETENCIES:
            raise Refused(_("A framework holds at most %(most)s competencies.") % {"most": MOST_COMPETENCIES})
        self.items[item.name] = item


def write(incoming: Incoming, *, by: Membership | None, report: Report) -> Framework:
    """Make it, or bring the one of this key up to date: what the file no longer has goes."""
    _refuse_circles(incoming)
    framework = Framework.objects.select_for_update().filter(key=incoming.key).first()
    if framework and not framework.is_imported:
        raise Refused(
            _("The framework “%(title)s” was written here: a file does not change it.") % {"title": framework}
        )
    framework = framework or Framework(key=incoming.key, made_by=by)
    for name, value in incoming.about.items():
        setattr(framework, name, value)
    framework.edited_at = timezone.now()
    framework.save()
    known = dict(framework.competencies.values_list("key", "pk"))
    rows = {row.key: row for row in _rows(incoming, framework, known)}
    framework.competencies.exclude(key__in=rows).delete()
    for number, batch in enumerate(_batches(list(rows.values()))):
        progress.tell(number * BATCH, total=len(rows))
        Competency.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["community", "id"], update_fields=list(WRITTEN)
        )
    CompetencyLink.objects.filter(origin__framework=framework).delete()
    links = list(_links(incoming, {name: rows[item.key] for name, item in incoming.items.items()}))
    CompetencyLink.objects.bulk_create(links, batch_size=BATCH)
    report.imported.update({"frameworks": 1, "competencies": len(rows), "links": len(links)})
    return framework


def _rows(incoming: Incoming, framework: Framework, known: dict[UUID, UUID]) -> Iterator[Competency]:
    places = _places(incoming.items.values())
    for name, item in incoming.items.items():
        parent = incoming.items.get(item.parent)
        made = {part: getattr(item, part) for part in WRITTEN if part not in ("parent_key", "position")}
        row = Competency(
            framework=framework, key=item.key, parent_key=parent.key if parent else None, position=places[name], **made
        )
        row.pk = known.get(item.key, row.pk)
        yield row


def _places(items: Iterable[Item]) -> dict[str, int]:
    """Each item's among its siblings, from 0."""
    siblings: dict[str, list[Item]] = {}
    for item in items:
        siblings.setdefault(item.parent, []).append(item)
    return {
        item.name: place
        for each in siblings.values()
        for place, item in enumerate(sorted(each, key=lambda one: one.order))
    }


def _links(incoming: Incoming, rows: dict[str, Competency]) -> Iterator[CompetencyLink]:
    seen = set()
    for tie in incoming.ties:
        said = (tie.origin, tie.relation, tie.target, tie.address)
        if said not in seen:
            seen.add(said)
            yield CompetencyLink(
                origin=rows[tie.origin], relation=tie.relation, target=rows.get(tie.target), address=tie.address,
                title=tie.title,
            )  # fmt: skip


def _refuse_circles(incoming: Incoming) -> None:
    sound: set[str] = set()
    for name in incoming.items:
        path: dict[str, None] = {}
        at = name
        while at and at not in sound:
            if at in path:
                raise Refused(_("%(name)s lies under itself.") % {"name": at})
            path[at] = None
            at = incoming.items[at].parent
        sound.update(path)


def _batches(rows: list[Competency]) -> Iterator[list[Competency]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
