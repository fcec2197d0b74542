"""What writers are asked about a curriculum, its units and activities, and a new version."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.kinds.languages import LanguageField
from communities.models import Community
from curriculum.licences import Licence, bars, reason
from curriculum.models import Curriculum
from curriculum.sharing import shares_here
from web.forms import FilterForm

AUTHORS = 30
SHOWN = {
    "": gettext_lazy("In use"),
    "drafts": gettext_lazy("With unpublished changes"),
    "archived": gettext_lazy("Archived"),
}


class CurriculumForm(forms.ModelForm):  # type: ignore[type-arg]
    """`cleaned_data` is what create_curriculum and edit_curriculum take."""

    language = LanguageField(
        label=gettext_lazy("Language"),
        max_length=60,
        help_text=gettext_lazy("What it is written in; readers search in it."),
        widget=forms.TextInput(attrs={"list": "language-names", "autocomplete": "off"}),
    )
    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One name a line, in the order they are to be named."),
    )

    class Meta:
        model = Curriculum
        fields = ("title", "summary", "language", "subject", "age_from", "age_to", "licence", "authors")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "subject": forms.TextInput(attrs={"list": "subjects", "autocomplete": "off"}),
        }
        help_texts = {
            "summary": gettext_lazy("Two sentences: what learners will be able to do, and with what."),
            "licence": gettext_lazy("What others may do with it. CC BY-SA keeps adaptations as open as yours."),
        }

    def __init__(self, *args: Any, community: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        if not self.instance._state.adding:
            self.initial["authors"] = "\n".join(author["name"] for author in self.instance.authors)
            if bound := sorted({one.licence for one in self.instance.origins.all()}):
                self._narrow_licences(bound, self.instance.licence)
        else:
            del self.fields["authors"]

    def _narrow_licences(self, bound: Sequence[str], own: str) -> None:
        """To those that what it was taken over from allows, each for its reason."""
        field: Any = self.fields["licence"]
        field.choices = [(one.value, one.label) for one in Licence if one == own or not bars(bound, one)]
        field.help_text = " ".join(reason(one, own) for one in bound)
        field.disabled = len(field.choices) == 1

    def clean_authors(self) -> list[dict[str, str]]:
        """Those named before keep their community."""
        known = {author["name"]: author for author in self.instance.authors}
        names = [" ".join(line.split())[:150] for line in self.cleaned_data["authors"].splitlines() if line.strip()]
        if len(names) > AUTHORS:
            raise ValidationError(_("Name at most %(most)s authors.") % {"most": AUTHORS})
        return [known.get(name, {"name": name, "community": self.community.name}) for name in dict.fromkeys(names)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("age_from"), given.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("This is below the first age."))
        return given


class PublishForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What is new"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For those who use the version before: is it worth changing over?"),
    )
    share = forms.BooleanField(
        label=gettext_lazy("Share it with everyone"),
        required=False,
        initial=True,
        help_text=gettext_lazy("It is listed in the commons, and any community may take it over under its licence."),
    )

    def __init__(self, data: Any = None, *, community: Community) -> None:
        super().__init__(data, initial={"share": shares_here()})
        if community.visibility == Community.Visibility.HIDDEN:
            del self.fields["share"]  # nobody outside may know of it


class CoauthorForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        help_text=gettext_lazy("Ask the person for it. They need not belong to the community."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    person: Person

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip()
        person = Person.objects.filter(username__iexact=username, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here has this user name."))
        self.person = person
        return username


class CurriculaFilter(FilterForm):
    text = forms.CharField(
        label=gettext_lazy("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    subject = forms.ChoiceField(label=gettext_lazy("Subject"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("Show"), required=False)

    def __init__(self, data: Any, *, subjects: Sequence[str], drafts: bool) -> None:
        super().__init__(data, auto_id="filter_%s")
        fields: dict[str, Any] = self.fields
        fields["subject"].choices = [("", _("Every subject")), *((one, one) for one in subjects)]
        fields["show"].choices = list(SHOWN.items())
        if not drafts:
            del fields["show"]
