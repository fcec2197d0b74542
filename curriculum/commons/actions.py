"""Share a version with everyone or with circles, take it back, and take over what others shared."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from curriculum.actions import create_curriculum, write_version
from curriculum.commons.audience import (
    Circles,
    audience_of,
    audience_of_words,
    keep,
    refuse_outside,
    spread_audience,
    take_turns,
)
from curriculum.commons.content import content_of, make_findable, open_files
from curriculum.commons.facets import count_anew
from curriculum.commons.models import Adoption, Basis, SharedVersion
from curriculum.comparing import DESCRIBED
from curriculum.licences import bars
from curriculum.models import Curriculum, Node, Origin, Version
from curriculum.nodes import NAMES, NodeData, data_of
from jobs.outbox import enqueue
from tenancy.refusal import Refused, refusing
from tenancy.scope import NOBODY, current_community

ALREADY: dict[str, Any] = {
    "one_adoption_a_version": gettext_lazy("Another curriculum here was taken over from this version.")
}


def share_on_publishing(version: Version, share: bool) -> None:
    """With whom its last shared version is shared, or with everyone."""
    if share:
        rows = SharedVersion.objects.filter(curriculum=version.curriculum_id, withdrawn_at__isnull=True)
        last = rows.order_by("-number").first()
        share_version(version, circles=last.circles if last else None)


@transaction.atomic
def share_version(version: Version, *, circles: Circles = None) -> SharedVersion:
    """Copy a version to where everyone may read it, or the communities of these circles; its files with it.

    Again is the same, and adds readers; fewer it has only once it was withdrawn."""
    _take_turns(version.curriculum_id, circles)
    before = SharedVersion.objects.filter(version=version.pk).first()
    if before and not before.withdrawn_at:
        return _widened(before, version, circles)
    nodes = [data_of(node) for node in version.nodes.all()]
    bases, audience = _bases_of(version, nodes), audience_of(version, circles)
    if version.community.visibility == Community.Visibility.HIDDEN:
        raise Refused(_("A community that nobody outside may know of cannot share."))
    if before:
        return _given_out(before, withdrawn_at=None, **audience)
    shared = SharedVersion.objects.create(
        **{name: getattr(version, name) for name in (*DESCRIBED, "community_id", "number", "note", "published_at")},
        curriculum=version.curriculum_id,
        version=version.pk,
        latest=False,
        origin=bases[0] if bases else None,
        **audience,
        **content_of(version, nodes),
    )
    Basis.objects.bulk_create(
        Basis(community_id=shared.community_id, shared=shared, base=base, readers=shared.readers) for base in bases
    )
    return _given_out(shared)


def _widened(shared: SharedVersion, version: Version, circles: Circles) -> SharedVersion:
    if shared.circles is None or (circles is not None and set(circles) <= set(shared.circles)):
        return shared
    wanted = None if circles is None else {*circles, *shared.circles}
    return _given_out(shared, **audience_of(version, wanted))


def _given_out(shared: SharedVersion, **changed: Any) -> SharedVersion:
    for name, value in changed.items():
        setattr(shared, name, value)
    shared.save(update_fields=list(changed))
    make_findable(shared)
    if shared.for_everyone:
        open_files(shared.node_data)
    _mark_latest(shared.curriculum)
    spread_audience(shared)
    if shared.number > 1:  # those who took an earlier version over are told
        enqueue("commons.tell_of_version", shared.pk, NOBODY, shared.community_id)
    return shared


def _bases_of(version: Version, nodes: list[NodeData]) -> list[SharedVersion]:
    """What this was made of, the first first; refused when nothing is changed of it, or its licence forbids it."""
    origins = list(version.curriculum.origins.all())
    known = SharedVersion.objects.select_related("community").in_bulk([one.version for one in origins])
    bases = [known[one.version] for one in origins]
    if len(bases) == 1 and set(nodes) == set(bases[0].node_data):
        raise Refused(
            _("It is still as %(community)s shared it, and there already.") % {"community": bases[0].community}
        )
    for origin in origins:
        if why := bars([origin.licence], version.licence):
            raise Refused(
                _("What is changed of something under %(origin)s may not be given out under %(licence)s.")
                % {"origin": origin.get_licence_display(), "licence": version.get_licence_display()}
                + " "
                + why[0]
            )
    return bases


def _take_turns(curriculum_id: UUID, circles: Circles = None) -> None:
    """With whoever shares or withdraws a version of it, and whoever joins or leaves a circle that it is shared with."""
    Curriculum.objects.select_for_update(no_key=True).get(pk=curriculum_id)
    known = SharedVersion.objects.filter(curriculum=curriculum_id).values_list("circles", flat=True)
    take_turns(*sorted({*(circles or ()), *(one for those in known for one in those or ())}))


def _mark_latest(curriculum_id: UUID) -> None:
    rows = SharedVersion.objects.filter(curriculum=curriculum_id)
    rows.filter(latest=True).update(latest=False)
    newest = rows.filter(withdrawn_at__isnull=True).order_by("-number").first()
    if newest:
        rows.filter(pk=newest.pk).update(latest=True)
    count_anew()
    transaction.on_commit(count_anew)


@transaction.atomic
def withdraw_from_commons(shared: SharedVersion) -> SharedVersion:
    """Show it no longer; who has taken it over keeps it, as its licence says. In its own community's scope."""
    _take_turns(shared.curriculum)
    shared = SharedVersion.objects.select_for_update().get(pk=shared.pk)
    if not shared.withdrawn_at:
        shared.withdrawn_at = timezone.now()
        shared.save(update_fields=["withdrawn_at"])
        _mark_latest(shared.curriculum)
        spread_audience(shared)
    return shared


