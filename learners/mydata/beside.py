"""What somebody said of a record stands beside it, on its page: while it waits for an answer, and if it was refused."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from learners.mydata.models import CorrectionRequest

WITHIN = ("progress.Mark", "evidence.Evidence", "attendance.Presence")  # rows of an enrolment


def beside(_request: Any, shown: Any) -> dict[str, Any] | None:
    """In the scope of the community or of the learner; one query."""
    found = list(_said_of(shown).exclude(state=CorrectionRequest.State.CORRECTED).order_by("-asked_at", "-pk")[:20])
    return {"corrections": found} if found else None


def _said_of(shown: Any) -> QuerySet[CorrectionRequest]:
    """Of an enrolment also what is said of anything in it."""
    label, said = shown._meta.label, CorrectionRequest.objects.filter(community=shown.community_id)
    of = Q(record=label, row=shown.pk)
    if label == "learners.Enrolment":
        for one in WITHIN:
            model: Any = apps.get_model(one)
            rows = model.objects.filter(community=shown.community_id, enrolment=shown.pk)
            of |= Q(record=one, row__in=rows.values("pk"))
    return said.filter(of)
