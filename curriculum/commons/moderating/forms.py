"""What people are asked about a review that harms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.commons.models import ModerationStep, Report


class ReportForm(forms.Form):
    why = forms.ChoiceField(label=_("What is wrong with it?"), choices=Report.Why.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class StepForm(forms.Form):
    what = forms.ChoiceField(choices=ModerationStep.What.choices)
    reason = forms.CharField(max_length=2000, required=False)
