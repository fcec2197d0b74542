from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.kinds import TOPICS
from web.forms import FilterForm, offer


class InboxFilter(FilterForm):
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("All notices")), ("unread", _("Unread only"))]
    )
    topic = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, topic=[("", _("Everything")), *((one.key, one.label) for one in TOPICS.values())])
