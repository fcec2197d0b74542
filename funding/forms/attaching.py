"""A file beside an entry."""

from django import forms
from django.utils.translation import gettext_lazy

from funding.models import Attachment


class AttachForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))
    name = forms.CharField(
        label=gettext_lazy("What it is"), max_length=150, required=False,
        help_text=gettext_lazy("For example “Bill of 3 March”. Left empty, it keeps its own name."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may open it"), choices=Attachment.Audience.choices,
        help_text=gettext_lazy("Receipts often name people. Nobody outside the community sees any."),
    )  # fmt: skip
