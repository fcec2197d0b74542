"""By what rules somebody pays less, and who decides it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import RowForm, RowSet, SettingForm, rows_of


class SituationRow(RowForm):
    situation = forms.CharField(label=gettext_lazy("Situation"), max_length=120)
    percent = forms.IntegerField(label=gettext_lazy("Per cent less"), min_value=1, max_value=100)


class Situations(RowSet):
    name = gettext_lazy("Situation")
    label = gettext_lazy("Situations")
    help = gettext_lazy("What a household may be in, and by how much its fees are lowered. Nobody has to prove it.")

    def clean(self) -> None:
        known = [one["situation"].casefold() for one in self.values()]
        if len(set(known)) != len(known):
            raise ValidationError(_("Two situations have the same name."))


class HardshipForm(SettingForm):
    rows = {"situations": rows_of(SituationRow, Situations, most=12)}
    free_place = forms.BooleanField(
        label=gettext_lazy("A free place may be given"), required=False,
        help_text=gettext_lazy("Whatever the situation is, in words of one’s own."),
    )  # fmt: skip
    two_people = forms.BooleanField(
        label=gettext_lazy("Two people decide"), required=False,
        help_text=gettext_lazy("A second person who may see hardship confirms it."),
    )  # fmt: skip


def _words(value: Any) -> list[tuple[str, str]]:
    said = [
        (
            one["situation"],
            ngettext("%(n)s per cent less", "%(n)s per cent less", one["percent"]) % {"n": one["percent"]},
        )
        for one in value["situations"]
    ]
    free = _("May be given") if value["free_place"] else _("Is not given")
    two = _("Two people") if value["two_people"] else _("One person")
    return [*said, (_("A free place"), free), (_("Who decides"), two)]


HARDSHIP = SettingKind(
    key="hardship",
    label=gettext_lazy("Fees and hardship"),
    why=gettext_lazy("Who can’t pay a fee in full pays less by these rules, and nobody else learns of it."),
    form=HardshipForm,
    default=lambda: {"free_place": True, "two_people": False, "situations": []},
    words=_words,
    order=76,
)
FREE = "free"  # what is chosen for a free place


def choices_of(value: Any) -> dict[str, tuple[str, int]]:
    """What may be granted, by the key it is chosen with: the words, and by how many per cent fees are lowered."""
    found = {str(n): (one["situation"], one["percent"]) for n, one in enumerate(value["situations"])}
    return {**found, FREE: (_("A free place"), 100)} if value["free_place"] else found
