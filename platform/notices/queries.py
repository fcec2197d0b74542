"""What a person has been told, in their own scope."""

from functools import cache
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from notices.kinds import kinds_of
from notices.models import Notice, Preferences

UNREAD_FIRST = ExpressionWrapper(Q(read_at__isnull=True), output_field=BooleanField()).desc()


def inbox(*, show: str = "", topic: str = "") -> QuerySet[Notice]:
    """The unread first, then the latest, each with its community."""
    found: QuerySet[Notice] = Notice.objects.select_related("community")
    if show == "unread":
        found = found.filter(read_at__isnull=True)
    if topic:
        found = found.filter(kind__in=kinds_of(topic))
    return found.order_by(UNREAD_FIRST, "-created_at", "-id")


def unread() -> QuerySet[Notice]:
    found: QuerySet[Notice] = Notice.objects.filter(read_at__isnull=True)
    return found


@cache
def unread_count() -> Any:
    """How many there are, to be asked along with something else."""
    counted = unread().order_by().values("person").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def preferences() -> Preferences:
    """As chosen, or as they are for who chose nothing: unsaved then."""
    return Preferences.objects.first() or Preferences()
