"""What people are asked about a collection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.governance.kinds.languages import LanguageField
from curriculum.commons.models import Collection
from curriculum.part_forms import LANGUAGE
from web.forms import FilterForm

NOTE: dict[str, Any] = {"max_length": 2000, "required": False, "widget": forms.Textarea(attrs={"rows": 4})}


class CollectionsFilter(FilterForm):
    q = forms.CharField(
        label=_("Words"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


class CollectionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What it is for"), help_text=_("For whom, and what they find in it. Everyone reads it."), **NOTE
    )
    language = LanguageField(label=_("Language"), max_length=60, widget=forms.TextInput(attrs=LANGUAGE))


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Your note"), help_text=_("Why it is in it, and what to look at."), **NOTE)


class CollectForm(NoteForm):
    """Into one of the community's collections, or into a new one."""

    into = forms.ChoiceField(label=_("Collection"), required=False)
    title = forms.CharField(label=_("Title of a new collection"), max_length=200, required=False)
    field_order = ("into", "title", "note")

    def __init__(self, *args: Any, kept: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, Collection] = {str(one.pk): one for one in kept}
        fields: dict[str, Any] = self.fields
        fields["into"].choices = [*((key, one.title) for key, one in self.kept.items()), ("", _("A new one"))]
        if not self.kept:
            del fields["into"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("into") and not given.get("title"):
            self.add_error("title", _("Give the new collection a title."))
        return given
