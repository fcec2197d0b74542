"""Write the profile; agree, and take it back. Each act says for whom by an `Acting`, whose scope is open."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Community
from learners.consents import news
from learners.consents.acting import Acting
from learners.consents.models import LONGEST, Consent, ProfileEntry
from learners.consents.queries import own_memberships, places, standing_consents
from learners.consents.rules import Needs, may_tell_everyone, needs_of
from learners.consents.sharing import TAKEN_UP, lock_learner, refresh, share, unshare
from learners.consents.terms import COUNTING, FIELDS, PURPOSES, purpose_label
from learners.queries import guardians
from tenancy.refusal import Refused, refusing
from web.sentences import Sentence


@transaction.atomic
def save_profile(acting: Acting, *, said: Mapping[str, tuple[str, str]]) -> None:
    """`said`: {field: (text, seen_by)}; a field left out stays as it is, an empty text removes it."""
    if acting.child:
        raise Refused(_("A profile is in the learner’s own words."))
    if unknown := said.keys() - FIELDS.keys():
        raise Refused(_("There is no such field: %(fields)s") % {"fields": ", ".join(sorted(unknown))})
    said = {field: (_as_kept(field, text), seen_by) for field, (text, seen_by) in said.items()}
    learner = lock_learner(acting.learner)
    if any(text and seen_by == ProfileEntry.SeenBy.EVERYONE for text, seen_by in said.values()):
        refuse_who_is_too_young(acting.by)
    for field, (text, seen_by) in said.items():
        if text:
            about = {"text": text, "seen_by": seen_by}
            ProfileEntry.objects.update_or_create(field=field, defaults=about)
        else:
            ProfileEntry.objects.filter(field=field).delete()
    for consent in standing_consents():
        if consent.holds:
            refresh(consent, learner)


@transaction.atomic
def give_consent(acting: Acting, *, community: Community, purpose: str, fields: Iterable[str], days: int) -> Consent:
    """Agree that a community may use some fields for a purpose for so many days; it replaces an earlier one.

    Where the learner's age asks for another word too, it waits for it and nothing is shared."""
    fields = _checked(purpose, list(fields), days)
    learner, memberships = lock_learner(acting.learner), own_memberships()
    place = places(memberships).get(community.pk)
    if place is None:
        raise Refused(_("The learner neither belongs to this community nor learns there."))
    needs = needs_of(memberships, place.community, guarded=guardians().exists())
    refuse_who_is_not_asked(acting, needs)
    acting.log(_about(gettext_lazy("Agreed for you: %(what)s"), place.community, purpose))
    now = timezone.now()
    for earlier in Consent.objects.filter(community=community, purpose=purpose, ended_at__isnull=True):
        unshare(earlier)
        _end(earlier, Consent.Ended.REPLACED, by=str(acting.by))
    consent = Consent(
        community=place.community, purpose=purpose, fields=fields, given_at=now,
        expires_at=now + timedelta(days=days), needs_own=needs.own, needs_guardian=needs.guardian,
    )  # fmt: skip
    _sign(consent, acting)
    if consent.holds:
        share(consent, learner, place)
    news.tell_who_is_asked(consent)
    return consent


@transaction.atomic
def agree(acting: Acting, *, pk: UUID) -> Consent:
    """Add one's own word to a consent that waits for it. Raises Consent.DoesNotExist."""
    learner = lock_learner(acting.learner)
    consent: Consent = Consent.objects.select_related("community").get(pk=pk)
    if consent.ended_at:
        raise Refused(_("This consent has ended."))
    if consent.is_expired:
        raise Refused(_("This consent is past its date. Give a new one."))
    refuse_who_is_not_asked(acting, Needs(consent.needs_own, consent.needs_guardian))
    if not (consent.waits_for_guardian if acting.child else consent.waits_for_own):
        return consent
    place, takes_up = places(own_memberships()).get(consent.community_id), TAKEN_UP.get(consent.purpose)
    if place is None and takes_up is None:
        raise Refused(_("The learner neither belongs to this community nor learns there."))
    acting.log(_about(gettext_lazy("Agreed for you: %(what)s"), consent.community, consent.purpose))
    _sign(consent, acting)
    if consent.holds and takes_up:
        takes_up(consent)
    elif consent.holds and place:
        share(consent, learner, place)
    return consent


