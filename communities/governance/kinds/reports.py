"""Whether the community's roll-ups go into the network's reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.models import Community


class ReportsForm(SettingForm):
    shares_reports = forms.BooleanField(
        label=gettext_lazy("Share the roll-ups with the network’s reports"),
        required=False,
        help_text=gettext_lazy("Counts alone, never a learner’s rows, and none below ten learners."),
    )


def show(community: Community, value: Any) -> None:
    community.shares_reports = value["shares_reports"]


def words(value: Any) -> list[tuple[str, str]]:
    return [(_("Roll-ups in the network’s reports"), _("Shared") if value["shares_reports"] else _("Not shared"))]


REPORTS = SettingKind(
    key="reports",
    label=gettext_lazy("Reports"),
    why=gettext_lazy("What the network, and so policymakers, see of this community."),
    form=ReportsForm,
    default=lambda: {"shares_reports": True},
    show=show,
    shown=lambda community: {"shares_reports": community.shares_reports},
    words=words,
    order=60,
)
