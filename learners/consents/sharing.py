"""The copies that communities have: written by a consent, kept current, gone with it; the learner is locked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Person
from jobs.outbox import enqueue
from learners.consents.models import Consent, SharedRecord
from learners.consents.queries import Place, entries
from tenancy.scope import current_person, in_community, sweeping

TAKEN_UP: dict[str, Callable[[Consent], None]] = {}  # purpose: what a consent does once it holds, and not a copy
GIVEN_UP: dict[str, Callable[[Consent], None]] = {}  # purpose: what else goes with a consent; in the learner's scope
COPIES: dict[str, Callable[[], Any]] = {}  # field: what its room makes a copy of, in the learner's scope; JSON


def lock_learner(learner: UUID) -> Person:
    """One change of a learner's profile and consents at a time, so that no copy outlives the consent."""
    locked: Person = Person.objects.select_for_update(no_key=True).get(pk=learner)
    return locked


def share(consent: Consent, learner: Person, place: Place) -> None:
    """Give the community what the consent covers and the learner lets communities see, in place of what it had."""
    data, copies = _covered(consent, learner), _copied(consent)
    with in_community(consent.community_id):
        _take_away(consent)
        SharedRecord.objects.create(
            learner=learner,
            display_name=place.display_name,
            purpose=consent.purpose,
            data=data,
            copies=copies,
            consent=consent.pk,
            guardian=consent.guardian_id,
            expires_at=consent.expires_at,
        )


def unshare(consent: Consent) -> None:
    """What the community has by it is gone."""
    if consent.purpose in GIVEN_UP:
        GIVEN_UP[consent.purpose](consent)
    with in_community(consent.community_id):
        _take_away(consent)


def refresh(consent: Consent, learner: Person) -> None:
    """After what it covers changed."""
    data, copies = _covered(consent, learner), _copied(consent)
    with in_community(consent.community_id):
        SharedRecord.objects.filter(learner=learner, purpose=consent.purpose).update(data=data, copies=copies)


def copies_changed(field: str) -> None:
    """In the learner's scope: have the copies of a field made anew, if somebody has one."""
    live = Consent.objects.filter(fields__contains=[field], ended_at__isnull=True, expires_at__gt=timezone.now())
    if live.exists():
        enqueue("consents.refresh", current_person(), field)


def refresh_copies(field: str) -> None:
    """In the learner's scope."""
    learner = lock_learner(current_person())
    for consent in Consent.objects.filter(fields__contains=[field], ended_at__isnull=True):
        if consent.holds:
            refresh(consent, learner)


def _take_away(consent: Consent) -> None:
    """An expired copy is hidden, but it would still be in the way."""
    with sweeping():
        SharedRecord.objects.filter(learner_id=consent.person_id, purpose=consent.purpose).delete()


def _covered(consent: Consent, learner: Person) -> dict[str, str]:
    said = {field: entry.text for field, entry in entries().items() if entry.is_for_communities}
    said |= {"email": learner.email, "pictures": "✓", "plan": "✓", "mastery": "✓"}
    return {field: said[field] for field in consent.fields if said.get(field)}


def _copied(consent: Consent) -> dict[str, Any]:
    return {field: COPIES[field]() for field in consent.fields if field in COPIES}
