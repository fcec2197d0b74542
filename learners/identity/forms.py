"""What is written where somebody comes by a code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        help_text=_("Twelve letters and digits. Gaps and small letters do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FindForm(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
