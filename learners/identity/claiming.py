"""Somebody whom a community knows comes to sign in as themself: by an invitation, once, losing nothing."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import end_sessions, give_credentials
from accounts.models import Person
from communities.models import Community, Membership
from learners.guardianship import as_guardian
from learners.identity.codes import key_of, new_code
from learners.identity.models import Claim, ClaimCode
from learners.identity.news import tell_claimed, tell_invited
from learners.identity.queries import (
    belongs_elsewhere,
    child_membership,
    claim_behind,
    needs_guardian,
    rights_of,
    unclaimed,
)
from learners.models import AccessLog
from tenancy.refusal import Refused
from tenancy.scope import as_person, current_community, in_community
from web.sentences import Wording

CLAIM_DAYS = 21


@transaction.atomic
def invite_member(membership: Membership, *, by: Membership) -> tuple[Claim, str]:
    """By a community: the invitation and its code, told this once; an earlier one opens nothing any more.

    Refused for who has rights that the inviter lacks, for who is too young to decide alone, and for who is known in
    another community too, whose rows the code would open."""
    membership = _unclaimed(membership.pk)
    here = Community.objects.get(pk=current_community())
    if not rights_of(membership, here) <= rights_of(by, here):
        raise Refused(_("Somebody with more rights has to invite %(name)s.") % {"name": membership})
    if belongs_elsewhere(membership.person_id, here.pk):
        raise Refused(_no_way(membership))
    if needs_guardian(membership, here):
        raise Refused(_("%(name)s is too young to decide it alone: a guardian invites them.") % {"name": membership})
    what = gettext_lazy("Invited you to sign in as yourself")
    AccessLog.note_here([membership.person_id], who=by.person, what=what, did=True, name=by.display_name)
    return _invited(membership, by.person)


@transaction.atomic
def invite_child(child_id: UUID, *, guardian: Person) -> tuple[Claim, str]:
    """By a guardian, at any age. Raises NotGuardian."""
    with as_guardian(child_id, guardian, what=gettext_lazy("Invited you to sign in as yourself"), did=True):
        places = list(Membership.objects.filter(until__isnull=True).values_list("community", flat=True))
    for place in places:
        if membership := child_membership(child_id, place):
            with in_community(place):
                return _invited(_unclaimed(membership.pk), guardian)
    raise Refused(_("They have a way to sign in already."))


@transaction.atomic
def withdraw_claim(claim: Claim) -> Claim:
    claim = Claim.objects.select_for_update(of=["self"]).select_related("membership").get(pk=claim.pk)
    if not claim.is_open:
        raise Refused(_("This invitation is no longer open."))
    return _end(claim)


@transaction.atomic
def claim(code: str, *, username: str, password: str, signed_in: Person | None = None) -> Person:
    """The person whom the code stands for signs in by this name and password from now on, and keeps everything."""
    found = lock_claim(code, signed_in)
    person = give_credentials(found.membership.person, username=username, password=password)
    end_sessions(person)
    use_claim(found, who=person, what=gettext_lazy("Chose a name and a password of your own"))
    return person


def lock_claim(code: str, signed_in: Person | None) -> Claim:
    """What the code stands for, until the transaction ends; of two who come at once the second finds nothing."""
    found = claim_behind(code)
    if found is None:
        raise Refused(nothing())
    Person.objects.select_for_update(no_key=True).get(pk=found.membership.person_id)
    with in_community(found.community.pk):  # nobody withdraws it meanwhile
        Claim.objects.select_for_update(of=["self"]).get(pk=found.pk)
    found = claim_behind(code)
    if found is None:
        raise Refused(nothing())
    if signed_in and signed_in.pk == found.made_by_id:
        raise Refused(_("Whoever makes an invitation cannot use it."))
    return found


def use_claim(found: Claim, *, who: Person, what: Wording) -> None:
    with in_community(found.community.pk):
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        tell_claimed(found)
    with as_person(found.membership.person_id):
        AccessLog.note(found.membership.person_id, who=who, what=what, did=True, role=AccessLog.Role.COMMUNITY)


def nothing() -> str:
    """The same whatever is wrong with a code."""
    return _("This code opens nothing, or nothing any more. Look at it again, or ask for a new one where you got it.")


def _unclaimed(pk: UUID) -> Membership:
    """Of the open scope; nobody else invites them, or comes, until the transaction ends."""
    found = Membership.objects.select_for_update(of=["self"]).select_related("person").get(pk=pk)
    Person.objects.select_for_update(no_key=True).get(pk=found.person_id)
    if not unclaimed().filter(pk=pk).exists():
        raise Refused(_no_way(found))
    return found


def _no_way(membership: Membership) -> str:
    told = _("%(name)s cannot be invited from here: perhaps they, or whoever looks after them, have another way in.")
    return told % {"name": membership}


def _invited(membership: Membership, by: Person) -> tuple[Claim, str]:
    for earlier in Claim.objects.filter(membership=membership, used_at__isnull=True, withdrawn_at__isnull=True):
        _end(earlier)
    code = new_code()
    made = Claim.objects.create(
        membership=membership, key=key_of(code), made_by=by, made_by_name=str(by),
        expires_at=timezone.now() + timedelta(days=CLAIM_DAYS),
    )  # fmt: skip
    ClaimCode.objects.create(key=made.key, community_id=current_community())
    tell_invited(made)
    return made, code


def _end(claim: Claim) -> Claim:
    claim.withdrawn_at = timezone.now()
    claim.save(update_fields=["withdrawn_at"])
    ClaimCode.objects.filter(pk=claim.key).delete()
    return claim
