"""What somebody asked about their own data, in their own scope."""

from django.db.models import QuerySet
from django.utils import timezone

from learners.mydata.models import Copy


def copies() -> QuerySet[Copy]:
    """Those that are still there or being made, the latest first."""
    return Copy.objects.filter(asked_at__gt=timezone.now() - Copy.KEPT).order_by("-asked_at", "-id")


def made_copies() -> QuerySet[Copy]:
    return copies().filter(made_at__isnull=False)
