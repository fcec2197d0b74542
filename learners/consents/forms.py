"""What a learner says about themself, and what they or a guardian agree to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.consents.models import ProfileEntry
from learners.consents.queries import Place
from learners.consents.terms import FIELDS, PURPOSES, Field, label_of
from web.forms import offer

SPANS = [(30, _("One month")), (92, _("Three months")), (183, _("Half a year")), (366, _("A year"))]


class ProfileForm(forms.Form):
    """Two questions a field: its words, and who may see them."""

    def __init__(self, *args: Any, entries: dict[str, ProfileEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, field in FIELDS.items():
            entry = entries.get(key)
            self.fields[key] = _question(field, entry.text if entry else "")
            self.fields[f"{key}-seen"] = forms.ChoiceField(
                label=_("Who may see it"), choices=ProfileEntry.SeenBy.choices,
                initial=entry.seen_by if entry else ProfileEntry.SeenBy.ME,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(field.label, self[key], self[f"{key}-seen"]) for key, field in FIELDS.items()]

    def said(self) -> dict[str, tuple[str, str]]:
        """As the action takes it."""
        return {key: (self._text(key), self.cleaned_data[f"{key}-seen"]) for key in FIELDS}

    def _text(self, key: str) -> str:
        given: str | list[str] = self.cleaned_data[key]
        return given if isinstance(given, str) else " ".join(given)


def _question(field: Field, now: str) -> forms.Field:
    if field.choices is None:
        return forms.CharField(
            label=_("In your own words"), help_text=field.hint, required=False, max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}), initial=now,
        )  # fmt: skip
    return forms.MultipleChoiceField(
        label=_("Tick what you need"), help_text=field.hint, required=False, choices=[*field.choices.items()],
        widget=forms.CheckboxSelectMultiple, initial=now.split(),
    )  # fmt: skip


class WhatForm(forms.Form):
    """The first step of a consent, by GET: with whom, and for what."""

    community = forms.ChoiceField(label=_("With which community"))
    purpose = forms.ChoiceField(label=_("For what"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {one.community.slug: one for one in places}
        offer(
            self,
            community=[(slug, one.community.name) for slug, one in self.places.items()],
            purpose=[(key, f"{one.label}: {one.why}") for key, one in PURPOSES.items()],
        )


class ConsentForm(forms.Form):
    """The second: which data, and for how long."""

    fields_agreed = forms.MultipleChoiceField(
        label=_("What they may use"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of your profile, they see what you let communities see."),
    )
    days = forms.TypedChoiceField(
        label=_("For how long"), choices=SPANS, coerce=int, initial=183, help_text=_("You can take it back any time.")
    )

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fields_agreed=[(key, label_of(key)) for key in PURPOSES[purpose].covers])
