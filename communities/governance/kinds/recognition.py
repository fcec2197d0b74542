"""What the community counts of what somebody learned elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm

SOURCES = {
    "network": gettext_lazy("Marks of communities of this network"),
    "credentials": gettext_lazy("Credentials whose issuer can be verified"),
    "shown": gettext_lazy("What somebody shows that they can do, whoever taught it"),
}
LEAST, MOST = 0, 100  # per cent


class RecognitionForm(SettingForm):
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("What counts"), required=False, choices=list(SOURCES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    at_least = forms.IntegerField(
        label=gettext_lazy("From which score on (per cent)"), min_value=LEAST, max_value=MOST,
        help_text=gettext_lazy("A mark below it is shown, but does not count."),
    )  # fmt: skip
    years = forms.IntegerField(
        label=gettext_lazy("How many years old it may be"), min_value=1, max_value=50, required=False,
        help_text=gettext_lazy("Left empty, it counts for good."),
    )  # fmt: skip


def default() -> dict[str, Any]:
    return {"sources": ["network"], "at_least": 60, "years": None}


def words(value: Any) -> list[tuple[str, str]]:
    return [
        (_("What counts"), "; ".join(str(SOURCES[one]) for one in value["sources"]) or _("Nothing")),
        (_("From which score on (per cent)"), str(value["at_least"])),
        (_("How many years old it may be"), str(value["years"]) if value["years"] else _("As old as it may be")),
    ]


RECOGNITION = SettingKind(
    key="recognition",
    label=gettext_lazy("Recognition"),
    why=gettext_lazy("What counts here of what somebody learned elsewhere. It binds whoever assesses newcomers."),
    form=RecognitionForm,
    default=default,
    words=words,
    not_yet=gettext_lazy("Nothing reads it by itself yet: those who assess newcomers go by it."),
    order=46,
)
