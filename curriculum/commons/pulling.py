"""Take what is new in the original into an adaptation's draft, change by change; nothing is published by it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, Membership
from curriculum.actions import REFUSALS, fill_draft, locked
from curriculum.commons.actions import follow
from curriculum.commons.audience import keep
from curriculum.commons.models import Pull, SharedVersion
from curriculum.licences import Outcome, outcome
from curriculum.merging import ABOUT, Offered, about_changes, changes, join, newer_part, part_of
from curriculum.models import Curriculum, Origin
from curriculum.nodes import NodeData, data_of, from_json
from tenancy.refusal import Refused, refusing

ORIGIN = ("version", "title", "place", "number", "licence", "keys")
KEPT = (*ABOUT, "licence", "authors")  # of the curriculum, beside its nodes


class Preview(NamedTuple):
    """What a pull would offer. `outcome`: what the adaptation is under after it, and why."""

    origin: Origin
    theirs: SharedVersion
    base: SharedVersion
    changes: list[Offered]
    outcome: Outcome
    nodes: list[NodeData]  # of the draft
    before: list[NodeData]  # of the base and of theirs, what the adaptation has to do with
    after: list[NodeData]

    @property
    def clean(self) -> list[Offered]:
        return [one for one in self.changes if not one.is_conflict]

    @property
    def conflicts(self) -> list[Offered]:
        return [one for one in self.changes if one.is_conflict]


def newer(curriculum: Curriculum) -> list[tuple[Origin, SharedVersion]]:
    """The latest that is shared of each original, where the adaptation starts from an earlier one. Two queries."""
    origins = {one.original: one for one in curriculum.origins.all()}
    if not origins:
        return []
    shared = SharedVersion.objects.filter(
        curriculum__in=origins, withdrawn_at__isnull=True, community__visibility=Community.Visibility.PUBLIC
    ).filter(Q(readers__isnull=True) | Q(readers__contains=[curriculum.community_id]))
    latest = {one.curriculum: one for one in shared.select_related("community").defer("nodes").order_by("number")}
    return [(one, latest[key]) for key, one in origins.items() if key in latest and latest[key].number > one.number]


def preview(curriculum: Curriculum, *, of: UUID | None = None) -> Preview | None:
    """Of the original with this id, or the first that has something new; five queries, however much there is."""
    waiting = [(origin, theirs) for origin, theirs in newer(curriculum) if of in (None, origin.original)]
    if not waiting:
        return None
    origin, latest = waiting[0]
    both = SharedVersion.objects.select_related("community").in_bulk([origin.version, latest.pk])
    base, theirs = both[origin.version], both[latest.pk]
    nodes = [data_of(node) for node in curriculum.nodes.all()]
    before, after = part_of(base.node_data, origin.keys), newer_part(base.node_data, theirs.node_data, origin.keys)
    found = changes(before, after, nodes)
    if origin.keys is None:
        found = about_changes(base, theirs, curriculum) + found
    return Preview(origin, theirs, base, found, licence_after(curriculum, origin, theirs, after), nodes, before, after)


def licence_after(
    curriculum: Curriculum, origin: Origin, theirs: SharedVersion, after: list[NodeData]
) -> Outcome:  # fmt: skip
    """The adaptation's own, unless the licence of an original does not allow that (any more)."""
    own = str(curriculum.licence)
    others = [one.licence for one in curriculum.origins.all() if one.pk != origin.pk]
    return outcome([*others, *(_licences(origin, theirs, after) - {own})], own)


def _licences(origin: Origin, theirs: SharedVersion, after: list[NodeData]) -> set[str]:
    return theirs.licences if origin.keys is None else {node.licence or theirs.licence for node in after}


def last_pull(curriculum: Curriculum) -> Pull | None:
    """The latest that was not undone."""
    found = Pull.objects.filter(curriculum=curriculum, undone_at__isnull=True).select_related("version__community")
    return found.order_by("-at").first()


