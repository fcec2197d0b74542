"""Letting another member vote for one, in one matter or in all; a vote passed on is passed on again."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Delegation, Proposal, Voter
from communities.governance.queries import value_of
from communities.governance.rules import MATTERS, Rule
from communities.models import Membership
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

TURN = "SELECT pg_advisory_xact_lock(hashtextextended('delegations ' || %s::uuid, 0))"


@transaction.atomic
def delegate(*, by: Membership, to: Membership, matter: str = "") -> Delegation:
    """Let another vote for one until it is taken back, in a matter or (none named) in all; in the place of an earlier.

    Whom one lets vote may pass it on, so refused is what would come back to oneself."""
    with connection.cursor() as cursor:
        cursor.execute(TURN, [current_community()])  # what two give at once is looked at one after the other
    if matter not in matters_to_delegate() and (matter or not matters_to_delegate()):
        raise Refused(_("By the decision rule nobody votes for another in this."))
    if to.pk == by.pk or not to.is_live:
        raise Refused(_("Choose another member."))
    _refuse_both_kinds(by, matter)
    delegations_of(by).filter(matter=matter).update(ended_at=timezone.now())
    for one in [matter] if matter else MATTERS:
        if by.pk in _chain(to.pk, _given(one)):
            told = {"name": to.display_name}
            raise Refused(_("%(name)s lets you vote, or passes the vote on to you: it would come back.") % told)
    with refusing({"no_delegation_back": _("It would come back to you.")}):
        made: Delegation = Delegation.objects.create(giver=by, to=to, matter=matter)
    return made


@transaction.atomic
def take_back(delegation: Delegation, *, by: Membership) -> None:
    """At any time; what was cast already stands until one votes oneself."""
    if delegation.giver_id != by.pk or not delegations_of(by).filter(pk=delegation.pk).exists():
        raise Refused(_("There is nothing to take back."))
    Delegation.objects.filter(pk=delegation.pk).update(ended_at=timezone.now())


def delegations_of(member: Membership) -> QuerySet[Delegation]:
    """That are in force."""
    found: QuerySet[Delegation] = Delegation.objects.filter(giver=member, ended_at__isnull=True)
    return found.select_related("to")


def delegations_to(member: Membership) -> QuerySet[Delegation]:
    found: QuerySet[Delegation] = Delegation.objects.filter(to=member, ended_at__isnull=True)
    return found.select_related("giver")


def matters_to_delegate() -> list[str]:
    rules = value_of("decision_rules")
    return [matter for matter in MATTERS if Rule.read(rules.get(matter, {})).may_delegate]


def voters_for(proposal: Proposal, rule: Rule, member: Membership) -> list[Voter]:
    """For whom this member may vote besides themself, who then may vote themself, too."""
    if not rule.may_delegate or not proposal.voters.filter(member=member).exists():
        return []
    found = proposal.voters.filter(member__in=_ending_at(member.pk, _given(proposal.matter)), member__until=None)
    named = found.select_related("member").order_by("member__display_name")
    return [voter for voter in named if not voter.member.is_suspended]


def _refuse_both_kinds(by: Membership, matter: str) -> None:
    live = delegations_of(by)
    if matter and live.filter(matter="").exists():
        raise Refused(_("Somebody votes for you in all matters: take that back first."))
    if not matter and live.exclude(matter="").exists():
        raise Refused(_("Somebody votes for you in single matters: take that back first."))


def _given(matter: str) -> dict[UUID, UUID]:
    """From whom to whom, in that matter."""
    live = Delegation.objects.filter(Q(matter="") | Q(matter=matter), ended_at__isnull=True)
    return dict(live.values_list("giver_id", "to_id"))


def _chain(start: UUID, given: dict[UUID, UUID]) -> list[UUID]:
    """Through whose hands a vote goes."""
    chain = [start]
    while (after := given.get(chain[-1])) and after not in chain:
        chain.append(after)
    return chain


def _ending_at(member: UUID, given: dict[UUID, UUID]) -> Iterable[UUID]:
    """Whose votes end with this member; nobody's where they pass their own on."""
    if member in given:
        return []
    givers: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for giver, to in given.items():
        givers[to].append(giver)
    found, waiting = set(), [member]
    while waiting:
        for giver in givers.pop(waiting.pop(), []):
            found.add(giver)
            waiting.append(giver)
    return found
