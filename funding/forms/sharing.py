"""A sum for several communities: who gets how much of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from funding.forms.posting import PostingForm
from funding.rows import rows_of
from funding.sharing import COST, EACH, GRANT, WHOLE, Part, Sharing, parts_of
from tenancy.refusal import Refused


class SharingForm(PostingForm):
    what = forms.ChoiceField(
        label=gettext_lazy("What is it"), widget=forms.RadioSelect, initial=GRANT,
        choices=[
            (GRANT, gettext_lazy("A grant: they receive it as a grant")),
            (COST, gettext_lazy("A cost that they had for us: we owe each its part")),
        ],
    )  # fmt: skip
    per = forms.ChoiceField(
        label=gettext_lazy("That is"), widget=forms.RadioSelect, initial=WHOLE,
        choices=[
            (WHOLE, gettext_lazy("The whole, to be shared")),
            (EACH, gettext_lazy("For each learner, hour or whatever the weights count")),
        ],
    )  # fmt: skip
    among = forms.CharField(
        label=gettext_lazy("Among whom"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "A community on each line, by its name or address; behind a comma its weight, say its number of learners. "
            "Without weights all get the same."
        ),
    )  # fmt: skip
    field_order = ["id", "what", "amount", "per", "on", "memo", "among"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["memo"].help_text = gettext_lazy("The members of all these communities read it.")

    def clean_among(self) -> list[Part]:
        try:
            rows = rows_of(self.cleaned_data["among"])
            return parts_of([(row[0].strip(), row[1].strip() if len(row) > 1 else "") for _line, row in rows])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None

    def sharing(self) -> Sharing:
        given = dict(self.cleaned_data)
        return Sharing(parts=given.pop("among"), **given)
