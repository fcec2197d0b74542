"""What is written where somebody comes by a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        help_text=_("Twelve letters and digits. Gaps and small letters do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class OtherForm(forms.Form):
    """Which other child of theirs is the same one."""

    other = forms.ChoiceField(label=_("Is the same child as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, children: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        other.choices = children


class PairForm(forms.Form):
    one = forms.UUIDField()
    two = forms.UUIDField()
    apart = forms.BooleanField(required=False)


class FindForm(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
