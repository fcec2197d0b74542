"""How a saved comparison is called."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class SaveForm(NameForm):
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
