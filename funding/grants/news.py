"""Who is told that something of a grant is due."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from notices.actions import notify
from tenancy.scope import current_community
from web.amounts import write_day, write_money
from web.links import url_at


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "day": write_day(date.fromisoformat(told["day"]))}


def _report(told: Mapping[str, Any]) -> str:
    if told["late"]:
        return _("%(grant)s: the report “%(about)s” was due on %(day)s") % _said(told)
    return _("%(grant)s: the report “%(about)s” is due on %(day)s") % _said(told)


def _instalment(told: Mapping[str, Any]) -> str:
    money = write_money(told["amount"], told["currency"])
    return _("%(grant)s: %(money)s was expected on %(day)s and has not come") % {**_said(told), "money": money}


KINDS = [("report", _report, "file-text"), ("instalment", _instalment, "hand-coins")]


def tell(what: str, one: Any, *, is_late: bool) -> None:
    """Whoever keeps the books."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    people = {person for person, roles in live if "funding.post" in effective(roles, here.role_permissions)}
    told = {"grant": one.grant.fund.name, "day": one.due_on.isoformat(), "late": is_late}
    if what == "report":
        told["about"] = one.about
    else:
        told |= {"amount": one.amount, "currency": one.grant.currency}
    path = url_at(here, "grants-grant", one.grant_id)
    notify(sorted(people), f"grants.{what}", key=f"{one.pk} {one.due_on} {is_late}", path=path, params=told)
