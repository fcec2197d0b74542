"""What people are asked about the commons."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from curriculum.commons.facets import FACETS, Length
from curriculum.commons.queries import Wanted
from curriculum.licences import Licence
from curriculum.models import AccessFeature, Method, Origin
from web.amounts import language_name
from web.forms import offer

NAMED: dict[str, Any] = {"licence": Licence, "method": Method, "length": Length, "access": AccessFeature}


class IsoField(forms.Field):
    """A moment to the microsecond, as the page wrote it."""

    def to_python(self, value: Any) -> Any:
        try:
            return datetime.fromisoformat(value or "")
        except ValueError as problem:
            raise ValidationError(_("This is no moment.")) from problem


class AudienceForm(forms.Form):
    """With whom a version is shared."""

    audience = forms.ChoiceField(label=_("With whom"), widget=forms.RadioSelect, initial="everyone")

    def __init__(self, *args: Any, circles: Iterable[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in circles]
        fields: dict[str, Any] = self.fields
        fields["audience"].choices = [("everyone", _("Everyone")), *choices]

    @property
    def has_circles(self) -> bool:
        fields: dict[str, Any] = self.fields
        return len(fields["audience"].choices) > 1

    @property
    def circles(self) -> list[UUID] | None:
        chosen = self.cleaned_data["audience"]
        return None if chosen == "everyone" else [UUID(chosen)]


class CatalogueForm(forms.Form):
    """A GET form; what cannot be read does not narrow."""

    q = forms.CharField(
        label=_("Words"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    fits = forms.ChoiceField(label=_("Fits"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    age = forms.IntegerField(label=_("Learner’s age"), min_value=0, max_value=120, required=False)
    method = forms.ChoiceField(label=_("Teaching method"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    length = forms.ChoiceField(label=_("Length"), required=False)
    access = forms.ChoiceField(label=_("What helps"), required=False)
    licence = forms.ChoiceField(label=_("Licence"), required=False)

    def __init__(
        self, *args: Any, facets: dict[str, list[tuple[str, int]]], places: Sequence[Community] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.places = {one.slug: one for one in places}
        fields["fits"].choices = [("", _("Any")), *((one.slug, one.name) for one in places)]
        if not places:
            del fields["fits"]
        for facet, values in facets.items():
            told = [(value, f"{_name_of(facet, value)} ({count})") for value, count in values]
            fields[facet].choices = [("", _("Any")), *told]

    @property
    def narrows_to(self) -> Community | None:
        """Where it must fit."""
        self.is_valid()
        return self.places.get(self.cleaned_data.get("fits", ""))

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(text=given.get("q", ""), age=given.get("age"), **{name: given.get(name, "") for name in FACETS})


def _name_of(facet: str, value: str) -> str:
    if facet == "language":
        return language_name(value)
    return str(dict(NAMED[facet].choices).get(value, value)) if facet in NAMED else value


class WhereForm(forms.Form):
    """Which of one's communities takes a version over."""

    community = forms.ChoiceField(label=_("Community"))

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["community"].choices = [(one.slug, one.name) for one in communities]


class PullForm(forms.Form):
    """What somebody looked at when they chose: the version of the original, and the draft's state."""

    version = forms.UUIDField()
    seen = IsoField()


class PartForm(forms.Form):
    """Where a part goes: a draft here, or a new one."""

    into = forms.UUIDField(required=False)
    title = forms.CharField(label=_("Title of the new curriculum"), max_length=200, required=False)


class OfferForm(forms.Form):
    to = forms.ChoiceField(label=_("To the original"))
    message = forms.CharField(label=_("What it is and why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, origins: Sequence[Origin]) -> None:
        super().__init__(data)
        offer(self, to=[(str(one.original), f"{one.title} ({one.place})") for one in origins])
        if len(origins) < 2:
            del self.fields["to"]


class OfferCommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    seen = IsoField()
    reason = forms.CharField(required=False, max_length=5000)
