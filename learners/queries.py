"""What is offered, who is enrolled, and what a person sees of their own."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Person
from communities.models import Community, Membership
from learners.cards import draft_card
from learners.models import (
    AccessLog,
    CircleCard,
    Enrolment,
    EnrolmentChange,
    Guardianship,
    GuardianshipRecord,
    Held,
    Offering,
    OfferingCard,
    OfferingTeacher,
    OpenTo,
    State,
    in_force,
)
from tenancy.scope import reading_communities

INSIDE = ("outline", "busy", "covers", "requires", "teaches", "named", "words")  # of a card: not for a row in a list


def catalogue(
    *,
    public: bool = False,
    text: str = "",
    language: str = "",
    age: int | None = None,
    starts_from: date | None = None,
    with_places: bool = False,
    weekday: int | None = None,
    held: str = "",
    free: bool = False,
    support: str = "",
) -> QuerySet[OfferingCard]:
    """What the reader may come to, soonest first; one that is open already comes before those to come.

    `public`: what is open to everyone alone; else also to the network, and to circles of the reader's communities.

    `weekday` (0 is Monday): what meets then; `held`: at a place, or online, or what is both."""
    cards = OfferingCard.objects.filter(
        _for_everyone() if public else _for_reader(),
        state=State.OPEN,
        community__visibility=Community.Visibility.PUBLIC,
        community__takes_learners=True,
    )
    wanted = [
        (language, Q(language=language)),
        (age is not None, _for_age(age)),
        (starts_from, Q(starts_on__gte=starts_from)),
        (with_places, ~Q(places_left=0)),
        (weekday is not None, Q(times__contains=[{"weekday": weekday}])),
        (held, Q(held__in=[held, Held.BOTH])),
        (free, Q(cost=0)),
        (support, Q(support__contains=[support])),
    ]
    cards = cards.filter(*map(_with_word, text.split()), *(one for asked, one in wanted if asked))
    return cards.select_related("community").defer(*INSIDE).order_by("starts_on", "id")


def _for_everyone() -> Q:
    return Q(listed=True, open_to=OpenTo.PUBLIC)


def _for_reader() -> Q:
    reading = list(reading_communities())
    theirs = CircleCard.objects.filter(card=OuterRef("pk"), readers__overlap=reading)
    return Q(listed=True) | Q(Exists(theirs)) if reading else Q(listed=True)


def _with_word(word: str) -> Q:
    fields = ("title", "summary", "subject", "community__name")
    return Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)


def _for_age(age: int | None) -> Q:
    return (Q(age_from__isnull=True) | Q(age_from__lte=age)) & (Q(age_to__isnull=True) | Q(age_to__gte=age))


def catalogue_languages(*, public: bool = False) -> list[str]:
    """The languages in which something is open, for the filter."""
    return sorted(set(catalogue(public=public).order_by().values_list("language", flat=True)) - {""})


def offerings_here(*, drafts: bool = True) -> QuerySet[Offering]:
    """The offerings of the community, newest first, each with its teachers."""
    teachers = Prefetch("teachers", OfferingTeacher.objects.select_related("membership"))
    found = Offering.objects if drafts else Offering.objects.exclude(state=State.DRAFT)
    return found.prefetch_related(teachers).order_by("-starts_on", "-id")


def card_of(offering: Offering) -> OfferingCard:
    """The card as it is, or, for a draft, as it would be."""
    return OfferingCard.objects.filter(pk=offering.pk).select_related("community").first() or draft_card(offering)


def offerings_taught_by(membership: Membership) -> QuerySet[Offering]:
    taught = Offering.objects.filter(teachers__membership=membership).exclude(state=State.ENDED)
    return taught.order_by("ends_on", "title")


def enrolled_in(offering: Offering) -> QuerySet[Enrolment]:
    """Those with a place, and those who had one, by name."""
    return (
        Enrolment.objects.filter(offering=offering)
        .exclude(state=Enrolment.State.WAITING)
        .select_related("home")
        .order_by("display_name", "id")
    )


def learners_of(offering: Offering, *, name: str = "") -> QuerySet[Enrolment]:
    """Those who have a place now, by name; those called so when a name is given."""
    found = enrolled_in(offering).filter(state__in=[Enrolment.State.ENROLLED, Enrolment.State.COMPLETED])
    return found.filter(display_name__icontains=name) if name else found


def waiting_for(offering: Offering) -> QuerySet[Enrolment]:
    """The waiting list, next first."""
    waiting = Enrolment.objects.filter(offering=offering, state=Enrolment.State.WAITING)
    return waiting.select_related("home").order_by("place")


def enrolment_of(offering: Offering, person: Person | None) -> Enrolment | None:
    """The person's enrolment, unless they left."""
    if person is None:
        return None
    own = Enrolment.objects.filter(offering=offering, person=person).exclude(state=Enrolment.State.WITHDRAWN)
    return own.first()


def history_of(enrolment: Enrolment) -> QuerySet[EnrolmentChange]:
    """In its community's scope, or its learner's: what it came to, the latest first."""
    found = EnrolmentChange.objects.filter(enrolment=enrolment, community=enrolment.community_id)
    return found.order_by("-at", "-id")


def own_enrolments() -> QuerySet[Enrolment]:
    """In a person's scope: every enrolment of theirs with its card and community, newest first."""
    return (
        Enrolment.objects.select_related("card__community", "home").defer("card__words").order_by("-enrolled_on", "-id")
    )


def children() -> QuerySet[Guardianship]:
    """In a guardian's scope: whom they look after now, each once, by name."""
    mine = Guardianship.objects.filter(in_force(), side=Guardianship.Side.GUARDIAN)
    return mine.order_by("other_name", "other_id").distinct("other_name", "other_id")


def guardians() -> QuerySet[Guardianship]:
    """In a child's scope: who looks after them now, as each community recorded it."""
    mine = Guardianship.objects.filter(in_force(), side=Guardianship.Side.CHILD)
    return mine.select_related("recorded_in").order_by("other_name", "since")


def own_guardianships() -> QuerySet[Guardianship]:
    """In a person's scope: both sides, in force."""
    return Guardianship.objects.filter(in_force()).select_related("recorded_in")


def looks(*, community: str = "", role: str = "", did: bool | None = None) -> QuerySet[AccessLog]:
    """In a person's scope: who looked at what or did what, latest first; `community` is a short name."""
    found = AccessLog.objects.select_related("community")
    if community:
        found = found.filter(community__slug=community)
    if role:
        found = found.filter(role=role)
    if did is not None:
        found = found.filter(did=did)
    return found.order_by("-at", "-id")


def looking_communities() -> list[tuple[str, str]]:
    """In a person's scope: the communities for which somebody looked, as choices."""
    seen = AccessLog.objects.filter(community__isnull=False).order_by().values_list("community", flat=True).distinct()
    return list(Community.objects.filter(pk__in=list(seen)).order_by("name").values_list("slug", "name"))


def guardianship_records() -> QuerySet[GuardianshipRecord]:
    """What this community recorded; those without an end first, then those that end last."""
    return GuardianshipRecord.objects.select_related("guardian", "child").order_by(
        "-until", "child__display_name", "id"
    )
