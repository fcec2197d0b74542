"""Moderations of a community, and what came of one."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from communities.models import Membership
from learners.models import Offering
from learners.progress.evidence.models import Assessment, Evidence
from learners.progress.moderation.agreement import Agreement, agreement_of
from learners.progress.moderation.models import Moderation, Sampled, SecondLook, Settled


class Compared(NamedTuple):
    """A piece of the sample, what the second teacher said, and what both settled."""

    sampled: Sampled
    look: SecondLook | None
    settled: Assessment | None

    @property
    def differs(self) -> bool:
        return self.look is not None and self.look.level != self.sampled.first.level


class Outcome(NamedTuple):
    rows: list[Compared]
    agreement: Agreement | None  # None until the second teacher has looked at everything

    @property
    def left(self) -> int:
        return sum(one.look is None for one in self.rows)


def moderations_of(membership: Membership | None) -> QuerySet[Moderation]:
    """Those that a member is asked for, or that are of what they teach; the latest first."""
    mine = Q(second=membership) | Q(offering__teachers__membership=membership)
    rows = Moderation.objects.filter(mine).select_related("offering", "second")
    return rows.distinct().order_by("-asked_at", "-pk")


def outcome_of(moderation: Moderation) -> Outcome:
    """Three queries."""
    looks = {one.sampled_id: one for one in SecondLook.objects.filter(sampled__moderation=moderation)}
    agreed = Settled.objects.filter(sampled__moderation=moderation).select_related("assessment")
    settled = {one.sampled_id: one.assessment for one in agreed}
    sample = Sampled.objects.filter(moderation=moderation).select_related("first", "evidence").order_by("number")
    rows = [Compared(one, looks.get(one.pk), settled.get(one.pk)) for one in sample]
    pairs = [(one.sampled.first.level, one.look.level) for one in rows if one.look]
    return Outcome(rows, agreement_of(pairs) if len(pairs) == len(rows) else None)


def may_be_sampled(offering: Offering, second: Membership) -> QuerySet[Evidence]:
    """Assessed by a teacher, not by the second one, and in no sample yet."""
    said = Assessment.objects.filter(evidence=OuterRef("pk"))
    return Evidence.objects.filter(
        Exists(said.filter(role=Assessment.Role.TEACHER)), ~Exists(said.filter(by=second.person_id)),
        ~Exists(Sampled.objects.filter(evidence=OuterRef("pk"))), ~Q(person=second.person_id),
        enrolment__offering=offering,
    )  # fmt: skip


def seconds_for(offering: Offering) -> QuerySet[Membership]:
    """Teachers here who do not teach this offering, and so see nothing of what was said in it."""
    live = Membership.objects.filter(until__isnull=True, roles__contains=["teacher"])
    return live.exclude(teaches__offering=offering).exclude(roles__contains=["administrator"]).order_by("display_name")


def is_asked_about(person: UUID, evidence: Evidence) -> bool:
    """Whether somebody is the second teacher of a sample with this piece."""
    return Sampled.objects.filter(evidence=evidence, moderation__second__person=person).exists()
