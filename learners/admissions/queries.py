"""Rounds, applications and draws."""

from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from communities.governance.models import Proposal
from learners.admissions.models import Appeal, Application, Draw, NewSeed, Round
from learners.models import Enrolment, GuardianshipRecord, Offering, in_force


def round_of(offering: Offering) -> Round | None:
    return Round.objects.filter(offering=offering).first()


def draw_of(round_: Round) -> Draw | None:
    return Draw.objects.filter(round=round_).first()


def new_seeds_of(round_: Round) -> list[NewSeed]:
    """First to last."""
    return list(NewSeed.objects.filter(round=round_).order_by("made_at", "id"))


def commitment_of(round_: Round) -> str:
    """What counts now."""
    return next((one.commitment for one in reversed(new_seeds_of(round_))), round_.commitment)


def standing(round_: Round) -> QuerySet[Application]:
    """Those not withdrawn, in the order of asking."""
    rows = Application.objects.filter(round=round_, withdrawn_at__isnull=True)
    return rows.select_related("home").order_by("number")


def application_of(round_: Round, person_id: UUID | None) -> Application | None:
    """The person's, unless it is withdrawn."""
    return standing(round_).filter(person=person_id).first() if person_id else None


def appeals_of(round_: Round) -> QuerySet[Appeal]:
    """Those to decide first, oldest first."""
    rows = Appeal.objects.filter(application__round=round_).select_related("application")
    return rows.order_by(F("granted").asc(nulls_first=True), "made_at", "id")


def was_turned_down(appeal: Appeal) -> bool:
    """By the last vote on it."""
    found = Proposal.objects.filter(effect="grant_appeal", payload__appeal=str(appeal.pk)).exclude(state="draft")
    last = found.order_by("-number").values_list("state", flat=True).first()
    return bool(last == Proposal.State.REJECTED)


def own_applications() -> QuerySet[Application]:
    """In a person's scope: the latest first, each with its card."""
    rows = Application.objects.filter(withdrawn_at__isnull=True)
    return rows.select_related("card__community").order_by("-made_at", "-id")


def groups_on_record(person_id: UUID, offering: Offering) -> list[str]:
    """What this community's own rows say: whether they learn or learnt here, or the same curriculum in any version, and
    whether a brother or sister learns here, or learns the same."""
    here = ~Q(state__in=[Enrolment.State.WITHDRAWN, Enrolment.State.WAITING]) & ~Q(offering=offering)
    learnt = Enrolment.objects.filter(here, person_id=person_id)
    curricula = set(learnt.values_list("offering__version__curriculum", flat=True))
    found = ["continuing"] if curricula else []
    found += ["same_course"] if offering.version.curriculum_id in curricula else []
    live: Any = GuardianshipRecord.objects.filter(in_force())
    guardians = live.filter(child__person_id=person_id).values_list("guardian__person_id", flat=True)
    family = live.filter(guardian__person_id__in=list(guardians)).exclude(child__person_id=person_id)
    siblings = list(family.values_list("child__person_id", flat=True))
    learning = Enrolment.objects.filter(person_id__in=siblings, state=Enrolment.State.ENROLLED)
    learnt_now = set(learning.values_list("offering__version__curriculum", flat=True)) if siblings else set()
    found += ["siblings_in"] if offering.version.curriculum_id in learnt_now else []
    return [*found, "siblings"] if learnt_now else found
