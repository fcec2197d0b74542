"""The groups of a community, with what waits in each: for those who look after all of them."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from communities.models import Membership
from learners.models import Enrolment, Offering, OfferingCard, OfferingTeacher, State
from learners.progress.queries import handed_in, last_sign, quiet_since


def groups_here(membership: Membership | None, *, today: date | None = None) -> QuerySet[Offering]:
    """What has not ended, each with `to_mark` (activities), `quiet` (learners) and `is_mine`, in one query."""
    mine = OfferingTeacher.objects.filter(offering=OuterRef("pk"), membership=membership)
    found = Offering.objects.exclude(state=State.ENDED).order_by("ends_on", "title")
    return found.annotate(to_mark=_number_to_mark(), quiet=_number_quiet(today), is_mine=Exists(mine))


def _number_to_mark() -> Any:
    """Of an offering: how many activities are handed in and not marked."""
    waiting = handed_in().filter(enrolment__offering=OuterRef("pk")).order_by().values("enrolment__offering")
    number = waiting.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _number_quiet(today: date | None) -> Any:
    """Of an offering: how many were not seen lately, as learners.progress.queries.quiet_in says who they are."""
    steps = Func(F("outline"), function="jsonb_array_length", output_field=IntegerField())
    total = OfferingCard.objects.filter(pk=OuterRef("offering_id")).annotate(steps=steps).values("steps")
    unmarked = Count("marks", filter=Q(marks__id__isnull=False, marks__level__isnull=True))
    enrolled = Enrolment.objects.filter(offering=OuterRef("pk"), state=Enrolment.State.ENROLLED).values("pk")
    quiet = enrolled.annotate(done=Count("marks"), unmarked=unmarked, last=last_sign())
    quiet = quiet.filter(done__lt=Subquery(total), unmarked=0, last__lt=quiet_since(today))
    return Func(ArraySubquery(quiet.values("pk")), function="cardinality", output_field=IntegerField())
