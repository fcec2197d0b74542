"""Asking to become a member, and what the community makes of it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions import check_role, join
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision, JoinRequest, Proposal
from communities.governance.queries import rule_in_force
from communities.governance.record.chain import member_admitted, take_turn
from communities.models import Community, Membership
from communities.roles import ROLES
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

# What apps above do once a request is settled, in the same transaction and scope.
ON_SETTLING: list[Callable[[JoinRequest], None]] = []


@transaction.atomic
def ask_to_join(person: Person, *, words: str, display_name: str = "") -> JoinRequest:
    """Ask the open scope's community; those who may propose or decide read it."""
    here = Community.objects.get(pk=current_community())
    if here.kind == Community.Kind.CIRCLE:
        raise Refused(_("The members of a circle are communities."))
    if not here.takes_learners:
        raise Refused(_("The community is closed to enrolment at present, by its decision."))
    if Membership.objects.filter(person=person, until__isnull=True).exists():
        raise Refused(_("You are a member already."))
    with refusing({"one_open_request_each": _("You have asked already.")}):
        made: JoinRequest = JoinRequest.objects.create(
            person=person, words=words.strip(), display_name=display_name.strip() or str(person)
        )
    return made


@transaction.atomic
def withdraw_request(request: JoinRequest) -> JoinRequest:
    """By who asked."""
    return _settle(locked_request(request), JoinRequest.State.WITHDRAWN)


@transaction.atomic
def decline_request(request: JoinRequest, *, answer: str) -> JoinRequest:
    """Say no, and why; where the community votes on admissions, once a vote has said no."""
    request = locked_request(request)
    if not rule_in_force("admission").is_entrusted:
        asked = Proposal.objects.filter(effect="admit", payload__request=str(request.pk))
        if asked.filter(Q(state="draft") | Q(state="deliberation") | Q(state="voting")).exists():
            raise Refused(_("There is a proposal about this."))
        if not asked.filter(state="rejected").exists():
            refuse_alone("admission", voted_at=None)
    request.answer = answer.strip()
    return _settle(request, JoinRequest.State.DECLINED)


@transaction.atomic
def admit_member(
    request: JoinRequest, *, role: str, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Make who asked a member with a role, by a decision."""
    refuse_alone("admission", voted_at=voted_at)
    take_turn()
    request = locked_request(request)
    refuse_admission(request, role)
    member = join(request.person, role=role, display_name=request.display_name)
    told = {"name": member.display_name, "role": ROLES[role]}
    decision = decide(
        by=by, kind=Decision.Kind.MEMBERSHIP, title=_("%(name)s admitted: %(role)s") % told, reason=reason,
        changes=[member_admitted(member, role)], at=voted_at,
    )  # fmt: skip
    request.decision = decision
    _settle(request, JoinRequest.State.ADMITTED)
    return decision


def refuse_admission(request: JoinRequest, role: str) -> None:
    check_role(role)
    if request.state != JoinRequest.State.OPEN:
        raise Refused(_("This request has been settled."))
    if Membership.objects.filter(person=request.person_id, until__isnull=True).exists():
        raise Refused(_("%(name)s is a member already.") % {"name": request})


def locked_request(request: JoinRequest) -> JoinRequest:
    """The row as it is now, until the transaction ends; refused for one that is settled."""
    found: JoinRequest = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if found.state != JoinRequest.State.OPEN:
        raise Refused(_("This request has been settled."))
    return found


def _settle(request: JoinRequest, state: str) -> JoinRequest:
    request.state, request.settled_at = state, timezone.now()
    request.save(update_fields=["state", "settled_at", "answer", "decision"])
    for follow in ON_SETTLING:
        follow(request)
    return request
