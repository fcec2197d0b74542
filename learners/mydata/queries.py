"""What somebody asked about their own data, in their own scope; what a community is asked, in its scope."""

from django.db.models import F, QuerySet
from django.utils import timezone

from learners.consents.acting import Acting
from learners.mydata.models import Clearing, Closing, Copy, CorrectionRequest, ErasureRequest


def copies(who: Acting) -> QuerySet[Copy]:
    """Those that are still there or being made, the latest first; to guardians, those that guardians asked for."""
    found = Copy.objects.filter(asked_at__gt=timezone.now() - Copy.KEPT, forgotten_at__isnull=True)
    found = found.order_by("-asked_at", "-id")
    return found.exclude(by=F("person")) if who.child else found


def last_asked(who: Acting) -> Copy | None:
    """The last copy that they asked for, deleted or not."""
    return Copy.objects.filter(by=who.by).order_by("-asked_at", "-id").first()


def made_copies(who: Acting) -> QuerySet[Copy]:
    return copies(who).filter(made_at__isnull=False)


def closing_now() -> Closing | None:
    """That of the account, while it can be taken back or is under way."""
    return Closing.objects.filter(state__in=[Closing.State.WAITING, Closing.State.ERASING]).first()


def own_erasure_requests() -> QuerySet[ErasureRequest]:
    """The latest first."""
    return ErasureRequest.objects.select_related("community").order_by("-asked_at", "-id")


def erasure_requests() -> QuerySet[ErasureRequest]:
    """In a community's scope: those that wait first, the longest waiting of them first; then those answered last."""
    return ErasureRequest.objects.order_by(F("answered_at").desc(nulls_first=True), "asked_at")


def clearings() -> QuerySet[Clearing]:
    """In a community's scope: the latest first."""
    return Clearing.objects.order_by("-on", "-id")


def own_corrections() -> QuerySet[CorrectionRequest]:
    """The latest first."""
    return CorrectionRequest.objects.select_related("community").order_by("-asked_at", "-id")


def corrections() -> QuerySet[CorrectionRequest]:
    """In a community's scope: those that wait first, the longest waiting of them first; then those answered last."""
    return CorrectionRequest.objects.order_by(F("answered_at").desc(nulls_first=True), "asked_at")
