"""Whether the community takes new learners and requests to join; the network, new communities."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.models import Community


class EnrolmentForm(SettingForm):
    takes_learners = forms.BooleanField(
        label=gettext_lazy("Open to enrolment"),
        required=False,
        help_text=gettext_lazy(
            "Closed, nobody new gets a place, joins a waiting list or asks to become a member; who has a place keeps"
            " it. A network that is closed takes no new communities."
        ),
    )


def show(community: Community, value: Any) -> None:
    community.takes_learners = value["takes_learners"]


def words(value: Any) -> list[tuple[str, str]]:
    return [(_("Enrolment"), _("Open") if value["takes_learners"] else _("Closed"))]


ENROLMENT = SettingKind(
    key="enrolment",
    label=gettext_lazy("Enrolment"),
    why=gettext_lazy("Whether anyone can enrol here at all, whatever single offerings say."),
    form=EnrolmentForm,
    default=lambda: {"takes_learners": True},
    show=show,
    shown=lambda community: {"takes_learners": community.takes_learners},
    words=words,
    order=55,
)
