"""A request over the community's limit is approved by a decision: its effect, and the form that proposes it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community
from funding.expenses.actions import decide_request
from funding.expenses.models import Request, State
from funding.expenses.queries import wanted, wanted_of
from funding.spending import spending_rules
from tenancy.refusal import Refused
from web.amounts import write_money


@transaction.atomic
def approve_by_decision(
    request: Request, *, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:  # fmt: skip
    """The decision, and the request approved by it with its money held; the record says what everyone may read."""
    refuse_alone("spending", voted_at=voted_at)
    title = _("Approved: %(title)s") % {"title": request.title}
    change = {
        "what": "expense approved", "request": str(request.pk), "title": request.title, "amount": request.amount,
        "currency": request.currency,
    }  # fmt: skip
    decision = decide(by=by, kind=Decision.Kind.MONEY, title=title, reason=reason, changes=[change], at=voted_at)
    decide_request(request, by=by, number=decision.number, voted=voted_at is not None)
    return decision


def waiting_for_decision() -> list[Request]:
    found = list(Request.objects.filter(state=State.ASKED).select_related("fund").order_by("asked_at"))
    asks = wanted_of(found)
    return [one for one in found if asks[one.pk].decision]


def _checked(payload: Any, community: Community) -> dict[str, Any]:
    try:
        pk = UUID(str(payload["request"]))
    except (TypeError, KeyError, ValueError):
        raise Refused(_("Name the request.")) from None
    request = Request.objects.filter(pk=pk, state=State.ASKED).select_related("fund").first()
    if request is None or not wanted(request).decision:
        raise Refused(_("There is no such request that needs a decision."))
    return {
        "request": str(pk), "title": request.title, "fund": request.fund_name, "amount": request.amount,
        "currency": request.currency,
    }  # fmt: skip


def _enact(payload: dict[str, Any], by: Person, reason: str, at: datetime | None) -> Decision:
    request = Request.objects.filter(pk=payload["request"]).first()
    if request is None:
        raise Refused(_("There is no such request that needs a decision."))
    return approve_by_decision(request, by=by, reason=reason, voted_at=at)


PAY_EXPENSE = Effect(
    key="pay_expense",
    label=gettext_lazy("Approve a request for money"),
    checked=_checked,
    matter=lambda _payload: "spending",
    title=lambda payload: _("Pay for: %(title)s") % {"title": payload["title"]},
    preview=lambda payload: [
        Change(_("What for"), "", payload["title"]),
        Change(_("How much"), "", write_money(payload["amount"], payload["currency"])),
        Change(_("Out of which fund"), "", payload["fund"]),
    ],
    enact=_enact,
    about=lambda payload: ("expenses-request", payload["request"]),
    decision_kind=Decision.Kind.MONEY,
)


class PayExpenseForm(EffectForm):
    matter = "spending"
    parts = ("request",)
    request = forms.ChoiceField(label=gettext_lazy("Which request"))

    @classmethod
    def fits(cls, community: Community) -> bool:
        return spending_rules(community.currency).decide_from is not None

    def offered(self, community: Community) -> dict[str, Any]:
        waiting = waiting_for_decision()
        return {"request": [(str(one.pk), f"{one.title} · {write_money(one.amount, one.currency)}") for one in waiting]}


FORMS["pay_expense"] = PayExpenseForm
