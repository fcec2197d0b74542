"""How people come into the open scope's community, what they are called there, and how they leave."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Invitation, Membership
from communities.roles import DELEGATE, KEYHOLDERS
from communities.rules import keeps_the_keys, roles_to_give
from communities.tokens import community_in, hash_of, new_token
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community, in_community

INVITATION_DAYS = 14
LONGEST_INVITATION = 90  # days
OLDEST = 130  # years
# What apps above do before a membership ends, in the same transaction and scope.
ON_ENDING: list[Callable[[Membership], None]] = []


@transaction.atomic
def join(person: Person, *, role: str, display_name: str = "") -> Membership:
    """Make the person a member with this role, or add the role to what they are already."""
    check_role(role)
    membership: Membership | None = _live().filter(person=person).select_for_update().first()
    if membership:
        return add_role(membership, role=role)
    with refusing({"one_live_membership_each": _("This person is a member already.")}):
        made: Membership = Membership.objects.create(
            person=person, display_name=display_name.strip() or str(person), roles=[role]
        )
    return made


@transaction.atomic
def add_role(membership: Membership, *, role: str) -> Membership:
    """Refused for a role that cannot be held here, and for one that is held already."""
    check_role(role)
    membership = _locked(membership)
    if role in membership.roles:
        raise Refused(_("%(name)s has this role already.") % {"name": membership.display_name})
    membership.roles = [*membership.roles, role]
    membership.save(update_fields=["roles"])
    return membership


@transaction.atomic
def drop_role(membership: Membership, *, role: str) -> Membership:
    """Refused for the place's last administrator or steward, and for someone's only role."""
    keyholders = _keyholders()
    membership = _locked(membership)
    if role not in membership.roles:
        raise Refused(_("%(name)s does not have this role.") % {"name": membership.display_name})
    if role == DELEGATE:
        raise Refused(_("A delegate is named, and called back, by their own community."))
    left = [held for held in membership.roles if held != role]
    if not left:
        raise Refused(_("This is the only role %(name)s has: end the membership instead.") % {"name": membership})
    if role in KEYHOLDERS and set(left).isdisjoint(KEYHOLDERS):
        _refuse_the_last(membership, keyholders)
    membership.roles = left
    membership.save(update_fields=["roles"])
    return membership


@transaction.atomic
def end_membership(membership: Membership) -> Membership:
    """From today on the person is no member; what they did stays. Refused for the last administrator or steward."""
    keyholders = _keyholders()
    membership = _locked(membership)
    if keeps_the_keys(membership):
        _refuse_the_last(membership, keyholders)
    for follow in ON_ENDING:
        follow(membership)
    membership.until, membership.born_on = max(timezone.localdate(), membership.since), None
    membership.save(update_fields=["until", "born_on"])
    return membership


@transaction.atomic
def suspend(membership: Membership, *, starts: datetime, ends: datetime | None) -> Membership:
    """From then until then (or until it is lifted) they may do nothing. Refused for the last who keeps the keys."""
    keyholders = _keyholders()
    membership = _locked(membership)
    if membership.will_be_suspended:
        raise Refused(_("%(name)s is suspended already.") % {"name": membership})
    if keeps_the_keys(membership):
        _refuse_the_last(membership, keyholders)
    membership.suspended_from, membership.suspended_until = starts, ends
    membership.save(update_fields=["suspended_from", "suspended_until"])
    return membership


@transaction.atomic
def lift(membership: Membership) -> Membership:
    """End a suspension before its time, or one that has not begun."""
    membership = _locked(membership)
    if not membership.will_be_suspended:
        raise Refused(_("%(name)s is not suspended.") % {"name": membership})
    membership.suspended_from = membership.suspended_until = None
    membership.save(update_fields=["suspended_from", "suspended_until"])
    return membership


@transaction.atomic
def rename_member(membership: Membership, *, display_name: str) -> Membership:
    """What the person is called in this community, and here alone."""
    membership = _locked(membership)
    membership.display_name = display_name.strip()
    membership.save(update_fields=["display_name"])
    return membership


@transaction.atomic
def note_birth(membership: Membership, *, born_on: date | None) -> Membership:
    """The day of birth as the community knows it, for votes with a least age; nothing forgets it."""
    membership, today = _locked(membership), timezone.localdate()
    if born_on and not today.year - OLDEST <= born_on.year <= today.year:
        raise Refused(_("A day of birth lies in the past %(years)s years.") % {"years": OLDEST})
    if born_on and born_on > today:
        raise Refused(_("This day of birth is still to come."))
    membership.born_on = born_on
    membership.save(update_fields=["born_on"])
    return membership


@transaction.atomic
def invite(*, by: Membership, role: str, note: str = "", days: int = INVITATION_DAYS) -> tuple[Invitation, str]:
    """An invitation and its token, which is told this once."""
    check_role(role)
    if not 1 <= days <= LONGEST_INVITATION:
        raise Refused(_("An invitation is open for 1 to %(days)s days.") % {"days": LONGEST_INVITATION})
    token = new_token(current_community())
    expires_at = timezone.now() + timedelta(days=days)
    invitation: Invitation = Invitation.objects.create(
        role=role, note=note, token_hash=hash_of(token), invited_by=by, expires_at=expires_at
    )
    return invitation, token


@transaction.atomic
def withdraw_invitation(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise Refused(_("This invitation is no longer open."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, person: Person, display_name: str = "") -> Membership:
    """Join the community that the token stands for, with its role; a token lets one person in, once."""
    community_id = community_in(token)
    if community_id is None:
        raise Refused(_("There is no such invitation."))
    with in_community(community_id):
        invitation = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
        if invitation is None:
            raise Refused(_("There is no such invitation."))
        if not invitation.is_open:
            raise Refused(invitation.why_closed)
        invitation.used_by = join(person, role=invitation.role, display_name=display_name)
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_by", "used_at"])
        membership: Membership = invitation.used_by
    return membership


def check_role(role: str) -> None:
    """Refuse a role that cannot be held in the open scope's community."""
    if role not in roles_to_give(Community.objects.get(pk=current_community())):
        raise Refused(_("There is no such role here."))


def _live() -> QuerySet[Membership]:
    return Membership.objects.filter(until__isnull=True)


def _locked(membership: Membership) -> Membership:
    """The row as it is now, until the transaction ends; refused for one that has ended."""
    found: Membership | None = _live().filter(pk=membership.pk).select_for_update().first()
    if found is None:
        raise Refused(_("This membership has ended."))
    return found


def _keyholders() -> list[Membership]:
    """All who keep the keys, locked in one order, so that no two of them leave at once."""
    able = Q(suspended_from__isnull=True) | Q(suspended_until__lte=timezone.now())
    return list(_live().filter(able, roles__overlap=list(KEYHOLDERS)).order_by("pk").select_for_update())


@transaction.atomic
def refuse_the_last(membership: Membership) -> None:
    """Raises what the end of this membership would: a place needs one who keeps its keys."""
    if keeps_the_keys(membership):
        _refuse_the_last(membership, _keyholders())


def _refuse_the_last(membership: Membership, keyholders: Iterable[Membership]) -> None:
    if not any(other.pk != membership.pk for other in keyholders):
        raise Refused(
            _("%(name)s is the last who keeps the keys: give them to someone else first.") % {"name": membership}
        )
