"""What writers are asked about a framework and a competency."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds.languages import LanguageField
from curriculum.models import Competency, Framework, Relation
from web.forms import FilterForm

BY_HAND = [
    (one.value, one.label) for one in (Relation.PRECEDES, Relation.PART_OF, Relation.EQUIVALENT, Relation.RELATED)
]


class FrameworkForm(forms.ModelForm):  # type: ignore[type-arg]
    language = LanguageField(
        label=gettext_lazy("Language"), max_length=60,
        widget=forms.TextInput(attrs={"list": "language-names", "autocomplete": "off"}),
    )  # fmt: skip

    class Meta:
        model = Framework
        fields = ("title", "summary", "language", "subject")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}


class CompetencyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Competency
        fields = ("code", "short", "statement", "kind", "notes")
        widgets = {"statement": forms.Textarea(attrs={"rows": 3}), "notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "code": gettext_lazy("As people cite it, for example M.2.3."),
            "statement": gettext_lazy("One sentence that begins with what a learner can do."),
        }


class LinkForm(forms.Form):
    relation = forms.ChoiceField(label=gettext_lazy("What it is to the other"), choices=BY_HAND)
    code = forms.CharField(
        label=gettext_lazy("The other one’s code"), required=False, max_length=100,
        help_text=gettext_lazy("Of a competency in any framework here."),
    )  # fmt: skip
    address = forms.URLField(
        label=gettext_lazy("Or an address elsewhere"), required=False, max_length=1000, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        code = given.pop("code", "").strip()
        if bool(code) == bool(given.get("address")):
            raise ValidationError(_("Give a code, or an address."))
        if code:
            found = list(Competency.objects.filter(code__iexact=code)[:2])
            if len(found) != 1:
                told = _("No competency here has this code.") if not found else _("Several have this code.")
                self.add_error("code", told)
            else:
                given["target"] = found[0]
        return given


class FrameworkFilter(FilterForm):
    text = forms.CharField(
        label=gettext_lazy("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
