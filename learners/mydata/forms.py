"""What is asked of somebody who wants something erased, and of who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from web.forms import offer


class ErasureForm(forms.Form):
    words = forms.CharField(
        label=_("A word to them"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You need give no reason."),
    )  # fmt: skip


class CorrectionForm(forms.Form):
    record = forms.ChoiceField(label=_("Which record"))
    wrong = forms.CharField(
        label=_("What is wrong"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: I was there on that day."),
    )  # fmt: skip
    right = forms.CharField(
        label=_("What it should say"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If they do not change it, these words stay beside the record."),
    )  # fmt: skip

    def __init__(self, *args: Any, records: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, record=records)


class CorrectionAnswerForm(forms.Form):
    corrected = forms.TypedChoiceField(
        label=_("What you did"), widget=forms.RadioSelect, coerce=lambda given: given == "yes",
        choices=[("yes", _("Corrected, on the page of the record")), ("no", _("Left as it is"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("What you say about it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read it. Where you leave the record as it is, say why."),
    )  # fmt: skip


class RefusalForm(forms.Form):
    answer = forms.CharField(
        label=_("Why you keep it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the law that asks for it, and until when. They read it."),
    )  # fmt: skip
