"""What a community may ask at enrolment, so that it sees whether some do less well: always optional, a blank is ""."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of


@dataclass(frozen=True, kw_only=True)
class Attribute:
    label: Any
    values: dict[str, Any] = field(default_factory=dict)  # as recorded: as shown; empty where no form asks for it


ATTRIBUTES = {  # keys and values as they are counted and as the Open University's data has them
    "age_band": Attribute(
        label=gettext_lazy("Age"),
        values={
            **{band: band.replace("-", "–") for band in ("0-5", "6-9", "10-13", "14-17", "18-34", "35-54")},
            "55<=": gettext_lazy("55 or older"),
        },
    ),
    "disability": Attribute(
        label=gettext_lazy("Disability"), values={"True": gettext_lazy("Yes"), "False": gettext_lazy("No")}
    ),
    "gender": Attribute(
        label=gettext_lazy("Gender"),
        values={"F": gettext_lazy("Female"), "M": gettext_lazy("Male"), "X": gettext_lazy("Another")},
    ),
    "imd_band": Attribute(label=gettext_lazy("Deprivation band")),
}
ASKABLE = {key: one for key, one in ATTRIBUTES.items() if one.values}


def asked_here() -> list[str]:
    """The attributes that the open scope's community asks for, by its own decision."""
    asks = value_of("equity")["asks"]
    return [key for key in ASKABLE if key in asks]


def answers(given: Mapping[str, str], asks: Iterable[str]) -> dict[str, str]:
    """What is recorded: each attribute asked for, blank where nothing was said."""
    return {key: given.get(key) or "" for key in asks}


def complaint(given: Mapping[str, str], asks: Iterable[str]) -> str:
    """What is wrong with the answers, or nothing."""
    wrong = [key for key, value in given.items() if key not in asks or value not in ("", *ASKABLE[key].values)]
    return _("This is not asked for, or not among its answers: %(keys)s.") % {"keys": ", ".join(wrong)} if wrong else ""


def in_words(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was recorded at an enrolment, attribute by attribute."""
    return [(_name(key), _value(key, value)) for key, value in attributes.items()]


def _name(key: str) -> str:
    return str(ATTRIBUTES[key].label) if key in ATTRIBUTES else key.replace("_", " ").capitalize()


def _value(key: str, value: str) -> str:
    values = ATTRIBUTES[key].values if key in ATTRIBUTES else {}
    return str(values.get(value, value)) if value else _("Not said")


class EquityForm(SettingForm):
    asks = forms.MultipleChoiceField(
        label=gettext_lazy("Asked at enrolment"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(key, one.label) for key, one in ASKABLE.items()],
        help_text=gettext_lazy("Learners may leave each of them blank; it says so beside the question."),
    )


def _words(value: Any) -> list[tuple[str, str]]:
    return [(_("Asked at enrolment"), ", ".join(map(_name, value["asks"])) or _("Nothing"))]


EQUITY = SettingKind(
    key="equity",
    label=gettext_lazy("Questions at enrolment"),
    why=gettext_lazy("What learners may say about themselves, so that reports show whether some do less well here."),
    form=EquityForm,
    default=lambda: {"asks": []},
    words=_words,
    order=65,
)
