"""What people are asked about curricula."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from curriculum.licences import Licence
from curriculum.models import Curriculum, Node
from web.amounts import language_name

WORDS = {"rows": 3}


class FilterForm(forms.Form):
    STATES = [("", _("In use")), ("draft", _("Drafts")), ("published", _("Published")), ("archived", _("Put away"))]

    q = forms.CharField(
        label=_("Words"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    @property
    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {"text": self.cleaned_data.get("q", ""), "state": self.cleaned_data.get("state", "")}


class AboutForm(forms.ModelForm):
    """What a curriculum says about itself."""

    class Meta:
        model = Curriculum
        fields = ["title", "summary", "language", "subject", "age_from", "age_to", "licence"]
        widgets = {"summary": forms.Textarea(attrs=WORDS), "language": forms.Select}
        help_texts = {
            "summary": _("One or two sentences: what learners do, and for whom it is."),
            "licence": _("What others may do with it once it is shared."),
        }

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        codes = dict.fromkeys([*community.languages, self.instance.language or "en", "en", "es", "ar", "fr", "pt"])
        fields["language"].widget.choices = [(code, language_name(code)) for code in codes]
        fields["licence"].choices = Licence.choices
        self.initial.setdefault("language", (community.languages or ["en"])[0])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("age_from"), given.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("The first age is above the last."))
        return given

    @property
    def about(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NodeForm(forms.ModelForm):
    """A unit or an activity; `seen` says which state of it the writer began from."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Node
        fields = ["title", "body", "minutes"]
        widgets = {"body": forms.Textarea(attrs={"rows": 14})}
        help_texts = {"body": _("Markdown: **bold**, *italic*, lists, tables and links.")}

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("What is new"), required=False, max_length=2000, widget=forms.Textarea(attrs=WORDS),
        help_text=_("Whoever uses the last version reads this."),
    )  # fmt: skip
    share = forms.BooleanField(label=_("Share with everyone"), required=False, initial=True)


class CoauthorForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("As the person signs in; they need not belong to this community."),
    )
