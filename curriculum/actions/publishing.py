"""Make a version of the draft: from then on it never changes."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Membership
from curriculum.actions.locking import locked
from curriculum.checking import stopping
from curriculum.comparing import DESCRIBED
from curriculum.models import Curriculum, Described, Version, VersionNode
from curriculum.nodes import NAMES, NodeData, data_of, tree, walk
from curriculum.sharing import Way, way_here
from tenancy.refusal import Refused

# What apps above do with a new version, in the transaction that publishes it; `share` says whether others may have it.
ON_PUBLISHING: list[Callable[[Version, bool], None]] = []


@transaction.atomic
def publish_version(curriculum: Curriculum, *, by: Membership, note: str = "", share: bool = False) -> Version:
    """Publish the draft as the next version, numbered without gaps; refused when empty, unfinished or unchanged,
    where licences clash or parts wait for one another, and where others have a say in it first."""
    if way_here() is not Way.ALONE:
        raise Refused(_("Here others have a say in what is published. Hand the draft in."))
    curriculum = locked(curriculum)
    return write_version(curriculum, ready_nodes(curriculum), by=by, note=note, share=share)


def ready_nodes(curriculum: Curriculum) -> list[NodeData]:
    """The parts of a locked draft, fit to be published as they are; refused otherwise."""
    nodes = [data_of(node) for node in curriculum.nodes.all()]
    _refuse_unfinished(nodes)
    for found in stopping(curriculum, nodes):
        raise Refused(f"{found.title}: {found.what}")
    last = curriculum.versions.order_by("-number").first()
    if last and not differs(curriculum, nodes, last):
        raise Refused(_("Nothing has changed since version %(number)s.") % {"number": last.number})
    return nodes


def write_version(
    curriculum: Curriculum, nodes: list[NodeData], *, by: Membership, note: str, share: bool,
    told: Described | None = None, drafted_at: datetime | None = None,
) -> Version:  # fmt: skip
    """Write the next version of a locked curriculum: as its draft says, or as it said (`told`) at another time."""
    version = Version.objects.create(
        curriculum=curriculum,
        number=(curriculum.number or 0) + 1,
        note=note,
        published_by=by,
        published_by_name=by.display_name,
        **{name: getattr(told or curriculum, name) for name in DESCRIBED},
    )
    VersionNode.objects.bulk_create(
        VersionNode(version=version, **{name: getattr(node, name) for name in NAMES}) for node in nodes
    )
    curriculum.number, curriculum.published_at = version.number, drafted_at or version.published_at
    curriculum.save(update_fields=["number", "published_at"])
    for do in ON_PUBLISHING:
        do(version, share)
    return version


def differs(curriculum: Curriculum, nodes: list[NodeData], version: Version) -> bool:
    """Whether the draft says anything else than the version."""
    if any(getattr(curriculum, name) != getattr(version, name) for name in DESCRIBED):
        return True
    return {data_of(node) for node in version.nodes.all()} != set(nodes)


def _refuse_unfinished(nodes: list[NodeData]) -> None:
    branches = tree(nodes)
    if not branches:
        raise Refused(_("There is nothing to publish yet: add a unit with an activity."))
    for branch in walk(branches):
        if branch.node.is_unit and not branch.activities:
            raise Refused(_("The unit “%(title)s” has no activity yet.") % {"title": branch.node.title})
