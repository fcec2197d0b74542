"""Terms to close."""

from datetime import timedelta

from django.utils import timezone

from communities.models import Community, Membership
from learners.models import Enrolment, Offering
from learners.turn.actions import turn_term
from learners.turn.models import TermTurn
from learners.turn.queries import preview_of
from learners.turn.rules import next_of, term_called
from tenancy.scope import in_community
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark


def with_terms(community: Community, *, next_one: bool = True) -> Community:
    """One that ended yesterday, and one that begins in ten days."""
    today = timezone.localdate()
    spans = [("autumn", -100, -1), ("spring", 10, 110)][: 2 if next_one else 1]
    community.calendar = {
        "terms": [
            {"key": key, "name": key.title(), "starts": str(today + timedelta(a)), "ends": str(today + timedelta(b))}
            for key, a, b in spans
        ],
        "holidays": [],
    }
    community.save()
    return community


def in_autumn(community: Community, title: str, *, teachers: tuple[Membership, ...] = (), **about: object) -> Offering:
    """Open, for the whole term that has ended."""
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=100), "ends_on": today - timedelta(days=1)}
    return an_offering(community, title=title, term_key="autumn", teachers=teachers, **{**days, **about})


def turned(community: Community, *copied: Offering, keep: bool = True, **about: object) -> TermTurn:
    """By its founder."""
    ids = {one.pk for one in copied}
    with in_community(community.pk):
        by = Membership.objects.earliest("id").person
        return turn_term("autumn", by=by, copy=ids, keep=ids if keep else (), **about)


def previewed(community: Community):
    community.refresh_from_db()
    with in_community(community.pk):
        term = term_called(community, "autumn")
        return preview_of(community, term, next_of(community, term))


def states(offering):
    with in_community(offering.community_id):
        rows = Enrolment.objects.filter(offering=offering).order_by("display_name")
        return {one.display_name: (one.state, bool(one.offered_until)) for one in rows}


def copies(community):
    with in_community(community.pk):
        return list(Offering.objects.filter(term_key="spring").order_by("title"))


def learn(offering, *names, through=()):
    """Enrolled; who is through has every activity marked."""
    for name in names:
        made = an_enrolment(offering, name, home=offering.community)
        for place in range(len(made.card.outline) if name in through else 1):
            a_mark(made, place)
