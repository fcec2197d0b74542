"""What a new key to the API may do, and for how long."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community

EVERYWHERE = "*"  # no slug


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("So that you know it again: the program and where it runs."),
    )
    place = forms.ChoiceField(label=_("Where it works"), initial=EVERYWHERE, widget=forms.RadioSelect)
    may_write = forms.TypedChoiceField(
        label=_("What it may do"),
        coerce=lambda given: given == "write",
        choices=[("read", _("Read what you may read")), ("write", _("Read, and change what you may change"))],
        initial="read",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("A year")), (0, _("Until you revoke it"))],
        initial=90,
    )

    def __init__(self, *args: Any, communities: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {community.slug: community for community in communities}
        places = [(slug, community.name) for slug, community in self.communities.items()]
        self.fields["place"].choices = [(EVERYWHERE, _("Everywhere you are")), *places]  # type: ignore[attr-defined]

    @property
    def community(self) -> Community | None:
        return self.communities.get(self.cleaned_data["place"])

    @property
    def expires_at(self) -> datetime | None:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None
