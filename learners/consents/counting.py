"""The consent by which a community keeps what was answered at enrolment: given with the answer, taken back here."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from communities.models import Community
from learners.actions.answers import Agreed, forget_answers, renew_answers
from learners.consents.models import LONGEST, Consent
from learners.consents.sharing import lock_learner
from learners.consents.terms import COUNTING
from learners.queries import guardians
from tenancy.scope import as_person, current_community, in_community


def agree_to_be_counted(person: Person, by: Person, attributes: Iterable[str]) -> Agreed | None:
    """In the community's scope, by the learner, or a guardian who enrols them; none where it is anybody else.

    One a community: it replaces an earlier one, and covers what that did."""
    community = Community.objects.get(pk=current_community())
    with as_person(person.pk):
        own = by.pk == person.pk
        if not (own or guardians().filter(other=by).exists()):
            return None
        lock_learner(person.pk)
        now = timezone.now()
        earlier = Consent.objects.filter(community=community, purpose=COUNTING, ended_at__isnull=True).first()
        covers = set(attributes)
        if earlier:
            covers |= set(earlier.fields) if earlier.is_standing else set()
            earlier.ended_at, earlier.ended = now, Consent.Ended.REPLACED
            earlier.save(update_fields=["ended_at", "ended"])
        until = now + timedelta(days=LONGEST)
        consent = Consent.objects.create(
            community=community, purpose=COUNTING, fields=sorted(covers), given_at=now, expires_at=until,
            needs_own=own, needs_guardian=not own, own_at=now if own else None, guardian=None if own else by,
            guardian_name="" if own else str(by), guardian_at=None if own else now,
        )  # fmt: skip
    agreed = Agreed(consent.pk, until)
    if earlier and not earlier.is_expired:
        renew_answers(earlier.pk, agreed)
    return agreed


def forget(consent: Consent) -> None:
    """In the learner's scope, once it is taken back."""
    with in_community(consent.community_id):
        forget_answers(Q(attributes_by=consent.pk))


def forget_expired() -> None:
    """In the community's scope, every night."""
    forget_answers(Q(attributes_until__lte=timezone.now()))
