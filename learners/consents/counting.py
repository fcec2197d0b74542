"""The consent by which a community keeps what was answered at enrolment: given with the answer, taken back here. Where
the learner's age asks for another word too, the answer waits for it in the learner's own rows, and the community has a
blank."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from communities.models import Community
from learners.actions.answers import Agreed, forget_answers, renew_answers, write_answers
from learners.consents import news
from learners.consents.models import LONGEST, Consent
from learners.consents.queries import own_memberships
from learners.consents.rules import needs_of
from learners.consents.sharing import lock_learner
from learners.consents.terms import COUNTING
from learners.queries import guardians
from tenancy.scope import as_person, current_community, in_community


def agree_to_be_counted(person: Person, by: Person, card: UUID, said: Mapping[str, str]) -> Agreed | None:
    """In the community's scope, by the learner, or a guardian who enrols them; none where it is anybody else, or
    another word is waited for.

    One a community: it replaces an earlier one, and covers what that did."""
    community = Community.objects.get(pk=current_community())
    with as_person(person.pk):
        looking_after = {one.other_id for one in guardians()}
        if by.pk != person.pk and by.pk not in looking_after:
            return None
        lock_learner(person.pk)
        earlier = Consent.objects.filter(community=community, purpose=COUNTING, ended_at__isnull=True).first()
        consent = _given(community, person, by, guarded=bool(looking_after))
        fields, waited = _replaced(earlier) if earlier else ([], {})
        consent.fields, consent.said = sorted({*fields, *said}), {**waited, str(card): dict(said)}
        consent.save()
        (keep_what_waited if consent.holds else news.tell_who_is_asked)(consent)
    agreed = Agreed(consent.pk, consent.expires_at)
    if earlier and not earlier.is_expired:
        renew_answers(earlier.pk, agreed if consent.holds else Agreed(consent.pk, earlier.expires_at))
    return agreed if consent.holds else None


def _replaced(earlier: Consent) -> tuple[list[str], dict[str, Any]]:
    """What it covers, and what waited in it."""
    covers, waited = (earlier.fields, earlier.said) if earlier.is_standing else ([], {})
    earlier.ended_at, earlier.ended, earlier.said = timezone.now(), Consent.Ended.REPLACED, {}
    earlier.save(update_fields=["ended_at", "ended", "said"])
    return covers, waited


def _given(community: Community, person: Person, by: Person, *, guarded: bool) -> Consent:
    """Unsaved, with the word of whoever says it where theirs is needed."""
    now, needs = timezone.now(), needs_of(own_memberships(), community, guarded=guarded)
    consent = Consent(
        community=community, purpose=COUNTING, given_at=now, expires_at=now + timedelta(days=LONGEST),
        needs_own=needs.own, needs_guardian=needs.guardian,
    )  # fmt: skip
    if by.pk == person.pk:
        consent.own_at = now if needs.own else None
    elif needs.guardian:
        consent.guardian, consent.guardian_name, consent.guardian_at = by, str(by), now
    return consent


def keep_what_waited(consent: Consent) -> None:
    """In the learner's scope, once every word is there."""
    with in_community(consent.community_id):
        write_answers(consent.person.pk, consent.said, Agreed(consent.pk, consent.expires_at))
    consent.said = {}
    consent.save(update_fields=["said"])


def forget(consent: Consent) -> None:
    """In the learner's scope, once it is taken back."""
    consent.said = {}
    consent.save(update_fields=["said"])
    with in_community(consent.community_id):
        forget_answers(Q(attributes_by=consent.pk))


def forget_expired() -> None:
    """In the community's scope, every night."""
    forget_answers(Q(attributes_until__lte=timezone.now()))
