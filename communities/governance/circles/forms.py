"""What is decided or proposed about circles is written in these."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from communities.governance.models import Belonging
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community, Membership


class _InCommunity(EffectForm):
    matter = "circle"

    @classmethod
    def fits(cls, community: Community) -> bool:
        return community.kind in (Community.Kind.SCHOOL, Community.Kind.LEARNING)


def _members() -> list[tuple[str, str]]:
    live = Membership.objects.filter(until__isnull=True).order_by("display_name", "pk")
    return [(str(one.pk), one.display_name) for one in live]


def _places(side: str, *states: str) -> list[tuple[str, str]]:
    found = Belonging.objects.filter(state__in=states).select_related(side).order_by(f"{side}__name")
    return [(str(getattr(one, side).pk), getattr(one, side).name) for one in found]


class FoundCircleForm(_InCommunity):
    parts = ("name", "slug", "purpose", "member")
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Address"), max_length=60, help_text=gettext_lazy("Small letters, digits and dashes.")
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    member = forms.ChoiceField(
        label=gettext_lazy("Our delegate"), help_text=gettext_lazy("Votes for us there, and keeps its keys at first.")
    )

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"member": _members()}


class JoinCircleForm(_InCommunity):
    parts = ("community",)
    community = forms.ChoiceField(label=gettext_lazy("Circle"))

    def offered(self, _community: Community) -> dict[str, Any]:
        ours = [pk for pk, _name in _places("circle", "asked", "member")]
        found = Community.objects.filter(kind="circle", visibility="public", takes_learners=True).exclude(pk__in=ours)
        return {"community": [(str(pk), name) for pk, name in found.order_by("name").values_list("pk", "name")]}


class LeaveCircleForm(_InCommunity):
    parts = ("community",)
    community = forms.ChoiceField(label=gettext_lazy("Circle"))

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"community": _places("circle", "asked", "member")}


class AppointForm(_InCommunity):
    parts = ("community", "member")
    community = forms.ChoiceField(label=gettext_lazy("Circle"))
    member = forms.ChoiceField(label=gettext_lazy("Our delegate"), required=False)

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"community": _places("circle", "member"), "member": [("", gettext_lazy("Nobody")), *_members()]}


class AdmitCommunityForm(EffectForm):
    matter = "admission"
    parts = ("community",)
    community = forms.ChoiceField(label=gettext_lazy("Community"))

    @classmethod
    def fits(cls, community: Community) -> bool:
        return community.kind == Community.Kind.CIRCLE

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"community": _places("member", "asked")}


CIRCLE_FORMS: dict[str, type[EffectForm]] = {
    "found_circle": FoundCircleForm,
    "join_circle": JoinCircleForm,
    "leave_circle": LeaveCircleForm,
    "appoint_delegate": AppointForm,
    "admit_community": AdmitCommunityForm,
}
FORMS |= CIRCLE_FORMS
