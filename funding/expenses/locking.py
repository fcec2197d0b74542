"""A request as it is now, which nobody else changes till the transaction ends; and its history."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from funding.expenses.models import Kind, Request, State, Step
from funding.expenses.rules import is_close
from tenancy.refusal import Refused, refusing


def locked(request: Request, *states: State) -> Request:
    """Refused in another state than these."""
    _take(request.pk)
    found: Request = Request.objects.select_related("fund", "hold", "cover").get(pk=request.pk)
    if found.state not in states:
        raise Refused(_("This is not possible any more: it is “%(state)s”.") % {"state": found.get_state_display()})
    if found.advance_id:
        found.advance = _take(found.advance_id)
    return found


def _take(pk: UUID) -> Request:
    """Its row alone: what stands beside it is read afterwards, since whoever waits for a lock saw the rest before."""
    taken: Request = Request.objects.select_for_update(no_key=True).get(pk=pk)
    return taken


def refuse_other(request: Request, by: Person) -> None:
    if request.person_id != by.pk:
        raise Refused(_("Only who asked does this."))


def refuse_own(request: Request, by: Person) -> None:
    if is_close(by, request.person_id):
        raise Refused(_("Nobody answers or pays their own request, nor their child’s or guardian’s."))


def refuse_accounted(request: Request) -> None:
    """Of an advance that is being accounted for nothing comes back by itself."""
    under_way = request.settlements.exclude(state__in=[State.DRAFT, State.REFUSED, State.WITHDRAWN])
    if request.kind == Kind.ADVANCE and (request.left != request.amount or under_way.exists()):
        raise Refused(_("This advance is being accounted for already; its payment stays."))


def note(request: Request, what: Step.What, *, by: Person, **more: Any) -> Step:
    """Write down what happened."""
    own = _("Nobody answers or pays their own request, nor their child’s or guardian’s.")
    reasons = {"approves_not_own": own, "pays_not_own": own, "happens_once": _("This was done already.")}
    with refusing(reasons):
        return Step.objects.create(request=request, what=what, by=by, **more)
