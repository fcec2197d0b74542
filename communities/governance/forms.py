"""Founding a community, why something is decided, and which decisions to show."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.rules import time_zones
from communities.forms import HueSelect
from communities.governance.beginnings import BEGINNINGS
from communities.governance.charter.templates import KEYS, all_templates, template_called
from communities.governance.models import Decision
from communities.hues import HUES
from communities.models import Community
from communities.names import countries, language_code, written_language, zone_of
from web.forms import FilterForm, needed_when, offer

FOUNDABLE = [(kind.value, kind.label) for kind in Community.Kind if kind not in ("network", "circle")]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the decision, for everyone here and for those who come after."),
    )


class DecisionsFilter(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Every kind")), *Decision.Kind.choices]
    )


class FoundForm(forms.Form):
    """What cannot wait, with sensible guesses for the rest."""

    template = forms.ChoiceField(
        label=gettext_lazy("What does it start from?"), required=False, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=FOUNDABLE, initial="school", widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Small letters, digits and dashes. Left empty, it follows from the name."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A sentence or two for the public page."),
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=lambda: [("", "–"), *countries()]
    )
    time_zone = needed_when(
        forms.ChoiceField(
            label=gettext_lazy("Time zone"),
            choices=lambda: [("", _("The country’s")), *((zone, zone.replace("_", " ")) for zone in time_zones())],
        ),
        gettext_lazy("where the country has several, or none is chosen"),
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        max_length=300,
        help_text=gettext_lazy("The most used first, with commas between: Spanish, Quechua"),
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"), coerce=int, initial=150, choices=list(HUES.items()), widget=HueSelect
    )
    sections = (
        (
            gettext_lazy("From what"),
            gettext_lazy("A template brings a charter, and the decision rules and roles that it speaks of."),
            ("template",),
        ),
        (gettext_lazy("Who"), gettext_lazy("What people will call it."), ("kind", "name", "slug", "purpose")),
        (
            gettext_lazy("Where"),
            gettext_lazy("So that neighbours find it and clocks are right."),
            ("place", "country", "time_zone"),
        ),
        (gettext_lazy("How"), gettext_lazy("Both can change later, by a decision."), ("languages", "hue")),
    )

    def __init__(self, data: Any = None, *, template: str = "") -> None:
        own = (get_language() or "en").partition("-")[0]
        kind = template_called(template).kind if template in KEYS else "school"
        super().__init__(data, initial={"languages": written_language(own), "template": template, "kind": kind})
        named = [(one.key, one.writing([own]).name) for one in all_templates()]
        offer(self, template=[*named, ("", _("From nothing: I decide alone until we adopt rules"))])
        for key, one in BEGINNINGS.items():
            self.fields[f"begin_{key}"] = forms.ChoiceField(
                label=one.label, help_text=one.why, required=False, choices=one.options(), initial=one.suggested
            )

    def by_section(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        found = [(title, why, [self[name] for name in names]) for title, why, names in self.sections]
        title, why, fields = found[-1]
        return [*found[:-1], (title, why, [*fields, *(self[f"begin_{key}"] for key in BEGINNINGS)])]

    def clean_languages(self) -> list[str]:
        written = [one.strip() for one in self.cleaned_data["languages"].replace("،", ",").split(",") if one.strip()]
        codes = {one: language_code(one) for one in written}
        if unknown := [one for one, code in codes.items() if code is None]:
            raise ValidationError(_("We know no language called “%(text)s”.") % {"text": ", ".join(unknown)})
        return list(dict.fromkeys(code for code in codes.values() if code))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors.keys() & {"name", "slug"}:
            self._settle_address(given)
        if not given.get("time_zone"):
            given["time_zone"] = zone_of(given.get("country", ""))
            if not given["time_zone"]:
                self.add_error("time_zone", _("Choose a time zone: we cannot tell it from the country."))
        return given

    def _settle_address(self, given: dict[str, Any]) -> None:
        given["slug"] = (given["slug"] or slugify(given["name"])[:60].strip("-")).lower()
        if not given["slug"]:
            self.add_error("slug", _("Write an address in small Latin letters, for example: our-school"))
        elif Community.objects.filter(slug=given["slug"]).exists():
            told = {"slug": given["slug"], "free": _free(given["slug"])}
            self.add_error("slug", _("“%(slug)s” is taken. “%(free)s” is free.") % told)

    def beginnings(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"begin_{key}"] for key in BEGINNINGS}

    def choices(self) -> dict[str, Any]:
        """The values by setting."""
        given = self.cleaned_data
        identity = {part: given[part] for part in ("name", "purpose", "place", "country", "hue")}
        return {
            "identity": identity, "languages": given["languages"], "calendar": {"time_zone": given["time_zone"]},
        }  # fmt: skip


def _free(slug: str) -> str:
    stem = slug[:56]
    taken = set(Community.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(free for n in range(2, len(taken) + 3) if (free := f"{stem}-{n}") not in taken)
