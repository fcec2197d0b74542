"""What people are asked about a curriculum they taught."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.commons.models import Review


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Review
        fields = ("learners", "age_from", "age_to", "setting", "time", "again", "went", "changed")
        widgets = {
            "again": forms.RadioSelect,
            "setting": forms.RadioSelect,
            "went": forms.Textarea(attrs={"rows": 6}),
            "changed": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"age_from": _("Youngest age"), "age_to": _("Oldest age")}
        help_texts = {
            "went": _("What worked, what did not, what you would tell whoever teaches it next. Name no learner."),
            "changed": _("What you left out, added or did in another way."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["again"].choices, fields["setting"].choices = Review.Again.choices, Review.Setting.choices
        fields["time"].choices = [("", _("I cannot say")), *Review.Time.choices]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone reads it below the review. Empty: no answer."),
    )  # fmt: skip
