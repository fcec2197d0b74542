"""What a proposal can do about places: grant an appeal."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision
from communities.models import Community
from learners.admissions.actions import answer_appeal
from learners.admissions.models import Appeal
from tenancy.refusal import Refused


def appeal_of(payload: Any) -> Appeal:
    """What a payload names; refused without."""
    rows = Appeal.objects.select_related("application__round__offering")
    try:
        found = rows.filter(pk=UUID(str(payload["appeal"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such appeal."))
    appeal: Appeal = found
    return appeal


def _to_grant(payload: Any, _community: Community) -> dict[str, Any]:
    """By receipt: members who vote learn no name from it."""
    found = appeal_of(payload)
    if found.decision_id:
        raise Refused(_("This appeal is decided."))
    offering = found.application.round.offering
    return {
        "appeal": str(found.pk), "code": found.application.code, "title": offering.title, "offering": str(offering.pk),
    }  # fmt: skip


GRANT_APPEAL = Effect(
    key="grant_appeal",
    label=gettext_lazy("Grant an appeal for a place"),
    checked=_to_grant,
    matter=lambda _payload: "admission",
    title=lambda payload: _("Grant the appeal of receipt %(code)s: %(title)s") % payload,
    preview=lambda payload: [Change(payload["code"], _("Waiting list"), _("First in the waiting list"))],
    enact=lambda payload, by, reason, at: answer_appeal(
        appeal_of(payload), granted=True, reason=reason or _("By vote."), by=by, voted_at=at
    ),
    about=lambda payload: ("learners-offering", payload["offering"]),
    decision_kind=Decision.Kind.MEMBERSHIP,
)
