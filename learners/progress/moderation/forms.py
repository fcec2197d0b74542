"""Whom to ask for how much, the second level, and the one that both agree on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.progress.moderation.actions import MOST
from web.forms import offer


class SampleForm(forms.Form):
    second: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Whom"), queryset=None, empty_label=_("Choose"),
        help_text=_("A teacher who does not teach this offering, so that they see nothing of it before."),
    )  # fmt: skip
    size = forms.IntegerField(label=_("How many pieces"), min_value=1, max_value=MOST, initial=5)

    def __init__(self, *args: Any, seconds: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        offer(self, second=seconds)


class LookForm(forms.Form):
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, empty_value=None, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args: Any, scale: Sequence[str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        offer(self, level=[(level, f"{level} · {name}") for level, name in enumerate(scale, 1)])


class SettleForm(LookForm):
    """Why is part of it."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["words"].required = True
        self.fields["words"].label = _("Why you agree on it")