@transaction.atomic
def revoke(acting: Acting, *, pk: UUID) -> Consent:
    """Take a consent back, or say no to one that waits: the learner at any age, or a guardian where one was asked.

    What the community had of it is gone at once. Raises Consent.DoesNotExist."""
    lock_learner(acting.learner)
    consent: Consent = Consent.objects.select_related("community").get(pk=pk)
    if consent.ended_at:
        return consent
    if acting.child and not consent.needs_guardian:
        raise Refused(_("They are old enough to decide this alone."))
    acting.log(_about(gettext_lazy("Took back for you: %(what)s"), consent.community, consent.purpose))
    unshare(consent)
    _end(consent, Consent.Ended.REVOKED, by=str(acting.by))
    news.tell_revoked(consent, acting)
    return consent


def end_consents_of_leaver(learner: UUID, community_id: UUID) -> None:
    """In the learner's scope: the learner has left the community."""
    lock_learner(learner)
    held = Consent.objects.filter(community_id=community_id, ended_at__isnull=True)
    for consent in held.exclude(purpose=COUNTING):  # so that it is seen who leaves
        unshare(consent)
        _end(consent, Consent.Ended.LEFT, by="")


def _as_kept(field: str, text: str) -> str:
    choices, ticked = FIELDS[field].choices, text.split()
    if choices is None:
        return text.strip()
    if unknown := set(ticked) - choices.keys():
        raise Refused(_("There is no such choice: %(choices)s") % {"choices": ", ".join(sorted(unknown))})
    return " ".join(one for one in choices if one in ticked)


def _checked(purpose: str, fields: list[str], days: int) -> list[str]:
    if purpose not in PURPOSES:
        raise Refused(_("There is no such purpose: %(purpose)s") % {"purpose": purpose})
    if not fields or not set(fields) <= set(PURPOSES[purpose].covers):
        raise Refused(_("Choose what this purpose needs, and no more."))
    if not 1 <= days <= LONGEST:
        raise Refused(_("A consent holds for 1 to %(days)s days.") % {"days": LONGEST})
    return [field for field in PURPOSES[purpose].covers if field in fields]


def refuse_who_is_too_young(learner: Person) -> None:
    if not may_tell_everyone(learner, own_memberships(), guarded=guardians().exists()):
        raise Refused(_("At your age nothing of your profile is for everyone: choose fewer who see it."))


def refuse_who_is_not_asked(acting: Acting, needs: Needs) -> None:
    if acting.child and not needs.guardian:
        raise Refused(_("They are old enough to decide this alone."))
    if not acting.child and not needs.own:
        raise Refused(_("At your age your guardian decides this. Ask them."))


def _sign(consent: Consent, acting: Acting) -> None:
    now = timezone.now()
    if acting.child:
        consent.guardian, consent.guardian_name, consent.guardian_at = acting.by, str(acting.by), now
    else:
        consent.own_at = now
    too_late = _("This consent is past its date. Give a new one.")
    names = ("own_word_from_the_age_of_assent_in_time", "guardian_agrees_where_asked_in_time")
    with refusing(dict.fromkeys(names, too_late)):
        consent.save()


def _end(consent: Consent, why: str, *, by: str) -> None:
    consent.ended_at, consent.ended, consent.ended_by_name = timezone.now(), why, by
    consent.save(update_fields=["ended_at", "ended", "ended_by_name"])


def _about(text: Promise, community: Community, purpose: str) -> Sentence:
    return Sentence(text, what=[community.name, purpose_label(purpose)])
