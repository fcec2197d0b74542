"""Take a part of what is shared: into a curriculum of one's own, begun with it or there already."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Community, Membership
from curriculum.actions import create_curriculum, fill_draft, locked
from curriculum.commons.actions import follow, note_adoption
from curriculum.commons.audience import refuse_outside
from curriculum.commons.models import SharedVersion
from curriculum.commons.pulling import credited
from curriculum.comparing import DESCRIBED
from curriculum.licences import Outcome, outcome
from curriculum.merging import chosen, join, part_of
from curriculum.models import Curriculum, Origin
from curriculum.nodes import NodeData, data_of, tree, walk
from tenancy.refusal import Refused
from tenancy.scope import current_community

MOST_TARGETS = 50  # own drafts that a page offers


class Target(NamedTuple):
    """Where a part may go: a draft, or none for a new one; what that comes under, or why it may not."""

    draft: Curriculum | None
    outcome: Outcome
    refusal: str = ""


def ordered(shared: SharedVersion) -> dict[str, UUID]:
    """Keys of its nodes by their numbers, such as "2.1", which fit a page better."""
    return {branch.number: branch.node.key for branch in walk(tree(shared.node_data))}


def targets(shared: SharedVersion) -> list[Target]:
    """A new curriculum first, then the drafts here, lately written first. Two queries."""
    drafts = Curriculum.objects.filter(archived_at__isnull=True).order_by("-edited_at", "-id")
    known = drafts.prefetch_related("origins")[:MOST_TARGETS]
    licences = shared.licences
    return [Target(None, outcome(licences)), *(_target(draft, shared, licences) for draft in known)]


def _target(draft: Curriculum, shared: SharedVersion, licences: Collection[str]) -> Target:
    found = outcome_in(draft, licences)
    return Target(draft, found, _barred(found) or _refusal(draft, shared))


def outcome_in(draft: Curriculum, licences: Collection[str]) -> Outcome:
    """What the draft comes under when something under these is put into it."""
    return outcome([*(one.licence for one in draft.origins.all()), *licences], draft.licence)


def _refusal(draft: Curriculum, shared: SharedVersion) -> str:
    for one in draft.origins.all():
        if one.original == shared.curriculum and one.number != shared.number:
            return _("Version %(number)s of it is in there: take in what is new of it first.") % {"number": one.number}
    return ""


def _barred(found: Outcome) -> str:
    return "" if found.licence else " ".join(found.reasons)


@transaction.atomic
def take_part(
    shared: SharedVersion, *, by: Membership, keys: Collection[UUID], into: Curriculum | None = None, title: str = ""
) -> Curriculum:
    """Put these units and activities, with all that lies in them, into a draft; the units they lie in come along.

    Keys, authors and the thread to the original stay; what is there already is left as it is. Nothing is published."""
    if shared.community_id == current_community():
        raise Refused(_("This is your own community's curriculum."))
    Community.objects.select_for_update(no_key=True).get(pk=current_community())  # adoptions take turns
    refuse_outside(shared)
    nodes = shared.node_data
    picked = chosen(nodes, keys)
    if not picked:
        raise Refused(_("Choose at least one unit or activity."))
    part = part_of(nodes, picked)
    licences = {node.licence or shared.licence for node in part}
    found = outcome_in(into, licences) if into else outcome(licences)
    if refusal := _barred(found) or (_refusal(into, shared) if into else ""):
        raise Refused(refusal)
    if into is None:
        whole = len(part) == len(nodes) and not Origin.objects.filter(version=shared.pk, keys__isnull=True).exists()
        return _begin(shared, part, by=by, licence=found.licence, title=title, keys=None if whole else picked)
    return _put(locked(into), shared, part, found.licence, licences)


def _begin(
    shared: SharedVersion, part: list[NodeData], *, by: Membership, licence: str, title: str, keys: Any
) -> Curriculum:
    said = {name: getattr(shared, name) for name in DESCRIBED} | {"licence": licence}
    said |= {"title": title or shared.title}
    draft = create_curriculum(by=by, **said)
    follow(draft, shared, licence=licence, keys=keys)
    note_adoption(shared, draft)
    return fill_draft(draft, part)


def _put(
    draft: Curriculum, shared: SharedVersion, part: list[NodeData], licence: str, licences: Collection[str]
) -> Curriculum:  # fmt: skip
    own = [data_of(node) for node in draft.nodes.all()]
    known = {node.key for node in own}
    if all(node.key in known for node in part):
        raise Refused(_("All of this is in it already."))
    before = draft.origins.filter(original=shared.curriculum).first()
    keys = {node.key for node in part} | set(before.keys or () if before else ())
    whole = before is not None and before.keys is None
    taken = outcome([*licences, *([before.licence] if before else [])]).licence
    follow(draft, shared, licence=taken, keys=None if whole else keys)
    draft.licence, draft.authors = licence, credited(draft.authors, shared.authors)
    draft.save()
    note_adoption(shared, draft)
    return fill_draft(draft, _at_the_end(join([], part, own).nodes, known))


def _at_the_end(nodes: list[NodeData], known: Collection[UUID]) -> list[NodeData]:
    """What is new at the top stands behind what is there."""
    top = sorted((node for node in nodes if node.parent_key is None), key=lambda n: (n.key not in known, n.position))
    place = {node.key: number for number, node in enumerate(top)}
    return [node._replace(position=place.get(node.key, node.position)) for node in nodes]
