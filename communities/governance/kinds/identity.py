"""Who the community is: name, purpose, place, colour, and whether strangers see its public page."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.forms import HueSelect
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.hues import HUES
from communities.models import Community
from communities.names import countries
from files.actions import store_file
from files.models import StoredFile
from files.types import PICTURES
from tenancy.refusal import Refused
from web.amounts import country_name

PUBLIC = StoredFile.Audience.PUBLIC
LOGO_LIMIT = 2 * 1024 * 1024  # bytes
COORDINATES = ("latitude", "longitude")
PARTS = ("name", "purpose", "place", "country", *COORDINATES, "hue", "visibility")


def _degrees(label: Any, most: int, help_text: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=-most,
        max_value=most,
        max_digits=9,
        decimal_places=6,
    )


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
    latitude = _degrees(
        gettext_lazy("Latitude"), 90, gettext_lazy("In degrees, as maps say it; south of the equator with a minus.")
    )
    longitude = _degrees(
        gettext_lazy("Longitude"), 180,
        gettext_lazy("West of Greenwich with a minus. With both, learners see how far it is; everyone may read them."),
    )  # fmt: skip
    hue = forms.TypedChoiceField(label=gettext_lazy("Colour"), coerce=int, choices=list(HUES.items()), widget=HueSelect)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who sees it"), choices=Community.Visibility.choices, widget=forms.RadioSelect
    )
    picture = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A picture for the public page: PNG, JPEG or WebP, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)
    logo = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_logo(self) -> UUID | None:
        """A picture that everyone may see."""
        logo: UUID | None = self.cleaned_data["logo"]
        if logo and (self.is_new or not StoredFile.objects.filter(pk=logo, audience=PUBLIC).exists()):
            raise ValidationError(_("There is no such picture."))
        return logo

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if self.errors.keys().isdisjoint(COORDINATES) and (given["latitude"] is None) != (given["longitude"] is None):
            lacking = next(one for one in COORDINATES if given[one] is None)
            self.add_error(lacking, _("Give both latitude and longitude, or neither."))
        if given.get("picture"):
            try:
                stored = store_file(given["picture"], allowed=PICTURES, audience=PUBLIC, limit=LOGO_LIMIT)
                given["logo"] = stored.pk
            except Refused as refusal:
                self.add_error("picture", str(refusal))
        elif given.get("without_logo"):
            given["logo"] = None
        return given

    def carried(self) -> list[tuple[str, str]]:
        sent = [(name, value) for name, value in super().carried() if name not in ("logo", "without_logo")]
        return [*sent, ("logo", str(self.cleaned_data["logo"] or ""))]

    def value(self) -> Any:
        logo = self.cleaned_data["logo"]
        place = {part: _written(self.cleaned_data[part]) for part in COORDINATES}
        return {**{part: self.cleaned_data[part] for part in PARTS}, **place, "logo": str(logo) if logo else None}


def _written(degrees: Decimal | float | None) -> str | None:
    """In one way alone, as the record seals no fractions: no exponent, no nought at the end, no minus nought."""
    return None if degrees is None else f"{(Decimal(str(degrees)) + 0).normalize():f}"


def default() -> dict[str, Any]:
    return {
        "name": "", "purpose": "", "place": "", "country": "", "latitude": None, "longitude": None, "hue": 45,
        "visibility": "public", "logo": None,
    }  # fmt: skip


def show(community: Community, value: Any) -> None:
    for part in PARTS:
        setattr(community, part, value[part])
    for part in COORDINATES:
        setattr(community, part, None if value[part] is None else float(value[part]))
    community.logo = value["logo"]


def shown(community: Community) -> Any:
    logo = str(community.logo) if community.logo else None
    place = {part: _written(getattr(community, part)) for part in COORDINATES}
    return {**{part: getattr(community, part) for part in PARTS}, **place, "logo": logo}


def words(value: Any) -> list[tuple[str, str]]:
    return [
        (_("Name"), value["name"]),
        (_("Purpose"), value["purpose"]),
        (_("Place"), value["place"]),
        (_("Country"), country_name(value["country"])),
        (_("Coordinates"), "" if value["latitude"] is None else f"{value['latitude']}, {value['longitude']}"),
        (_("Colour"), str(HUES[value["hue"]])),
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
