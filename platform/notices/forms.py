from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from notices.kinds import TOPICS
from notices.models import Preferences
from web.forms import FilterForm, offer


class InboxFilter(FilterForm):
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("All notices")), ("unread", _("Unread only"))]
    )
    topic = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, topic=[("", _("Everything")), *((one.key, one.label) for one in TOPICS.values())])


class PreferencesForm(forms.Form):
    """A field for each topic, then the times."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("No e-mail is sent in these hours; it comes when they end. Leave both empty for none."),
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily and the weekly mail"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )
    digest_weekday = forms.TypedChoiceField(
        label=_("Day of the weekly mail"), choices=list(WEEKDAYS.items()), coerce=int
    )

    def __init__(self, *args: Any, chosen: Preferences, **kwargs: Any) -> None:
        fields = ("quiet_from", "quiet_until", "digest_hour", "digest_weekday")
        kwargs["initial"] = {name: getattr(chosen, name) for name in fields}
        super().__init__(*args, **kwargs)
        for topic in TOPICS.values():
            self.fields[f"mail-{topic.key}"] = forms.ChoiceField(
                label=topic.label,
                help_text=topic.why,
                choices=Preferences.Mail.choices,
                initial=chosen.mail_of(topic.key),
            )
        self.order_fields([f"mail-{topic}" for topic in TOPICS])

    def chosen(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        return {"mail": {topic: given.pop(f"mail-{topic}") for topic in TOPICS}, **given}
