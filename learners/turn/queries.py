"""What closing a term would do, in a number of queries that depends on nothing; and what was done."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from communities.calendar import Term, terms_of
from communities.models import Community, Membership
from curriculum.models import Version
from learners.admissions.models import Application
from learners.models import BELONGING, Enrolment, Offering, OfferingCard, OfferingTeacher, OpenTo, State
from learners.progress.evidence.models import Assessment, Evidence
from learners.progress.models import Mark
from learners.progress.queries import handed_in
from learners.rules import is_by_application
from learners.turn.dates import into_term
from learners.turn.models import CarryOn, TermTurn, TurnedOffering, TurnedPlace
from learners.turn.preview import Ending, Preview, Stood


def offerings_of(term_key: str) -> QuerySet[Offering]:
    """Those that run in a term: neither drafts nor ended."""
    running = Offering.objects.filter(term_key=term_key).exclude(state__in=[State.DRAFT, State.ENDED])
    return running.order_by("title", "pk")


def preview_of(community: Community, term: Term, into: Term | None) -> Preview:
    """Eleven queries, however much there is."""
    teachers = Prefetch("teachers", OfferingTeacher.objects.select_related("membership"))
    offerings = list(offerings_of(term.key).select_related("version__curriculum").prefetch_related(teachers))
    ids: list[UUID] = [one.pk for one in offerings]
    stood, found, asks = _stood(community, offerings), _waiting_work(ids), is_by_application()
    newest = _newest(one.version.curriculum_id for one in offerings)
    endings = []
    for one in offerings:
        taught = [row.membership for row in one.teachers.all()]
        newer = newest.get(one.version.curriculum_id)
        endings.append(
            Ending(
                offering=one, stood=stood[one.pk], **{name: counted.get(one.pk, 0) for name, counted in found.items()},
                teachers=[two for two in taught if _teaches_still(two)],
                gone=[two for two in taught if not _teaches_still(two)],
                newer=newer if newer and newer.pk != one.version_id else None,
                days=into_term(one, term, into) if into else None, by_application=asks and one.capacity is not None,
            )
        )  # fmt: skip
    return Preview(term=term, into=into, endings=endings)


def _teaches_still(one: Membership) -> bool:
    return one.is_live and "teacher" in one.roles


def _newest(curricula: Iterable[UUID]) -> dict[UUID, Version]:
    """By curriculum: the version that is used here, else the latest."""
    used = Q(curriculum__in_use=F("number")) | Q(curriculum__in_use=None, curriculum__number=F("number"))
    return {one.curriculum_id: one for one in Version.objects.filter(used, curriculum__in=list(curricula))}


def _waiting_work(ids: list[UUID]) -> dict[str, dict[UUID, int]]:
    """What is left for teachers to do, by offering."""
    judged = Assessment.objects.filter(evidence=OuterRef("pk"), role=Assessment.Role.TEACHER)
    here = {"enrolment__offering__in": ids}
    evidence = Evidence.objects.filter(~Exists(judged), enrolment__state=Enrolment.State.ENROLLED, **here)
    asked = Application.objects.filter(
        round__offering__in=ids, round__offering__by_application=True, withdrawn_at__isnull=True
    )
    return {
        "unmarked": _numbers(handed_in().filter(**here), "enrolment__offering"),
        "unassessed": _numbers(evidence, "enrolment__offering"),
        "applications": _numbers(asked, "round__offering"),
    }


def _numbers(rows: QuerySet[Any], by: str) -> dict[UUID, int]:
    counted = rows.select_related(None).order_by().values_list(by).annotate(number=Count("pk"))
    return dict(counted)


def _stood(community: Community, offerings: list[Offering]) -> dict[UUID, list[Stood]]:
    """Who is in each, by name, with how far they came."""
    ids = [one.pk for one in offerings]
    rows = list(Enrolment.objects.filter(offering__in=ids, state__in=BELONGING).order_by("display_name", "pk"))
    marked: dict[UUID, set[str]] = defaultdict(set)
    for enrolment, key in Mark.objects.filter(enrolment__in=[one.pk for one in rows]).values_list(
        "enrolment_id", "activity_key"
    ):
        marked[enrolment].add(str(key))
    cards = OfferingCard.objects.filter(pk__in=ids).only("outline")
    parts = {one.pk: {entry["key"] for entry in one.outline} for one in cards}
    live = Membership.objects.filter(person__in=[one.person_id for one in rows], until__isnull=True)
    own = {one.person_id: one for one in live}
    to = {one.pk: one.open_to for one in offerings}
    found: dict[UUID, list[Stood]] = defaultdict(list)
    for one in rows:
        may = community.takes_learners and _may_come(own.get(one.person_id), to[one.offering_id])
        done, total = len(marked[one.pk] & parts[one.offering_id]), len(parts[one.offering_id])
        found[one.offering_id].append(Stood(enrolment=one, done=done, total=total, may_keep=may))
    return found


def _may_come(own: Membership | None, open_to: str) -> bool:
    return not own.is_suspended if own else open_to != OpenTo.MEMBERS


def turn_of(term_key: str) -> TermTurn | None:
    """The one that holds."""
    return TermTurn.objects.filter(term_key=term_key, undone_at__isnull=True).first()


def turns_here() -> QuerySet[TermTurn]:
    """The latest first."""
    return TermTurn.objects.order_by("-at", "-pk")


def terms_here(community: Community) -> list[tuple[Term, TermTurn | None, int]]:
    """Each term, the latest first, whether it was closed, and how many offerings run in it."""
    closed = {one.term_key: one for one in TermTurn.objects.filter(undone_at__isnull=True)}
    running = dict(
        Offering.objects.exclude(state__in=[State.DRAFT, State.ENDED])
        .order_by().values_list("term_key").annotate(number=Count("pk"))
    )  # fmt: skip
    return [(one, closed.get(one.key), running.get(one.key, 0)) for one in reversed(terms_of(community))]


def turned_of(turn: TermTurn) -> QuerySet[TurnedOffering]:
    rows = TurnedOffering.objects.filter(turn=turn).select_related("offering", "copy")
    return rows.order_by("offering__title", "pk")


def places_of(turn: TermTurn) -> QuerySet[TurnedPlace]:
    rows = TurnedPlace.objects.filter(turn=turn).select_related("enrolment", "card", "into")
    return rows.order_by("display_name", "pk")


def own_places() -> QuerySet[TurnedPlace]:
    """In a learner's scope: what ended before they were through, in every community, the latest first."""
    rows = TurnedPlace.objects.filter(done__lt=F("total"), was__in=[Enrolment.State.ENROLLED, Enrolment.State.PAUSED])
    return rows.select_related("card__community", "into").order_by("-ended_on", "-pk")


def carried_on() -> dict[UUID, CarryOn]:
    """In a learner's scope: by the place that ended; what they took back is not among it."""
    return {one.place: one for one in CarryOn.objects.filter(undone_at__isnull=True)}
