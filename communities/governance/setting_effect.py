"""The effect that changes a setting."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.actions import decide_setting
from communities.governance.changes import Change, changes
from communities.governance.effects import Effect
from communities.governance.kinds import KINDS, consequences, refuse_change
from communities.governance.mandate import matter_of_setting
from communities.governance.models import Decision
from communities.governance.queries import history_of
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.scope import current_community


def _setting(payload: Any, community: Community) -> dict[str, Any]:
    """`key`, `value`, and `instead_of`: the number of the decision it takes the place of."""
    key = str(payload.get("key")) if isinstance(payload, dict) else ""
    if key not in KINDS:
        raise Refused(_("Name a setting, and its new value."))
    value = KINDS[key].checked(payload.get("value"), community=community)
    refuse_change(key, value, community=community)
    now = history_of(key).first()
    instead_of = payload.get("instead_of") or (now.decision.number if now else 1)
    if now and now.decision.number != instead_of:
        raise Refused(_("Decision %(number)s changed this meanwhile.") % {"number": now.decision.number})
    if now and now.value == value:
        raise Refused(_("Nothing would change."))
    return {"key": key, "value": value, "instead_of": instead_of}


def _setting_changes(payload: dict[str, Any]) -> list[Change]:
    return changes(KINDS[payload["key"]], _before(payload), payload["value"])


def _setting_consequences(payload: dict[str, Any]) -> list[str]:
    """As of today."""
    here = Community.objects.get(pk=current_community())
    return consequences(payload["key"], _before(payload), payload["value"], community=here)


def _before(payload: dict[str, Any]) -> Any:
    """The value that this one takes the place of."""
    row = history_of(payload["key"]).filter(decision__number=payload["instead_of"]).first()
    return row.value if row else KINDS[payload["key"]].default()


def _enact_setting(payload: dict[str, Any], by: Person, reason: str, at: datetime | None) -> Decision:
    decision: Decision = decide_setting(**payload, by=by, reason=reason, voted_at=at).decision
    return decision


SETTING = Effect(
    key="setting",
    label=gettext_lazy("Change a setting"),
    checked=_setting,
    matter=lambda payload: matter_of_setting(payload["key"]),
    title=lambda payload: _("Change: %(setting)s") % {"setting": KINDS[payload["key"]].label},
    preview=_setting_changes,
    consequences=_setting_consequences,
    enact=_enact_setting,
    decision_kind=Decision.Kind.SETTING,
)
