"""Forms about people and the way in, and how a colour is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.actions import INVITATION_DAYS, LONGEST_INVITATION
from communities.models import Community
from communities.roles import ROLES
from communities.rules import roles_of


class HueSelect(forms.RadioSelect):
    """Each colour as itself, with its name."""

    template_name = "communities/hues.html"


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("Role"), required=False)
    who = forms.ChoiceField(
        label=_("Who"), required=False, choices=[("", _("Members now")), ("former", _("Former members"))]
    )

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data, auto_id="filter_%s")
        choices: Any = [("", _("Every role")), *_role_choices(community)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What is asked for and makes sense; the rest is as if it were not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


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
        self.fields["role"].choices = _role_choices(community)  # type: ignore[attr-defined]


class DisplayNameForm(forms.Form):
    display_name = forms.CharField(
        label=_("What you are called here"),
        max_length=150,
        help_text=_("Everyone in this community sees this name. In another community you may use another one."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PlacesFilter(forms.Form):
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
        self.fields["country"].choices = [("", _("Everywhere")), *countries]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("Any language")), *languages]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def _role_choices(community: Community) -> list[tuple[str, Any]]:
    return [(role, ROLES[role]) for role in roles_of(community)]
