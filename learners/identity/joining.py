"""Two who are one: one is the main identity and has everything of both, the other an alias whose sign-in opens it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import end_sessions
from accounts.models import Person
from communities.models import ApiKey
from jobs.outbox import enqueue
from learners.consents.models import Consent, SharedRecord
from learners.consents.sharing import unshare
from learners.guardianship import NotGuardian, live_guardianship
from learners.identity.allowed import refuse_clashes, refuse_strangers
from learners.identity.carrying import carry, places_of
from learners.identity.claiming import lock_claim, nothing, use_claim
from learners.identity.codes import key_of, new_code
from learners.identity.guarding import turn_guardianships
from learners.identity.letters import tell_joined
from learners.identity.merging import merge_memberships
from learners.identity.models import UNDO_DAYS, Join, JoinCode
from learners.identity.queries import claim_behind, code_of_person
from learners.models import AccessLog
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community, sweeping
from web.sentences import Sentence

CODE_MINUTES = 30
SETTLED_AFTER = (timedelta(minutes=2), timedelta(hours=1), timedelta(days=1))


@transaction.atomic
def make_join_code(person: Person) -> str:
    """Told this once; with it, whoever is signed in as another joins this one to themself. One at a time."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    code = new_code()
    until = timezone.now() + timedelta(minutes=CODE_MINUTES)
    JoinCode.objects.filter(person=person).delete()
    JoinCode.objects.create(key=key_of(code), person=person, expires_at=until)
    return code


@transaction.atomic
def join_by_code(main: Person, *, code: str) -> Join:
    """The code is the proof of the other side: made by them while signed in, or given by a community or a guardian."""
    other = code_of_person(code)
    if other is None:
        return _join_claimed(main, code)
    locked = lock_both(main.pk, other.pk)
    if not JoinCode.objects.filter(key=key_of(code), expires_at__gt=timezone.now()).delete()[0]:
        raise Refused(nothing())
    return _join(locked[main.pk], locked[other.pk], by=main)


@transaction.atomic
def join_children(main: UUID, *, other: UUID, guardian: Person) -> Join:
    """By a guardian of both, who knows that they are one child. Raises NotGuardian."""
    if not all(live_guardianship(guardian, one) for one in (main, other)):
        raise NotGuardian(_("You are not this person's guardian."))
    locked = lock_both(main, other)
    return _join(locked[main], locked[other], by=guardian)


def lock_both(one: UUID, other: UUID) -> dict[UUID, Person]:
    """In one order, whoever asks: nothing that names either is written until the transaction ends."""
    return {
        person.pk: person for person in Person.objects.select_for_update().filter(pk__in=[one, other]).order_by("pk")
    }


def _join_claimed(main: Person, code: str) -> Join:
    found = claim_behind(code)
    if found is None:
        raise Refused(nothing())
    locked = lock_both(main.pk, found.membership.person_id)
    claim = lock_claim(code, main)
    other = locked[claim.membership.person_id]
    use_claim(claim, who=main, what=gettext_lazy("Joined with an account that was there already"))
    return _join(locked[main.pk], other, by=main)


def _join(main: Person, other: Person, *, by: Person) -> Join:
    refuse_strangers(main, other, by=by)
    also: dict[str, Any] = {"merged": merge_memberships(main.pk, other.pk)}
    _end_double_consents(main, other)
    refuse_clashes(main, other)
    other.alias_of = main
    other.save(update_fields=["alias_of"])
    also["aliases"] = [str(one.pk) for one in Person.objects.filter(alias_of=other)]
    Person.objects.filter(alias_of=other).update(alias_of=main)
    also["guardianships"] = turn_guardianships(other.pk, main.pk)
    also["keys"] = [str(key.pk) for key in ApiKey.objects.filter(person=other)]
    ApiKey.objects.filter(person=other).update(person=main)
    carried = carry(other.pk, main.pk)
    end_sessions(other)
    JoinCode.objects.filter(person__in=[main, other]).delete()
    with as_person(main.pk):
        AccessLog.note(main.pk, who=by, what=_joined(other))
        until = timezone.now() + timedelta(days=UNDO_DAYS)
        made = Join.objects.create(
            alias=other, alias_name=str(other), by_name=str(by), undo_until=until, carried=carried, also=also
        )
    tell_joined(made, main, other, by=by)
    for later in SETTLED_AFTER:
        enqueue("identity.settle", main.pk, made.pk, not_before=timezone.now() + later)
    return made


def _joined(other: Person) -> Sentence:
    return Sentence(gettext_lazy("Joined what was known of you as %(name)s"), name=str(other))


def _end_double_consents(main: Person, other: Person) -> None:
    """Both agreed to one purpose of one community: what the main one said holds."""
    for place in places_of(main.pk):
        with in_community(place), sweeping():
            SharedRecord.objects.filter(learner=main, expires_at__lte=timezone.now()).delete()
    with as_person(main.pk):
        said = set(Consent.objects.filter(ended_at__isnull=True).values_list("community", "purpose"))
    with as_person(other.pk):
        for consent in Consent.objects.filter(ended_at__isnull=True):
            if (consent.community_id, consent.purpose) in said:
                unshare(consent)
                consent.ended_at, consent.ended = timezone.now(), Consent.Ended.REPLACED
                consent.ended_by_name = str(main)
                consent.save(update_fields=["ended_at", "ended", "ended_by_name"])
