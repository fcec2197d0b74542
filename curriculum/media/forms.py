"""What writers say of a file of a part."""

from django import forms
from django.utils.translation import gettext_lazy

from communities.governance.kinds.languages import LanguageField
from curriculum.media.actions import TYPES
from curriculum.part_forms import LANGUAGE

MOST_TRANSCRIPT = 100_000  # letters


class _Words(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = LanguageField(
        label=gettext_lazy("Language"), required=False, max_length=60, widget=forms.TextInput(attrs=LANGUAGE),
        help_text=gettext_lazy("When it is not the curriculum’s."),
    )  # fmt: skip
    transcript = forms.CharField(
        label=gettext_lazy("Transcript"), required=False, max_length=MOST_TRANSCRIPT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "All that is said, and sounds that matter, as text: for whoever cannot hear or load it. Markdown."
        ),
    )  # fmt: skip


class MediumForm(_Words):
    seen = forms.DateTimeField(widget=forms.HiddenInput)


class NewMediumForm(_Words):
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(ending for one in TYPES for ending in one.endings)}),
        help_text=gettext_lazy("Audio, video, PDF or an office document. Pictures stand in the text."),
    )
    field_order = ("file", "title", "language", "transcript")


class CaptionsForm(forms.Form):
    language = LanguageField(
        label=gettext_lazy("Language of the captions"), max_length=60, widget=forms.TextInput(attrs=LANGUAGE)
    )
    file = forms.FileField(
        label=gettext_lazy("Captions"), widget=forms.FileInput(attrs={"accept": ".vtt"}),
        help_text=gettext_lazy("A WebVTT file (.vtt). In a language that is there, it takes the place of the old one."),
    )  # fmt: skip
