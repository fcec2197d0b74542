"""What a proposal can do about a budget: adopt a version of it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision
from communities.models import Community
from funding.budgets.actions import adopt_version
from funding.budgets.models import Version
from funding.budgets.queries import adoption_in_force, open_versions, plans_of, versions
from funding.budgets.words import label_of
from tenancy.refusal import Refused
from web.amounts import write_money

MOST = 60  # lines that a preview names


def version_of(payload: Any) -> Version:
    """What a payload names; refused without."""
    try:
        found = versions().filter(pk=UUID(str(payload["version"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such version of a budget."))
    return found


def _checked(payload: Any, _community: Community) -> dict[str, Any]:
    version = version_of(payload)
    if not open_versions().filter(pk=version.pk).exists():
        raise Refused(_("This version was adopted before. Copy it to adopt it again."))
    now = adoption_in_force(version.budget)
    told = {"version": str(version.pk), "name": version.budget.name, "number": version.number}
    return {**told, "instead_of": now.version.number if now else 0}


def changed_lines(version: Version) -> list[Change]:
    """Each line that differs from what is in force: what it is, before, after."""
    now, currency = adoption_in_force(version.budget), version.budget.currency
    plans = plans_of(version, *([now.version] if now else []))
    found = [plans[now.version_id] if now else [], plans[version.pk]]
    before, after = ({label_of(one.line, one.fund): one.amount for one in plan} for plan in found)

    def said(plan: dict[str, int], label: str) -> str:
        return write_money(plan[label], currency) if label in plan else ""

    both = dict.fromkeys([*after, *before])
    return [
        Change(one, said(before, one), said(after, one)) for one in both if before.get(one) != after.get(one)
    ]  # fmt: skip


def _preview(payload: dict[str, Any]) -> list[Change]:
    version = version_of(payload)
    named = Change(_("Version in force"), str(payload["instead_of"] or ""), f"{version.number}: {version.scenario}")
    changes = changed_lines(version)
    more = [Change(_("and more"), "", str(len(changes) - MOST))] if len(changes) > MOST else []
    return [named, *changes[:MOST], *more]


ADOPT_BUDGET = Effect(
    key="adopt_budget",
    label=gettext_lazy("Adopt a budget"),
    checked=_checked,
    matter=lambda _payload: "budget",
    title=lambda payload: _("Adopt the budget %(name)s, version %(number)s") % payload,
    preview=_preview,
    enact=lambda payload, by, reason, at: adopt_version(
        version_of(payload), by=by, reason=reason, instead_of=payload["instead_of"], voted_at=at
    ),
    about=lambda payload: ("budgets-version", payload["version"]),
    decision_kind=Decision.Kind.MONEY,
)
