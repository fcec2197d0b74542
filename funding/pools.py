"""Pools: the funds of the network and of circles, which only a decision opens."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.models import Community
from funding.actions.funds import open_decided, pools_are_decided
from funding.forms.books import FundForm
from funding.models import Fund
from tenancy.refusal import Refused


@transaction.atomic
def open_pool(
    *, id: UUID, name: str, purpose: str, is_restricted: bool, currency: str, by: Person, reason: str,
    ends_on: str | None = None, voted_at: datetime | None = None,
) -> Decision:  # fmt: skip
    """A fund by decision; the record names it."""
    refuse_alone("spending", voted_at=voted_at)
    last = date.fromisoformat(ends_on) if ends_on else None
    open_decided(id=id, name=name, purpose=purpose, is_restricted=is_restricted, ends_on=last, currency=currency)
    title, changes = (
        _("Opened the pool %(name)s") % {"name": name},
        [{"what": "fund opened", "fund": str(id), "name": name}],
    )
    return decide(by=by, kind=Decision.Kind.MONEY, title=title, reason=reason, changes=changes, at=voted_at)


def _checked(payload: Any, community: Community) -> dict[str, Any]:
    if not pools_are_decided(community):
        raise Refused(_("The network and circles open pools; here whoever keeps the books opens a fund."))
    form = FundForm(payload if isinstance(payload, dict) else {})
    if not form.is_valid():
        raise Refused(
            " ".join(f"{form[name].label}: {said}" for name, all_of in form.errors.items() for said in all_of)
        )
    given = form.cleaned_data
    if given["is_restricted"] and not given["purpose"]:
        raise Refused(_("Say what a restricted fund is for."))
    if Fund.objects.filter(name=given["name"]).exists():
        raise Refused(_("There is a fund of this name."))
    ends_on = given["ends_on"]
    return {**given, "id": str(given["id"]), "ends_on": ends_on and str(ends_on), "currency": community.currency}


OPEN_POOL = Effect(
    key="open_pool",
    label=gettext_lazy("Open a pool"),
    checked=_checked,
    matter=lambda _payload: "spending",
    title=lambda payload: _("Open the pool %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [
        Change(_("Pool"), "", payload["name"]),
        Change(_("What it is for"), "", payload["purpose"]),
    ],
    enact=lambda payload, by, reason, at: open_pool(
        **{**payload, "id": UUID(payload["id"])}, by=by, reason=reason, voted_at=at
    ),
    decision_kind=Decision.Kind.MONEY,
)
