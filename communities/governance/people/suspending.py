"""A membership suspended with notice, answered, appealed, and lifted or upheld: each time by a decision."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions import lift, suspend
from communities.calendar import day_after, start_of
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision, Suspension
from communities.governance.record.chain import member_suspended, suspension_lifted, take_turn
from communities.models import Community, Membership
from communities.roles import DELEGATE
from tenancy.refusal import Refused
from tenancy.scope import current_community

LEAST_NOTICE = 7  # days between the decision and the suspension
LONGEST_NOTICE = 90
LONGEST = 366  # days of a suspension that ends by itself


@transaction.atomic
def suspend_member(
    membership: Membership,
    *,
    notice: int,
    days: int | None = None,
    by: Person,
    reason: str,
    voted_at: datetime | None = None,
) -> Decision:
    """From `notice` days after the decision on, for `days` days, or until it is lifted."""
    refuse_alone("suspension", voted_at=voted_at)
    refuse_periods(notice, days)
    refuse_silencing(membership)
    take_turn()
    here = Community.objects.get(pk=current_community())
    decided_at = voted_at or timezone.now()
    starts = start_of(here, day_after(here, decided_at, notice))
    ends = start_of(here, day_after(here, decided_at, notice + days)) if days else None
    membership = suspend(membership, starts=starts, ends=ends)
    title = _("%(name)s: membership suspended") % {"name": membership.display_name}
    changes = [member_suspended(membership)]
    decision = decide(by=by, kind=Decision.Kind.MEMBERSHIP, title=title, reason=reason, changes=changes, at=voted_at)
    Suspension.objects.create(membership=membership, decision=decision)
    return decision


@transaction.atomic
def lift_suspension(membership: Membership, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """The member may act again at once, or goes on to."""
    refuse_alone("suspension", voted_at=voted_at)
    take_turn()
    membership = lift(membership)
    title = _("%(name)s: suspension lifted") % {"name": membership.display_name}
    changes = [suspension_lifted(membership)]
    decision = decide(by=by, kind=Decision.Kind.MEMBERSHIP, title=title, reason=reason, changes=changes, at=voted_at)
    Suspension.objects.filter(pk=_latest(membership).pk).update(lifted=True, outcome=decision)
    return decision


@transaction.atomic
def uphold_suspension(membership: Membership, *, by: Person, reason: str) -> Decision:
    """Say no to an appeal, and why; those do it who decide alone."""
    refuse_alone("suspension", voted_at=None)
    take_turn()
    suspension = _latest(membership)
    if not suspension.is_appealed or suspension.outcome_id:
        raise Refused(_("There is no appeal to answer."))
    title = _("%(name)s: the suspension stands") % {"name": membership.display_name}
    decision = decide(by=by, kind=Decision.Kind.MEMBERSHIP, title=title, reason=reason)
    suspension.outcome = decision
    suspension.save(update_fields=["outcome"])
    return decision


@transaction.atomic
def answer_suspension(membership: Membership, *, text: str) -> Suspension:
    """What the member says before it begins; said again, it takes the place of what was said."""
    suspension = _latest(membership)
    if membership.is_suspended or not membership.will_be_suspended:
        raise Refused(_("An answer is given before the suspension begins."))
    suspension.answer, suspension.answered_at = text.strip(), timezone.now()
    suspension.save(update_fields=["answer", "answered_at"])
    return suspension


def refuse_silencing(membership: Membership) -> None:
    if DELEGATE in membership.roles:
        raise Refused(_("It would silence the community of this delegate. End the membership: then it names another."))


def refuse_periods(notice: int, days: int | None) -> None:
    if not LEAST_NOTICE <= notice <= LONGEST_NOTICE:
        told = {"least": LEAST_NOTICE, "most": LONGEST_NOTICE}
        raise Refused(_("A suspension is told %(least)s to %(most)s days before it begins.") % told)
    if days is not None and not 1 <= days <= LONGEST:
        raise Refused(_("A suspension lasts 1 to %(most)s days, or until it is lifted.") % {"most": LONGEST})


def suspension_of(membership: Membership) -> Suspension | None:
    """The latest, with its decisions and proposal."""
    found: Suspension | None = (
        Suspension.objects.filter(membership=membership)
        .select_related("decision", "proposal", "outcome")
        .order_by("-decision__number")
        .first()
    )
    return found


def _latest(membership: Membership) -> Suspension:
    """Locked until the transaction ends."""
    rows = Suspension.objects.filter(membership=membership).order_by("-pk")
    found: Suspension | None = rows.select_for_update().first()
    if found is None:
        raise Refused(_("%(name)s is not suspended.") % {"name": membership})
    return found
