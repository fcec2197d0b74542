"""How the community's curricula begin, are published, and offered to everyone."""

from enum import Enum, auto
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import rule_in_force, value_of
from curriculum.licences import Licence

MOST_REVIEWERS = 9


class Way(Enum):
    """How a draft becomes a version."""

    ALONE = auto()  # who may publish does so
    REVIEW = auto()  # once others agree
    DECISION = auto()  # once a proposal is accepted


class SharingForm(SettingForm):
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence of new curricula"), choices=Licence.choices,
        help_text=gettext_lazy("Whoever starts a curriculum may choose another one."),
    )  # fmt: skip
    share = forms.BooleanField(
        label=gettext_lazy("Offer new versions to everyone"), required=False,
        help_text=gettext_lazy("Whoever publishes a version sees it ticked and may untick it."),
    )  # fmt: skip
    reviewers = forms.IntegerField(
        label=gettext_lazy("How many others look a version over"), min_value=0, max_value=MOST_REVIEWERS,
        help_text=gettext_lazy(
            "So many who may publish, besides its writer, agree before it is published. 0: nobody need. "
            "Where the decision rules have curricula published by a vote, the vote counts instead."
        ),
    )  # fmt: skip


def licence_here() -> str:
    """Of a new curriculum of the open scope's community."""
    return str(value_of("sharing")["licence"])


def shares_here() -> bool:
    """Whether a new version is offered to everyone unless its publisher says otherwise."""
    return bool(value_of("sharing")["share"])


def reviewers_here() -> int:
    """How many others agree before a version is published."""
    return int(value_of("sharing")["reviewers"])


def way_here() -> Way:
    """How versions are published in the open scope's community."""
    if not rule_in_force("publishing").is_entrusted:
        return Way.DECISION
    return Way.REVIEW if reviewers_here() else Way.ALONE


def _words(value: Any) -> list[tuple[str, str]]:
    return [
        (_("Licence of new curricula"), str(Licence(value["licence"]).label)),
        (_("Offer new versions to everyone"), _("Yes") if value["share"] else _("No")),
        (_("Others who look a version over"), str(value["reviewers"] or _("None"))),
    ]


SHARING = SettingKind(
    key="sharing",
    label=gettext_lazy("Curricula"),
    why=gettext_lazy("How curricula written here begin, are published, and offered to everyone."),
    form=SharingForm,
    default=lambda: {"licence": Licence.BY_SA.value, "share": True, "reviewers": 0},
    words=_words,
    order=48,
)
