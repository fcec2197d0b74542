"""Give changes of an adaptation back to its original: offered and talked over. Both communities hold a copy."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community, Membership
from curriculum.actions import locked
from curriculum.commons.content import open_files
from curriculum.commons.models import Offer, OfferComment, SharedVersion
from curriculum.commons.news import tell_writers
from curriculum.comparing import DESCRIBED
from curriculum.licences import bars
from curriculum.merging import Offered, about_changes, changes, own_part, part_of
from curriculum.models import Curriculum, Version
from curriculum.nodes import NodeData, data_of
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community

State, Side = Offer.State, Offer.Side
ONE = {"one_open_offer": gettext_lazy("An offer of this curriculum is open already.")}


def offers_on(curriculum: Curriculum) -> QuerySet[Offer]:
    """To it and of it, the latest first."""
    return offers_here().filter(curriculum=curriculum)


def offers_here() -> QuerySet[Offer]:
    """Made and received, the latest first."""
    return Offer.objects.select_related("other").defer("nodes", "before").order_by("-offered_at", "-id")


def offers_waiting() -> QuerySet[Offer]:
    """For an answer from here."""
    return offers_here().filter(side=Side.RECEIVED, state=State.OPEN)


@transaction.atomic
def offer_back(curriculum: Curriculum, *, by: Membership, message: str, to: UUID | None = None) -> Offer:
    """Offer what the latest version changed to the community of the original (`to`: its id, or the first), whose
    writers alone read the offer.

    The files in its texts become readable for everyone, as those of a shared version do."""
    curriculum = locked(curriculum)
    version = curriculum.versions.order_by("-number").first()
    base, keys = _followed(curriculum, to)
    if base is None or version is None:
        raise Refused(_("Only what was taken over from others, and published, is offered back."))
    nodes = own_part(base.node_data, [data_of(node) for node in version.nodes.all()], keys)
    _refuse_giving(version, base, by.community)
    if not _changed(base, version, nodes, keys):
        raise Refused(_("Your version is as the original: there is nothing to offer."))
    open_files(nodes)
    about = {name: getattr(version, name) for name in DESCRIBED} | {"authors": _authors(version, by)}
    same: dict[str, Any] = {
        "base": base, "number": version.number, "message": message, "offered_by": by.display_name,
        "about": about, "keys": keys, "nodes": [node.as_json() for node in nodes],
    }  # fmt: skip
    with refusing(ONE):
        made: Offer = Offer.objects.create(side=Side.MADE, curriculum=curriculum, other=base.community, **same)
    with in_community(base.community_id):
        theirs = locked(Curriculum.objects.get(pk=base.curriculum))
        Offer.objects.create(pk=made.pk, side=Side.RECEIVED, curriculum=theirs, other=by.community, **same)
        tell_writers("offered", made.pk, key=f"offered {made.pk}", by=by.community, title=theirs.title)
    return made


def _followed(curriculum: Curriculum, to: UUID | None) -> tuple[SharedVersion | None, list[UUID] | None]:
    """The version that it follows of an original (the first), and the keys of what was taken of it (None: all)."""
    origin = next((one for one in curriculum.origins.all() if to in (None, one.original)), None)
    if origin is None:
        return None, None
    return SharedVersion.objects.select_related("community").get(pk=origin.version), origin.keys


def _changed(base: SharedVersion, version: Version, nodes: list[NodeData], keys: list[UUID] | None) -> bool:
    before = part_of(base.node_data, keys)
    return bool(changes(before, nodes, before)) or (keys is None and bool(about_changes(base, version, base)))


def _authors(version: Version, by: Membership) -> list[dict[str, str]]:
    """Those of the version; when none of them is of this community, whoever offers it as well."""
    place = by.community.name
    if any(author.get("community") == place for author in version.authors):
        return list(version.authors)
    return [*version.authors, {"name": by.display_name, "community": place}]


def _refuse_giving(version: Version, base: SharedVersion, here: Community) -> None:
    if here.visibility == Community.Visibility.HIDDEN:
        raise Refused(_("A community that nobody outside may know of cannot share."))
    if why := bars([version.licence], base.licence):
        raise Refused(
            _("What is under %(licence)s may not become part of something under %(origin)s.")
            % {"licence": version.get_licence_display(), "origin": base.get_licence_display()}
            + " "
            + why[0]
        )


def changes_made(offer: Offer) -> list[Offered]:
    """What the offer changes of the version that it starts from, as those who made it gave it."""
    before = part_of(offer.base.node_data, offer.keys)
    about = about_changes(offer.base, Version(**offer.about), offer.base) if offer.keys is None else []
    return about + changes(before, offer.node_data, before)


def offered_changes(offer: Offer) -> list[Offered]:
    """In the scope of the original: what the offer would change in its draft as it is now."""
    draft = [data_of(node) for node in offer.curriculum.nodes.all()]
    about = about_changes(offer.base, Version(**offer.about), offer.curriculum) if offer.keys is None else []
    return about + changes(part_of(offer.base.node_data, offer.keys), offer.node_data, draft)


@transaction.atomic
def comment_on_offer(offer: Offer, *, by: Membership, text: str) -> OfferComment:
    """Both sides read it, and those of the other are told."""
    said: dict[str, Any] = {"name": by.display_name, "place": by.community.name, "text": text}
    made: OfferComment = OfferComment.objects.create(offer=offer, **said)
    with in_community(offer.other_id):
        OfferComment.objects.create(pk=made.pk, offer_id=offer.pk, at=made.at, **said)
        tell_writers("said", offer.pk, key=f"said {made.pk}", by=by.community, title=offer.about["title"])
    return made
