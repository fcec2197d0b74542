"""Who is told that a line of a budget runs out."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from funding.budgets.figures import Figure
from funding.budgets.models import Alert, Version
from notices.actions import notify
from tenancy.scope import current_community
from web.amounts import write_money
from web.links import url_at


def _used(told: Mapping[str, Any]) -> str:
    sums = {key: write_money(told[key], told["currency"]) for key in ("used", "planned")}
    return _("%(budget)s: %(used)s of %(planned)s for %(line)s is used or promised, %(percent)s %%") % {**told, **sums}


KINDS = [("used", _used, "wallet")]


def tell_used(version: Version, figure: Figure, alert: Alert) -> None:
    """Whoever keeps the books, and who prepared the version while they are a member."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("pk", "person_id", "roles")
    people = {
        person for pk, person, roles in live
        if pk == version.by_id or "funding.post" in effective(roles, here.role_permissions)
    }  # fmt: skip
    told = {
        "budget": version.budget.name, "line": figure.line.name, "used": alert.used, "planned": figure.planned,
        "currency": version.budget.currency, "percent": figure.percent,
    }  # fmt: skip
    path = url_at(here, "budgets-budget", version.budget_id)
    notify(sorted(people), "budgets.used", key=f"{alert.line_id} {alert.share}", path=path, params=told)
