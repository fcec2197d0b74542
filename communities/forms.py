"""Forms about people, the way in and keys to the API, and how a colour is chosen."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions import INVITATION_DAYS, LONGEST_INVITATION
from communities.models import Community
from communities.roles import ROLES
from communities.rules import roles_to_give
from web.forms import DayField, FilterForm, offer

EVERYWHERE = "*"  # no slug


class HueSelect(forms.RadioSelect):
    """Each colour as itself, with its name."""

    template_name = "communities/hues.html"


class PeopleFilter(FilterForm):
    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("Role"), required=False)
    who = forms.ChoiceField(
        label=_("Who"), required=False, choices=[("", _("Members now")), ("former", _("Former members"))]
    )

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data, auto_id="filter_%s")
        choices: Any = [("", _("Every role")), *_role_choices(community)]
        offer(self, role=choices)


class InvitationForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), help_text=_("What the person is in this community from the first day."))
    note = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=150,
        help_text=_("A note for you and those who manage people here; whoever opens the link does not see it."),
    )
    days = forms.IntegerField(
        label=_("Open for how many days"), initial=INVITATION_DAYS, min_value=1, max_value=LONGEST_INVITATION
    )

    def __init__(self, data: Any = None, *, community: Community) -> None:
        super().__init__(data, initial={"role": "member"})
        offer(self, role=_role_choices(community))


class DisplayNameForm(forms.Form):
    display_name = forms.CharField(
        label=_("What you are called here"),
        max_length=150,
        help_text=_("Everyone in this community sees this name. In another community you may use another one."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class BirthForm(forms.Form):
    born_on = DayField(
        label=_("Day of birth"),
        required=False,
        help_text=_("For votes with a least age. The person and those who manage people here see it, nobody else."),
    )


class PlacesFilter(FilterForm):
    """Of the public communities on the network's home."""

    q = forms.CharField(
        label=_("Name, place or purpose"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Any, *, countries: list[tuple[str, str]], languages: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="places_%s")
        offer(self, country=[("", _("Everywhere")), *countries], language=[("", _("Any language")), *languages])


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
        offer(self, place=[(EVERYWHERE, _("Everywhere you are")), *places])

    @property
    def community(self) -> Community | None:
        return self.communities.get(self.cleaned_data["place"])

    @property
    def expires_at(self) -> datetime | None:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=days) if days else None


def _role_choices(community: Community) -> list[tuple[str, Any]]:
    return [(role, ROLES[role]) for role in roles_to_give(community)]
