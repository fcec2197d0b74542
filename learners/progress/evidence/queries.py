"""Read evidence with what was made of it."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from communities.models import Membership
from curriculum.assessments.models import Attempt
from curriculum.values import Ref
from learners.models import Enrolment, OfferingCard
from learners.progress.evidence.models import Assessment, Evidence, PeerAsk
from learners.queries import learners_of


def evidence_of(enrolment: Enrolment) -> QuerySet[Evidence]:
    """In the community's scope: the latest first, each with its assessments. Two queries."""
    return _assessed(Evidence.objects.filter(enrolment=enrolment))


def own_evidence() -> QuerySet[Evidence]:
    """In a person's scope: theirs everywhere, the latest first, each with its assessments. Two queries."""
    return _assessed(Evidence.objects.select_related("community", "enrolment__card"))


def to_assess(membership: Membership | None) -> QuerySet[Evidence]:
    """What nobody who teaches has assessed yet, of those enrolled in what a member teaches; the oldest first."""
    judged = Assessment.objects.filter(evidence=OuterRef("pk"), role=Assessment.Role.TEACHER)
    waiting = Evidence.objects.filter(
        ~Exists(judged), enrolment__state=Enrolment.State.ENROLLED,
        enrolment__offering__teachers__membership=membership,
    )  # fmt: skip
    return waiting.select_related("enrolment__offering").order_by("added_at", "pk")


def asked_of_me() -> QuerySet[PeerAsk]:
    """In a person's scope: whose evidence they are asked to look at, and have not yet."""
    return PeerAsk.objects.filter(answered_at__isnull=True).select_related("community").order_by("asked_at")


def asked_for(evidence: Evidence) -> QuerySet[PeerAsk]:
    return PeerAsk.objects.filter(evidence=evidence).order_by("asked_at")


def peers_of(enrolment: Enrolment, evidence: Evidence) -> QuerySet[Enrolment]:
    """Who learns in the same offering now and is not asked yet."""
    asked = PeerAsk.objects.filter(evidence=evidence).values("person")
    others = learners_of(enrolment.offering).filter(state=Enrolment.State.ENROLLED)
    return others.exclude(person=enrolment.person_id).exclude(person__in=asked)


def marked_attempts(person: UUID) -> QuerySet[Attempt]:
    """A person's here that have a score."""
    found = Attempt.objects.filter(person=person, marked_at__isnull=False)
    return found.defer("questions").order_by("-marked_at", "-pk")


def taught_by(card: OfferingCard) -> list[Ref]:
    """The competencies that an offering leads to, by their words."""
    refs = [Ref(key, card.named[str(key)]) for key in card.teaches if str(key) in card.named]
    return sorted(refs, key=lambda one: one.title)


def _assessed(found: QuerySet[Evidence]) -> QuerySet[Evidence]:
    rows = Assessment.objects.order_by("at", "pk")
    return found.prefetch_related(Prefetch("assessments", rows)).order_by("-added_at", "-pk")
