"""Under which licence the community's new curricula begin, and whether a version is offered to everyone."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of
from curriculum.licences import Licence


class SharingForm(SettingForm):
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence of new curricula"), choices=Licence.choices,
        help_text=gettext_lazy("Whoever starts a curriculum may choose another one."),
    )  # fmt: skip
    share = forms.BooleanField(
        label=gettext_lazy("Offer new versions to everyone"), required=False,
        help_text=gettext_lazy("Whoever publishes a version sees it ticked and may untick it."),
    )  # fmt: skip


def licence_here() -> str:
    """Of a new curriculum of the open scope's community."""
    return str(value_of("sharing")["licence"])


def shares_here() -> bool:
    """Whether a new version is offered to everyone unless its publisher says otherwise."""
    return bool(value_of("sharing")["share"])


def _words(value: Any) -> list[tuple[str, str]]:
    return [
        (_("Licence of new curricula"), str(Licence(value["licence"]).label)),
        (_("Offer new versions to everyone"), _("Yes") if value["share"] else _("No")),
    ]


SHARING = SettingKind(
    key="sharing",
    label=gettext_lazy("Sharing"),
    why=gettext_lazy("How curricula written here begin; whoever writes or publishes one may choose otherwise."),
    form=SharingForm,
    default=lambda: {"licence": Licence.BY_SA.value, "share": True},
    words=_words,
    order=48,
)
