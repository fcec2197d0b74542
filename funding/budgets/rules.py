"""Who may prepare a budget and who adopts it, and from which share on a line is told of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.access import Access
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.mandate import takes_part

HIGHEST = 1000  # per cent


def may_prepare(access: Access) -> bool:
    return access.can("funding.prepare_budget")


def may_adopt(access: Access) -> bool:
    """Alone, or by a proposal."""
    return takes_part(access, "budget")


class AlertsForm(SettingForm):
    first = forms.IntegerField(
        label=gettext_lazy("First told at, in per cent"), min_value=1, max_value=HIGHEST, required=False,
        help_text=gettext_lazy("Of what is planned on a line, used or promised. Left empty, nobody is told."),
    )  # fmt: skip
    second = forms.IntegerField(
        label=gettext_lazy("And again at, in per cent"), min_value=1, max_value=HIGHEST, required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, second = given.get("first"), given.get("second")
        if second is not None and not (first is not None and first < second):
            self.add_error("second", ValidationError(_("The second comes after the first.")))
        return given


def shares_of(value: Any) -> list[int]:
    """Per cent, the lower first."""
    return [value[key] for key in ("first", "second") if value[key] is not None]


def words(value: Any) -> list[tuple[str, str]]:
    shares = " · ".join(f"{share} %" for share in shares_of(value))
    return [(_("Told when so much of a line is used"), shares or _("Nobody is told"))]


ALERTS = SettingKind(
    key="budget_alerts",
    label=gettext_lazy("Budget alerts"),
    why=gettext_lazy("When those who keep the books and who prepared a budget are told that a line of it runs out."),
    form=AlertsForm,
    default=lambda: {"first": 80, "second": 100},
    words=words,
    matter="budget",
    order=73,
)
