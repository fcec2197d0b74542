"""What this app puts on a community's home and into the search."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from communities.governance.charter.queries import articles_saying
from communities.governance.people.queries import own_requests
from communities.governance.proposals.queries import Waiting, glance
from communities.governance.queries import Told, decisions, in_force
from communities.models import Community
from communities.panels import roles_here
from web.links import url_here
from web.registry import Hit

LATELY = 3
FOUND = 8  # hits of one kind in the search


def first_steps(request: Any) -> dict[str, Any] | None:
    """For those who decide, until all of it is done."""
    access = request.access
    if not (access.can("governance.decide") and access.can("communities.manage_people")):
        return None
    community = access.community
    steps: list[dict[str, Any]] = [
        {
            "label": _("Say what the community is for"),
            "why": _("It opens the public page."),
            "url": url_here(request, "governance-change-setting", "identity"),
            "done": bool(community.purpose),
        },
        {
            "label": _("Set the terms"),
            "why": _("What is offered runs in a term; reports follow it."),
            "url": url_here(request, "governance-change-setting", "calendar"),
            "done": bool(community.calendar.get("terms")) or community.is_network,
        },
        {
            "label": _("Invite the others"),
            "why": _("A link for each of them, with the role they will have."),
            "url": url_here(request, "communities-invite"),
            "done": sum(roles_here(request).values()) > len(access.membership.roles),  # somebody else holds one
        },
    ]
    open_steps = [step for step in steps if not step["done"]]
    if not open_steps:
        return None
    open_steps[0]["now"] = True
    return {"steps": steps}


def _glance(request: Any) -> tuple[list[Waiting], list[Told]]:
    """Asked once for both panels."""
    if not hasattr(request, "governance_glance"):
        request.governance_glance = glance(request.access.membership, LATELY)
    found: tuple[list[Waiting], list[Told]] = request.governance_glance
    return found


def to_vote(request: Any) -> dict[str, Any] | None:
    """What waits for this member's vote."""
    member = request.access.membership
    if member is None or not request.access.can("governance.see_decisions"):
        return None
    waiting = _glance(request)[0]
    return {"proposals": waiting, "waiting": len(waiting)} if waiting else None


def lately_decided(request: Any) -> dict[str, Any] | None:
    if not request.access.can("governance.see_decisions"):
        return None
    latest = _glance(request)[1]
    return {"decisions": latest} if latest else None


def find_decisions(request: Any, text: str) -> Iterator[Hit]:
    if request.access.community and request.access.can("governance.see_decisions"):
        for one in decisions(q=text)[:FOUND]:
            address = url_here(request, "governance-decision", one.number)
            yield Hit(one.title, address, str(one.get_kind_display()), "gavel")


def charter_here(request: Any) -> dict[str, Any] | None:
    """On the public page, where the charter itself lets everyone read it."""
    value = in_force("charter").value
    count = len(value["articles"])
    return {"articles": count} if count and value["audience"] == "public" else None


def find_articles(request: Any, text: str) -> Iterator[Hit]:
    """Of the charter as decided last."""
    if request.access.community and request.access.can("governance.see_decisions"):
        found = articles_saying(text)
        for number, title in found[:FOUND]:
            yield Hit(
                f"{number}. {title}", f"{url_here(request, 'governance-charter')}#article-{number}", "", "file-text"
            )


def suspension_told(request: Any) -> dict[str, Any] | None:
    """To a member whose suspension has been decided and has not begun."""
    member = request.access.membership
    return {"waiting": 1} if member and member.will_be_suspended else None


def way_in(request: Any) -> dict[str, Any] | None:
    """On the public page, for who is no member or may not act."""
    access = request.access
    if access.membership or access.community.kind == Community.Kind.CIRCLE:
        return None
    return {"suspended": access.suspension, "closed": not access.community.takes_learners}


def asked(request: Any) -> dict[str, Any] | None:
    """Where a person may not act at present, and where they ask to come in."""
    found = {"suspended": request.access.suspended, "asked": list(own_requests(request.access.person.pk))}
    return found if any(found.values()) else None
