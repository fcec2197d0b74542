"""The levels of mastery a community tells apart."""

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import RowForm, RowSet, SettingForm, rows_of
from communities.models import Community

LevelRow: type[RowForm] = type(  # `from` is no name for an attribute
    "LevelRow",
    (RowForm,),
    {
        "name": forms.CharField(label=gettext_lazy("Level"), max_length=60),
        "from": forms.IntegerField(label=gettext_lazy("From (per cent)"), min_value=0, max_value=100),
    },
)


class Levels(RowSet):
    name = gettext_lazy("Level")
    label = gettext_lazy("Levels")
    help = gettext_lazy("Lowest first. A score belongs to the highest level whose per cent it reaches.")

    def clean(self) -> None:
        levels = self.values()
        if not 2 <= len(levels) <= 8:
            raise ValidationError(_("A scale has two to eight levels."))
        if levels[0]["from"] != 0:
            raise ValidationError(_("The first level starts from 0."))
        for lower, higher in pairwise(levels):
            if higher["from"] <= lower["from"]:
                told = {"lower": lower["name"], "higher": higher["name"]}
                raise ValidationError(_("“%(higher)s” must start above “%(lower)s”.") % told)
        if len({level["name"].casefold() for level in levels}) != len(levels):
            raise ValidationError(_("Two levels have the same name."))


class MasteryScaleForm(SettingForm):
    rows = {"levels": rows_of(LevelRow, Levels, most=12)}

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if not isinstance(value, list):
            raise TypeError("A scale is a list of levels.")
        return {}, {"levels": value}

    def value(self) -> Any:
        return self.row_sets[0].values()


def default() -> list[dict[str, Any]]:
    """In the language of whoever founds."""
    return [
        {"name": _("Beginning"), "from": 0},
        {"name": _("Practising"), "from": 40},
        {"name": _("Secure"), "from": 60},
        {"name": _("Mastered"), "from": 85},
    ]


def show(community: Community, value: Any) -> None:
    community.mastery_scale = value


def words(value: Any) -> list[tuple[str, str]]:
    return [(level["name"], _("from %(per_cent)s %%") % {"per_cent": level["from"]}) for level in value]


MASTERY_SCALE = SettingKind(
    key="mastery_scale",
    label=gettext_lazy("Mastery scale"),
    why=gettext_lazy("The words this community has for how well something is known."),
    form=MasteryScaleForm,
    default=default,
    show=show,
    shown=lambda community: community.mastery_scale,
    words=words,
    order=40,
)
