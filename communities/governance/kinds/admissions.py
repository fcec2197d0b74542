"""Who comes first when there are fewer places than people who want one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import RowForm, RowSet, SettingForm, rows_of

GROUPS = {
    "continuing": gettext_lazy("Those who learn here already"),
    "same_course": gettext_lazy("Those who learnt the same here before"),
    "siblings_in": gettext_lazy("Brothers and sisters of those who learn the same here now"),
    "siblings": gettext_lazy("Brothers and sisters of learners here"),
    "staff": gettext_lazy("Children of those who work here"),
    "near": gettext_lazy("Those who live near"),
    "need": gettext_lazy("Those who need it most"),
}
ORDERS = {
    "first_come": gettext_lazy("In the order of asking"),
    "lottery": gettext_lazy("By a lot that anyone can draw again"),
}


class GroupRow(RowForm):
    group = forms.ChoiceField(
        label=gettext_lazy("Who"), choices=[("", gettext_lazy("Choose one")), *GROUPS.items()], required=True
    )


class Groups(RowSet):
    name = gettext_lazy("Group")
    label = gettext_lazy("Who comes before the others")
    help = gettext_lazy("The first group first. Whoever is in none of them comes after all of them.")

    def clean(self) -> None:
        named = [row["group"] for row in self.values()]
        if len(named) != len(set(named)):
            raise ValidationError(_("Name each group once."))


class AdmissionsForm(SettingForm):
    rows = {"groups": rows_of(GroupRow, Groups, most=len(GROUPS))}
    order = forms.ChoiceField(
        label=gettext_lazy("Within a group, and for all others"), choices=list(ORDERS.items()), widget=forms.RadioSelect
    )

    answer_days = forms.IntegerField(
        label=gettext_lazy("Days to answer when a place becomes free"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=gettext_lazy(
            "The next in the waiting list is offered it for so long, then the one after them. 0: it is theirs at once."
        ),
    )

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if value.keys() - default().keys() or not isinstance(value.get("groups", []), list):
            raise TypeError("Admissions have an order and groups.")
        fields = {name: value[name] for name in ("order", "answer_days") if name in value}
        return fields, {"groups": [{"group": one} for one in value.get("groups", [])]}

    def value(self) -> Any:
        given = self.cleaned_data
        return {
            "order": given["order"],
            "groups": [row["group"] for row in self.row_sets[0].values()],
            "answer_days": given["answer_days"] or 0,
        }


def default() -> dict[str, Any]:
    return {"order": "first_come", "groups": [], "answer_days": 0}


def words(value: Any) -> list[tuple[str, str]]:
    ranked = enumerate(value["groups"], 1)
    first = [(_("Comes as number %(number)s") % {"number": n}, str(GROUPS[one])) for n, one in ranked]
    value = {**default(), **value}  # older decisions did not name all of it
    return [
        *first,
        (_("Within a group, and for all others"), str(ORDERS[value["order"]])),
        (_("When a place becomes free"), _when_free(value["answer_days"])),
    ]


def _when_free(days: int) -> str:
    told = ngettext(
        "The next in the waiting list has %(n)s day to take it",
        "The next in the waiting list has %(n)s days to take it",
        days,
    )
    return told % {"n": days} if days else _("The next in the waiting list has it at once")


ADMISSIONS = SettingKind(
    key="admissions",
    label=gettext_lazy("Places"),
    why=gettext_lazy("Who gets a place when there are fewer than wishes. It binds whoever admits learners."),
    form=AdmissionsForm,
    default=default,
    words=words,
    order=44,
)
