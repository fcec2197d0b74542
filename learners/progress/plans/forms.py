"""What a learner writes into their plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.progress.plans.models import Goal
from web.forms import DayField

MOVES = _("You can move it whenever you like.")


class GoalForm(forms.Form):
    words = forms.CharField(label=_("What I want"), max_length=300)
    target_on = DayField(label=_("By about"), required=False, help_text=MOVES)


class StepForm(forms.Form):
    title = forms.CharField(label=_("A step on the way"), max_length=200)
    target_on = DayField(label=_("By about"), required=False, help_text=MOVES)


class NoteForm(forms.Form):
    words = forms.CharField(label=_("What you say about it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DayForm(forms.Form):
    target_on = DayField(label=_("By about"), required=False)


class IntoPlanForm(forms.Form):
    """Which goal an offering is a step of; none: it is a goal itself."""

    goal = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, goals: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.goals = {str(one.pk): one for one in goals}
        fields["goal"].choices = [("", ""), *((key, str(one)) for key, one in self.goals.items())]


class WhyForm(forms.Form):
    why = forms.CharField(max_length=300, required=False)


class CompetencyGoalForm(forms.Form):
    words = forms.CharField(max_length=300)
    competency = forms.UUIDField()
