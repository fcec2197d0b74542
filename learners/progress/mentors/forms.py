"""Whom a learner asks, and what is said of a goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from learners.consents.forms import SPANS
from learners.consents.queries import Place
from web.forms import offer


class WhereForm(forms.Form):
    """The first step, by GET."""

    community = forms.ChoiceField(label=_("In which community"))

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {one.community.slug: one for one in places}
        offer(self, community=[(slug, one.community.name) for slug, one in self.places.items()])


class AskForm(forms.Form):
    mentor = forms.ChoiceField(label=_("Whom do you ask"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What you would like from them"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("How long they may read your plan"), choices=SPANS, coerce=int, initial=183,
        help_text=_("And what your profile lets communities see. You can end it any time, and see when they looked."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, mentor=[(str(one.pk), one.display_name) for one in people])
