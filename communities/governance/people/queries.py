"""Who asks to come in, and which communities belong to which circle."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from communities.governance.models import Belonging, JoinRequest, Proposal

SHOWN = timedelta(days=30)  # how long a person's own pages tell what came of a request


def open_requests() -> QuerySet[JoinRequest]:
    """The first to ask first."""
    found: QuerySet[JoinRequest] = JoinRequest.objects.filter(state="open").order_by("asked_at", "pk")
    return found


def proposals_about(requests: list[JoinRequest]) -> dict[str, Proposal]:
    """By request, the latest proposal to admit whoever asked; drafts are their proposers' own."""
    ids = [str(one.pk) for one in requests]
    found = Proposal.objects.filter(~Q(state="draft"), effect="admit", payload__request__in=ids).order_by("number")
    return {one.payload["request"]: one for one in found}


def own_request(person_id: UUID) -> JoinRequest | None:
    """The latest in the open scope's community."""
    found: JoinRequest | None = JoinRequest.objects.filter(person=person_id).order_by("-asked_at", "-pk").first()
    return found


def own_requests(person_id: UUID) -> QuerySet[JoinRequest]:
    """Of a person anywhere: what is open, and what was lately settled, each with its community; the latest first."""
    lately = Q(state="open") | Q(settled_at__gt=timezone.now() - SHOWN)
    found: QuerySet[JoinRequest] = JoinRequest.objects.filter(lately, person=person_id)
    return found.select_related("community").order_by("-asked_at", "-pk")


def places_in_circles() -> QuerySet[Belonging]:
    """Of the open scope's community: the circles it belongs to or asks; of a circle: its communities and who asks."""
    found: QuerySet[Belonging] = Belonging.objects.exclude(state="left")
    return found.select_related("circle", "member", "delegate", "decision").order_by("state", "pk")
