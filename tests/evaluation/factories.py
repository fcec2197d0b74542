"""Learners in numbers, and reports, to test with."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts.models import Person
from communities.governance.actions import decide_setting
from communities.models import Community
from evaluation.actions import publish_network_report, write_report
from evaluation.models import NetworkReport, Report
from evaluation.periods import Period, week_of
from learners.models import Enrolment, Offering
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.learners.factories import an_offering

WEEK = week_of(date(2026, 3, 4))  # 2026-W10, 2 to 8 March
_next = count(1)


def learners(number: int) -> list[Person]:
    return Person.objects.bulk_create(Person(username=f"learner-{next(_next)}", password="!") for _ in range(number))


def enrolments(
    community: Community,
    offering: Offering | None = None,
    *,
    people: list[Person] | None = None,
    number: int = 0,
    outcome: str = "",
    state: str = "",
    attributes: dict[str, str] | None = None,
    on: date = date(2026, 1, 12),
    ended_on: date | None = None,
) -> list[Enrolment]:
    """So many enrolments alike, each of someone else unless people are given."""
    offering = offering or an_offering(community)
    state = state or {"": "enrolled", "Withdrawn": "withdrawn"}.get(outcome, "completed")
    with in_community(community.pk):
        return Enrolment.objects.bulk_create(
            Enrolment(
                offering=offering,
                card_id=offering.pk,
                person=person,
                display_name=person.username,
                state=state,
                place=place if state == "waiting" else None,
                outcome=outcome,
                attributes=attributes or {},
                attributes_by=uuid4() if attributes else None,
                attributes_until=timezone.now() if attributes else None,
                enrolled_on=on,
                ended_on=ended_on or (date(2026, 2, 27) if outcome else None),
            )
            for place, person in enumerate(people or learners(number), 1)
        )


def cohort(community: Community, **outcomes: dict[str, int]) -> None:
    """Enrolments by outcome and age: cohort(north, Pass={"0-35": 20, "35-55": 12})."""
    offering = an_offering(community)
    for outcome, ages in outcomes.items():
        for age, number in ages.items():
            enrolments(community, offering, number=number, outcome=outcome, attributes={"age_band": age})


def a_report(community: Community, period: Period = WEEK) -> Report:
    with in_community(community.pk):
        return write_report(Community.objects.get(pk=community.pk), period=period)


def a_network_report(period: Period = WEEK) -> NetworkReport:
    """Every community rolled up, and the network's report published."""
    for community in Community.objects.all():
        a_report(community, period)
    return publish_network_report(period)


def consent(community: Community, policymakers: Sequence[str] = (), public: Sequence[str] = ()) -> None:
    """By decision: which indicators leave under the community's name, for whom."""
    with in_community(community.pk):
        decide_setting(
            "figures",
            {"policymakers": list(policymakers), "public": list(public)},
            by=a_keyholder(community).person,
            reason="So.",
            voted_at=timezone.now(),
        )
