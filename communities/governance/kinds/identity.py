"""Who the community is: name, purpose, place, colour, and whether strangers see its public page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.forms import SettingForm
from communities.governance.kinds import SettingKind
from communities.models import Community
from communities.names import countries, country_name

HUES = range(0, 360, 15)
PARTS = ("name", "purpose", "place", "country", "hue", "visibility")


class IdentityForm(SettingForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What the community is for, in a few sentences. Everyone reads it on the public page."),
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=lambda: [("", "–"), *countries()]
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"), coerce=int, choices=[(hue, str(hue)) for hue in HUES], widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who sees it"), choices=Community.Visibility.choices, widget=forms.RadioSelect
    )
    logo = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def value(self) -> Any:
        logo = self.cleaned_data["logo"]
        return {**self.cleaned_data, "logo": str(logo) if logo else None}


def default() -> dict[str, Any]:
    return {
        "name": "", "purpose": "", "place": "", "country": "", "hue": 45, "visibility": "public", "logo": None,
    }  # fmt: skip


def show(community: Community, value: Any) -> None:
    for part in PARTS:
        setattr(community, part, value[part])
    community.logo = value["logo"]


def shown(community: Community) -> Any:
    logo = str(community.logo) if community.logo else None
    return {**{part: getattr(community, part) for part in PARTS}, "logo": logo}


def words(value: Any) -> list[tuple[str, str]]:
    return [
        (_("Name"), value["name"]),
        (_("Purpose"), value["purpose"]),
        (_("Place"), value["place"]),
        (_("Country"), country_name(value["country"])),
        (_("Colour"), _("%(hue)s° on the colour circle") % {"hue": value["hue"]}),
        (_("Who sees it"), str(Community.Visibility(value["visibility"]).label)),
        (_("Logo"), _("An uploaded picture") if value["logo"] else ""),
    ]


IDENTITY = SettingKind(
    key="identity",
    label=gettext_lazy("Name and place"),
    why=gettext_lazy("How the community presents itself to its members and to everyone else."),
    form=IdentityForm,
    default=default,
    show=show,
    shown=shown,
    words=words,
    order=10,
)