def follow(
    curriculum: Curriculum, shared: SharedVersion, *, licence: str, keys: Collection[UUID] | None
) -> Origin:  # fmt: skip
    """Note that these parts (None: all) of the curriculum come from there, whatever was noted of it before."""
    about = {
        "version": shared.pk, "title": shared.title, "place": shared.community.name, "number": shared.number,
        "licence": licence, "keys": None if keys is None else sorted(keys),
    }  # fmt: skip
    origin: Origin
    with refusing(ALREADY):
        origin, _new = Origin.objects.update_or_create(
            curriculum=curriculum, original=shared.curriculum, defaults=about
        )
    return origin


def note_adoption(shared: SharedVersion, curriculum: Curriculum) -> None:
    """So that it reads on, and authors see where it is used unless nobody may know of that community."""
    keep(shared)
    if curriculum.community.visibility != Community.Visibility.HIDDEN:
        about = audience_of_words(shared)
        Adoption.objects.get_or_create(
            curriculum=shared.curriculum, community=curriculum.community,
            defaults={**about, "kept_by": [curriculum.community.pk]},
        )  # fmt: skip


@transaction.atomic
def adopt_version(shared: SharedVersion, *, by: Membership) -> Version:
    """Take a shared version into the open scope's community, as a curriculum of its own with its first version.

    Authors, licence, origin and keys stay. A repeat gives the version that is there; one's own is refused."""
    if shared.community_id == current_community():
        raise Refused(_("This is your own community's curriculum."))
    Community.objects.select_for_update(no_key=True).get(pk=current_community())  # adoptions take turns
    known = (
        Version.objects.filter(curriculum__origins__version=shared.pk, curriculum__origins__keys__isnull=True)
        .order_by("number")
        .first()
    )
    if known:
        return known
    if shared.withdrawn_at:
        raise Refused(_("This is no longer shared."))
    refuse_outside(shared)
    if why := bars(shared.licences - {shared.licence}, shared.licence):
        raise Refused(why[0])
    described = {name: getattr(shared, name) for name in DESCRIBED}
    curriculum = create_curriculum(by=by, **described)
    follow(curriculum, shared, licence=shared.licence, keys=None)
    note_adoption(shared, curriculum)
    nodes = shared.node_data
    Node.objects.bulk_create(
        Node(curriculum=curriculum, **{name: getattr(node, name) for name in NAMES}) for node in nodes
    )
    return write_version(curriculum, nodes, by=by, note=_("Taken over as it was."), share=False)
