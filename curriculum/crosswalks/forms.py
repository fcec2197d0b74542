"""What people are asked about a crosswalk and its lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community
from curriculum.crosswalks.models import Crosswalk, Match
from curriculum.models import Competency, Framework
from web.forms import offer


class CrosswalkForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    first = forms.ModelChoiceField(Framework.objects.none(), label=gettext_lazy("From the framework"))
    second = forms.ModelChoiceField(Framework.objects.none(), label=gettext_lazy("To the framework"))
    summary = forms.CharField(
        label=gettext_lazy("What it is for"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Framework.objects.order_by("title", "pk")
        offer(self, first=known, second=known)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("Choose another one: a crosswalk goes between two frameworks."))
        return given


class LineForm(forms.Form):
    """Competencies by their codes, or by the words they are told in where they have none."""

    first = forms.CharField(label=gettext_lazy("Competency"), max_length=400)
    match = forms.ChoiceField(label=gettext_lazy("What it is to the other"), choices=Match.choices)
    second = forms.CharField(label=gettext_lazy("The other one"), max_length=400)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, crosswalk: Crosswalk) -> None:
        super().__init__(data)
        self.frameworks = {"first": crosswalk.first, "second": crosswalk.second}
        for name, framework in self.frameworks.items():
            self.fields[name].label = _("Of %(framework)s") % {"framework": framework.title}
            self.fields[name].help_text = _("Its code, or the words it begins with.")
            self.fields[name].widget.attrs |= {"list": f"known-{name}", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name, framework in self.frameworks.items():
            if name in given:
                found = find(framework, given[name])
                if len(found) == 1:
                    given[name] = found[0]
                else:
                    self.add_error(name, _("Several are called so.") if found else _("It has none that is called so."))
        return given


def find(framework: Framework, text: str) -> list[Competency]:
    """By its code, or else by the beginning of its words: at most two."""
    wanted = " ".join(text.split())
    there = Competency.objects.filter(framework=framework)
    code, _space, _words = wanted.partition(" ")
    for found in (there.filter(code__iexact=wanted), there.filter(short__istartswith=wanted),
                  there.filter(statement__istartswith=wanted), there.filter(code__iexact=code)):  # fmt: skip
        if rows := list(found.order_by("pk")[:2]):
            return rows
    return []


class _ProposalForm(EffectForm):
    matter = "curriculum"
    parts = ("crosswalk",)
    crosswalk = forms.ChoiceField(label=gettext_lazy("Which crosswalk"))
    in_force: bool

    @classmethod
    def rows(cls) -> Any:
        if cls.in_force:
            return Crosswalk.objects.filter(adopted__isnull=False, ended__isnull=True)
        return Crosswalk.objects.filter(adopted__isnull=True)

    @classmethod
    def fits(cls, _community: Community) -> bool:
        return bool(cls.rows().exists())

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"crosswalk": [(str(one.pk), one.title) for one in self.rows().order_by("title", "pk")]}


class AdoptProposalForm(_ProposalForm):
    in_force = False


class EndProposalForm(_ProposalForm):
    in_force = True


FORMS |= {"adopt_crosswalk": AdoptProposalForm, "end_crosswalk": EndProposalForm}
