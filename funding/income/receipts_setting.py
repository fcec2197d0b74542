"""What stands on receipts: under which number the community is registered, and its own words if it has any."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm


class ReceiptsForm(SettingForm):
    registration = forms.CharField(
        label=gettext_lazy("Registered as a charity under"), max_length=120, required=False,
        help_text=gettext_lazy("The number the tax office knows you by. Left empty, receipts say nothing about taxes."),
    )  # fmt: skip
    signed_by = forms.CharField(label=gettext_lazy("Who signs"), max_length=120, required=False)
    title = forms.CharField(
        label=gettext_lazy("Your own title"), max_length=120, required=False,
        help_text=gettext_lazy("Left empty, a receipt is called what your country calls it."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Your own words"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "They take the place of what your country’s law asks for. An empty line parts paragraphs."
        ),
    )  # fmt: skip


def _words(value: Any) -> list[tuple[str, str]]:
    said = [
        (_("Registered as a charity under"), value["registration"] or _("Not registered: no word about taxes")),
        (_("Who signs"), value["signed_by"]),
        (_("Your own title"), value["title"]),
        (_("Your own words"), value["words"]),
    ]
    return [(what, which) for what, which in said if which]


RECEIPTS = SettingKind(
    key="receipts",
    label=gettext_lazy("Receipts for donations"),
    why=gettext_lazy("What a donor reads on a receipt, and what it says to the tax office."),
    form=ReceiptsForm,
    default=lambda: {"registration": "", "signed_by": "", "title": "", "words": ""},
    words=_words,
    order=74,
)
