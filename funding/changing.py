"""What a restricted fund is for, and until when: changed by decision alone."""

from datetime import date, datetime
from typing import Any, ClassVar
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
from funding.models import Fund
from tenancy.refusal import Refused
from web.amounts import write_day
from web.forms import DayField


@transaction.atomic
def change_fund(
    fund: UUID, *, purpose: str, ends_on: date | None, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Another purpose, another last day, or none; what was spent before stays as it was."""
    refuse_alone("spending", voted_at=voted_at)
    changed = Fund.objects.select_for_update().get(pk=fund)
    what = {"what": "fund changed", "fund": str(fund), "purpose": purpose, "ends_on": ends_on and str(ends_on)}
    changed.purpose, changed.ends_on = purpose, ends_on
    changed.save(update_fields=["purpose", "ends_on"])
    title = _("Changed the fund %(name)s") % {"name": changed.name}
    return decide(by=by, kind=Decision.Kind.MONEY, title=title, reason=reason, changes=[what], at=voted_at)


def changeable() -> Any:
    """The restricted funds; a learner's own is not told of in a proposal."""
    return Fund.objects.filter(is_restricted=True, person=None).order_by("name")


class FundChangeForm(EffectForm):
    matter: ClassVar[str] = "spending"
    parts = ("fund", "purpose", "ends_on")
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Which fund"), empty_label=gettext_lazy("Choose one")
    )
    purpose = forms.CharField(label=gettext_lazy("What it is for from now on"), max_length=300)
    ends_on = DayField(
        label=gettext_lazy("Last day it may be spent"), required=False,
        help_text=gettext_lazy("Left empty, it does not end. What its giver agreed to binds you all the same."),
    )  # fmt: skip

    @classmethod
    def fits(cls, community: Community) -> bool:
        return bool(changeable().exists())

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"fund": changeable()}

    def payload(self) -> dict[str, Any]:
        given, ends_on = super().payload(), self.cleaned_data["ends_on"]
        return {**given, "fund": str(given["fund"].pk), "ends_on": ends_on and str(ends_on)}


FORMS["change_fund"] = FundChangeForm


def _checked(payload: Any, _community: Community) -> dict[str, Any]:
    class Given(forms.Form):
        fund = forms.ModelChoiceField(changeable())
        purpose = forms.CharField(max_length=300)
        ends_on = forms.DateField(required=False)

    form = Given(payload if isinstance(payload, dict) else {})
    if not form.is_valid():
        raise Refused(" ".join(f"{name}: {said}" for name, all_of in form.errors.items() for said in all_of))
    fund, purpose, ends_on = (form.cleaned_data[name] for name in ("fund", "purpose", "ends_on"))
    if (fund.purpose, fund.ends_on) == (purpose, ends_on):
        raise Refused(_("This changes nothing."))
    return {"fund": str(fund.pk), "name": fund.name, "purpose": purpose, "ends_on": ends_on and str(ends_on)}


def _day(text: str | None) -> str:
    return write_day(date.fromisoformat(text)) if text else _("it does not end")


def _preview(payload: Any) -> list[Change]:
    fund = Fund.objects.get(pk=payload["fund"])
    now = write_day(fund.ends_on) if fund.ends_on else _("it does not end")
    return [
        Change(_("What it is for"), fund.purpose, payload["purpose"]),
        Change(_("Last day it may be spent"), now, _day(payload["ends_on"])),
    ]


def _enact(payload: Any, by: Person, reason: str, at: datetime | None) -> Decision:
    ends_on = date.fromisoformat(payload["ends_on"]) if payload["ends_on"] else None
    return change_fund(
        UUID(payload["fund"]), purpose=payload["purpose"], ends_on=ends_on, by=by, reason=reason, voted_at=at
    )


CHANGE_FUND = Effect(
    key="change_fund",
    label=gettext_lazy("Change what a fund is for, or until when"),
    checked=_checked,
    matter=lambda _payload: "spending",
    title=lambda payload: _("Change the fund %(name)s") % {"name": payload["name"]},
    preview=_preview,
    enact=_enact,
    decision_kind=Decision.Kind.MONEY,
)
