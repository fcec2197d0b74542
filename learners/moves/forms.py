"""What is asked about a move."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from learners.moves.models import HomeMove
from web.forms import DayField, offer


class WhereForm(forms.Form):
    """The first step, by GET: from where, and to where."""

    source = forms.ChoiceField(label=_("From"))
    target = forms.ChoiceField(label=_("To"))

    def __init__(self, *args: Any, homes: list[Membership], places: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {one.community.slug: one.community for one in homes}
        self.places = {one.slug: one for one in places}
        offer(
            self,
            source=[(slug, one.name) for slug, one in self.homes.items()],
            target=[("", _("Choose one")), *((slug, one.name) for slug, one in self.places.items())],
        )

    def chosen(self) -> tuple[Community, Community]:
        return self.homes[self.cleaned_data["source"]], self.places[self.cleaned_data["target"]]


class MoveForm(forms.Form):
    """The second, with what it would mean in view."""

    on = DayField(label=_("On which day"), help_text=_("You can undo it until then."))
    rest = forms.ChoiceField(
        label=_("My places there"), choices=HomeMove.Rest.choices, widget=forms.RadioSelect, initial=HomeMove.Rest.STAY
    )
    words = forms.CharField(
        label=_("A few words to the new community"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Those who decide on it read this."),
    )  # fmt: skip

    def __init__(self, *args: Any, child: str = "", places: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not places:
            self.fields["rest"].required = False
            self.fields["rest"].widget = forms.HiddenInput()
        elif child:
            self.fields["rest"].label = _("Their places there")
            offer(self, rest=[("stay", _("They stay in them, as a visitor")), ("leave", _("They leave them"))])