@transaction.atomic
def pull_upstream(
    curriculum: Curriculum, *, by: Membership, version: UUID, seen: datetime, taken: Collection[str] | None = None
) -> Pull:
    """Write the `taken` changes (ids of the preview; None: all but conflicts) into the draft; the rest is declined.

    Refused where the draft (`seen`: its `edited_at`) or the original is not as it was looked at."""
    curriculum = locked(curriculum)
    wanted_of = SharedVersion.objects.filter(pk=version).values_list("curriculum", flat=True).first()
    found = preview(curriculum, of=wanted_of) if wanted_of else None
    if found is None or found.theirs.pk != version:
        raise Refused(_("Somebody has taken this in meanwhile, or there is a newer version. Look at it again."))
    if curriculum.edited_at != seen:
        raise Refused(_("The draft has changed since you looked. Look at it again."))
    if not found.outcome.licence:
        raise Refused(" ".join(found.outcome.reasons))
    wanted = {one.id for one in found.clean} if taken is None else set(taken)
    result = join(found.before, found.after, found.nodes, wanted)
    before = {
        "about": {name: _plain(getattr(curriculum, name)) for name in KEPT},
        "origin": {name: _plain(getattr(found.origin, name)) for name in ORIGIN},
        "nodes": [node.as_json() for node in found.nodes],
    }
    _describe(curriculum, found, wanted)
    with refusing(REFUSALS):
        curriculum.save()
    _follow_on(curriculum, found)
    curriculum = fill_draft(curriculum, result.nodes)
    keep(found.theirs)
    return Pull.objects.create(
        curriculum=curriculum, base=found.base, version=found.theirs, by=by, before=before,
        draft_at=curriculum.edited_at, held=[node.title for node in (*result.held, *result.put_back)],
        taken=[_told(one) for one in found.changes if one.id in wanted],
        declined=[_told(one) for one in found.changes if one.id not in wanted],
    )  # fmt: skip


def _describe(curriculum: Curriculum, found: Preview, wanted: set[str]) -> None:
    for one in found.changes:
        if one.key is None and one.id in wanted:
            setattr(curriculum, one.field, one.theirs)
    theirs = found.theirs
    curriculum.licence = found.outcome.licence
    curriculum.authors = credited(curriculum.authors, theirs.authors)


def _follow_on(curriculum: Curriculum, found: Preview) -> None:
    licence = outcome(_licences(found.origin, found.theirs, found.after)).licence or found.theirs.licence
    keys = None if found.origin.keys is None else [node.key for node in found.after]
    follow(curriculum, found.theirs, licence=licence, keys=keys)


def credited(authors: list[dict[str, str]], more: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those authors, and behind them the others that are not among them."""
    return [*authors, *(one for one in more if one not in authors)]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, UUID) else value


def _told(one: Offered) -> dict[str, str]:
    return {"id": one.id, "title": one.title, "field": one.field, "what": one.what.value}


@transaction.atomic
def undo_pull(curriculum: Curriculum) -> Curriculum:
    """Let the draft be as it was before the latest pull; refused once somebody has written on it since."""
    curriculum = locked(curriculum)
    pull = last_pull(curriculum)
    if pull is None:
        raise Refused(_("Nothing was taken in that could be undone."))
    if curriculum.edited_at != pull.draft_at:
        raise Refused(_("Somebody has written on the draft since: it cannot be undone as a whole any more."))
    for name, value in pull.before["about"].items():
        setattr(curriculum, name, value)
    with refusing(REFUSALS):
        curriculum.save()
    Origin.objects.filter(curriculum=curriculum, original=pull.version.curriculum).update(**pull.before["origin"])
    curriculum = fill_draft(curriculum, [from_json(node) for node in pull.before["nodes"]])
    pull.undone_at = timezone.now()
    pull.save(update_fields=["undone_at"])
    return curriculum
