"""What is asked for a roll, for one learner on it, and for an absence that is announced."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.models import Enrolment
from learners.progress.attendance.actions import Said
from learners.progress.attendance.models import Announcement, Mode, Presence, Reason, Was
from web.forms import DayField

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class SessionForm(forms.Form):
    """How the meeting was; `on` and `starts` say which it is."""

    mode = forms.ChoiceField(label=_("Where"), choices=Mode.choices)
    note = forms.CharField(
        label=_("What, in a few words"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class WhenForm(forms.Form):
    """In the address: a meeting of the weekly times, or any other."""

    on = DayField(label=_("Day"))
    starts = forms.TimeField(label=_("Begins at"), widget=TIME)
    mode = forms.ChoiceField(label=_("Where"), choices=Mode.choices, required=False)


class AbsenceForm(forms.Form):
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("The last day of it; empty: that day alone."))
    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices, required=False)
    words = forms.CharField(
        label=_("In words"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Only what you like to say. The teachers of this offering read it."),
    )  # fmt: skip


class RollRow:
    """One learner on a roll: how it is, as the page shows it, and as it was sent."""

    def __init__(self, enrolment: Enrolment, presence: Presence | None, announced: Announcement | None) -> None:
        self.enrolment, self.presence, self.announced = enrolment, presence, announced
        if presence:
            self.said = Said(presence.was, presence.reason, presence.words)
        elif announced:
            self.said = Said(Was.ABSENT, announced.reason, announced.words)
        else:
            self.said = Said()

    @property
    def key(self) -> str:
        return str(self.enrolment.pk)

    @property
    def shown(self) -> str:
        """In a hidden field: what the page had shown."""
        return "|".join(self.said)

    def sent(self, data: Any) -> Said | None:
        """Nothing where it was not on the page, or is no answer."""
        was, reason = data.get(f"{self.key}-was"), data.get(f"{self.key}-reason", "")
        if was not in Was.values or reason not in Reason.values:
            return None
        return Said(was, reason, data.get(f"{self.key}-words", "")[:200])

    def was_shown(self, data: Any) -> Said | None:
        parts = data.get(f"{self.key}-shown", "").split("|", 2)
        return Said(*parts) if len(parts) == 3 else None
