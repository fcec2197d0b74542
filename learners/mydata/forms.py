"""What is asked of somebody who wants something erased, and of who answers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    words = forms.CharField(
        label=_("A word to them"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You need give no reason."),
    )  # fmt: skip


class RefusalForm(forms.Form):
    answer = forms.CharField(
        label=_("Why you keep it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the law that asks for it, and until when. They read it."),
    )  # fmt: skip
