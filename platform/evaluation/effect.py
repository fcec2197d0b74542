"""What a proposal can do about reports: publish a draft."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.governance.proposals.queries import open_proposals
from communities.models import Community, Membership
from evaluation.models import Report
from evaluation.periods import parse_period
from evaluation.publishing import MATTER, publish_report
from evaluation.queries import reports_here
from tenancy.refusal import Refused

KEY = "publish_report"


def report_of(payload: Any) -> Report:
    """The draft that a payload names; refused without, and where it is published."""
    try:
        found = reports_here(drafts=True).filter(pk=UUID(str(payload["report"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None or found.published_at:
        raise Refused(_("There is no such draft of a report."))
    report: Report = found
    return report


def proposal_on(report: Report, member: Membership) -> Proposal | None:
    """An open one to publish it, that the member may read."""
    return open_proposals(member).filter(effect=KEY, payload__report=str(report.pk)).first()


def drafts() -> list[Report]:
    """Of the open scope's community."""
    return list(reports_here(drafts=True).filter(publishing__published_at=None).defer("content", "salts")[:200])


def _checked(payload: Any, _community: Community) -> dict[str, Any]:
    report = report_of(payload)
    return {"report": str(report.pk), "period": report.period}


def _named(payload: dict[str, Any]) -> str:
    return str(parse_period(payload["period"]))


PUBLISH = Effect(
    key=KEY,
    label=gettext_lazy("Publish a report"),
    checked=_checked,
    matter=lambda _payload: MATTER,
    title=lambda payload: _("Publish the report: %(period)s") % {"period": _named(payload)},
    preview=lambda payload: [Change(_named(payload), _("A draft"), _("Read by all who read reports here"))],
    enact=lambda payload, by, reason, at: publish_report(report_of(payload), by=by, reason=reason, voted_at=at),
    about=lambda payload: ("evaluation-report", payload["period"]),
    decision_kind=Decision.Kind.REPORT,
)


class PublishReportForm(EffectForm):
    matter = MATTER
    parts = ("report",)
    report = forms.ChoiceField(label=gettext_lazy("Which draft"))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        return bool(drafts())

    def offered(self, _community: Community) -> dict[str, Any]:
        return {"report": [(str(one.pk), str(one)) for one in drafts()]}


FORMS |= {KEY: PublishReportForm}
