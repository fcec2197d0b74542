"""What of the books anyone may read: decided by the community, part by part."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of
from communities.models import Community

AS_REPORTS, OPEN, CLOSED = "as_reports", "open", "closed"
FIGURES = {
    AS_REPORTS: gettext_lazy("Open while the community shares its reports"),
    OPEN: gettext_lazy("Open"),
    CLOSED: gettext_lazy("Closed"),
}
PARTS = {
    "entries": gettext_lazy("Every entry: when, what for, of which fund and how much"),
    "budgets": gettext_lazy("Budgets"),
    "grants": gettext_lazy("Grants"),
    "expenses": gettext_lazy("Expenses"),
    "donations": gettext_lazy("Donations by month, without who gave"),
}


class OpennessForm(SettingForm):
    figures = forms.ChoiceField(
        label=gettext_lazy("What came in and went out, by fund"), choices=list(FIGURES.items()),
        help_text=gettext_lazy("Nobody’s name, no receipt and no learner’s own fund is ever shown."),
    )  # fmt: skip
    entries, budgets, grants, expenses, donations = (
        forms.BooleanField(label=label, required=False) for label in PARTS.values()
    )


def _words(value: Any) -> list[tuple[str, str]]:
    figures = (_("What came in and went out, by fund"), str(FIGURES[value["figures"]]))
    return [figures, *((str(label), _("Open") if value.get(part) else _("Closed")) for part, label in PARTS.items())]


def open_parts(community: Community) -> set[str]:
    """What strangers may read of the open scope's community: figures and keys of PARTS."""
    value = value_of("openness")
    figures = value["figures"] == OPEN or (value["figures"] == AS_REPORTS and community.shares_reports)
    return {part for part in PARTS if value.get(part)} | ({"figures"} if figures else set())


OPENNESS = SettingKind(
    key="openness",
    label=gettext_lazy("Open books"),
    why=gettext_lazy("What of the books anyone may read, without signing in."),
    form=OpennessForm,
    default=lambda: {"figures": AS_REPORTS, **dict.fromkeys(PARTS, False)},
    words=_words,
    matter="spending",
    order=74,
)
