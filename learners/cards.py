"""An offering's card: what its learners see anywhere and, when it is listed, everyone."""

from typing import Any

from curriculum.models import Version, VersionNode
from curriculum.nodes import Branch, data_of, tree, walk
from learners.fellows import show_to_circles
from learners.models import Offering, OfferingCard, OpenTo, State
from learners.models.details import DETAILS
from learners.times.slots import ticks
from tenancy.scope import current_community

OF_OFFERING = ("title", "summary", "language", "starts_on", "ends_on", "state", "by_application", "open_to", *DETAILS)


def show_card(offering: Offering) -> None:
    """Write the card anew; a draft has none."""
    if offering.state != State.DRAFT:
        card, _is_new = OfferingCard.objects.update_or_create(id=offering.pk, defaults=_face(offering))
        show_to_circles(card)


def draft_card(offering: Offering) -> OfferingCard:
    """The card a draft would have, unsaved."""
    return OfferingCard(id=offering.pk, **_face(offering))


def _face(offering: Offering) -> dict[str, Any]:
    version = offering.version
    return {
        **{field: getattr(offering, field) for field in OF_OFFERING},
        "subject": version.subject,
        **_ages(offering),
        **_places(offering),
        "busy": ticks(offering.times, offering.community.time_zone),
        "community_id": current_community(),
        "listed": offering.open_to in (OpenTo.PUBLIC, OpenTo.NETWORK),
        **_content(version),
    }


def _ages(offering: Offering) -> dict[str, Any]:
    """Its own, or else the version's."""
    own = offering.age_from is not None or offering.age_to is not None
    return {field: getattr(offering if own else offering.version, field) for field in ("age_from", "age_to")}


def show_places(offering: Offering) -> None:
    """Write what enrolling changes, and only that."""
    OfferingCard.objects.filter(pk=offering.pk).update(**_places(offering))


def _places(offering: Offering) -> dict[str, Any]:
    return {"places_left": offering.places_left, "waiting": offering.waiting}


def _content(version: Version) -> dict[str, Any]:
    """What there is to learn, what comes before, and the activities in order; one query."""
    nodes = [data_of(node) for node in VersionNode.objects.filter(version=version)]
    covers = {node.key for node in nodes}
    teaches = {ref.key: ref.title for node in nodes for ref in (*node.teaches, *node.assesses)}
    requires = {ref.key: ref.title for node in nodes for ref in node.requires if ref.key not in covers}
    tops = tree(nodes)
    return {
        "covers": list(covers),
        "requires": list(requires),
        "teaches": list(teaches),
        "named": {str(key): title for key, title in (requires | teaches).items()},
        "outline": [_entry(branch, top) for top in tops for branch in walk([top]) if not branch.node.is_unit],
    }


def _entry(branch: Branch, top: Branch) -> dict[str, Any]:
    unit = top.node if top.node.is_unit else None
    return {
        "key": str(branch.node.key),
        "number": branch.number,
        "title": branch.node.title,
        "minutes": branch.node.minutes,
        "unit": str(unit.key) if unit else "",
        "unit_title": unit.title if unit else "",
        "teaches": sorted({str(ref.key) for ref in (*branch.node.teaches, *branch.node.assesses)}),
    }
