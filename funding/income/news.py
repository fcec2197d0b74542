"""What is told about income. No notice holds an amount, a reason, or that somebody pays less."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from funding.income.models import Charge, ChargeRun, HardshipRequest, Pledge, Receipt
from learners.guardianship import guardians_of
from notices.actions import notify
from tenancy.scope import current_community
from web.amounts import write_day
from web.links import url_at

Params = Mapping[str, Any]


def _with_day(told: Params) -> Params:
    return {**told, "day": write_day(date.fromisoformat(told["day"]))}


def _receipt(told: Params) -> str:
    return _("Thank you: your receipt %(number)s from %(community)s is there") % dict(told)


def _gift_due(told: Params) -> str:
    return _("You wished to be reminded: your donation to %(community)s is due on %(day)s") % _with_day(told)


def _charged(told: Params) -> str:
    return _("A fee is due on %(day)s: %(title)s") % _with_day(told)


def _child_charged(told: Params) -> str:
    return _("A fee for %(name)s is due on %(day)s: %(title)s") % _with_day(told)


def _asked(told: Params) -> str:
    return _("Somebody asks for help with fees: please look")


def _answered(told: Params) -> str:
    return _("Your request about fees was answered")


KINDS = [
    ("receipt", _receipt, "receipt"),
    ("gift_due", _gift_due, "heart"),
    ("charged", _charged, "wallet"),
    ("child_charged", _child_charged, "wallet"),
    ("asked", _asked, "life-buoy"),
    ("answered", _answered, "life-buoy"),
]


def tell_receipt(receipt: Receipt, here: Community) -> None:
    if receipt.person_id:
        told = {"number": str(receipt), "community": here.name}
        path = reverse("income-own-receipt", args=[receipt.pk])
        notify([receipt.person_id], "income.receipt", key=str(receipt.pk), path=path, params=told)


def tell_gift_due(pledge: Pledge, due_on: date, here: Community) -> None:
    """Once for each day on which one is expected."""
    if pledge.donor.person_id and pledge.donor.wants_reminders:
        told, path = {"day": due_on.isoformat(), "community": here.name}, reverse("income-own-receipts")
        notify([pledge.donor.person_id], "income.gift_due", key=f"{pledge.pk} {due_on}", path=path, params=told)


def tell_charged(run: ChargeRun) -> None:
    """Learners, and their guardians; nobody twice, and nobody who owes nothing."""
    told, key = {"day": run.due_on.isoformat(), "title": run.title}, str(run.pk)
    owed = list(Charge.objects.filter(run=run, amount__gt=0).values_list("person", "display_name"))
    notify([person for person, _name in owed], "income.charged", key=key, path=reverse("income-own-fees"), params=told)
    for person, name in owed:
        path = reverse("income-child-fees", args=[person])
        notify(
            guardians_of(person),
            "income.child_charged",
            key=f"{key} {person}",
            path=path,
            params={**told, "name": name},
        )


def tell_asked(request: HardshipRequest) -> None:
    """Those who may see hardship, but whoever asked."""
    here = Community.objects.get(pk=current_community())
    path = url_at(here, "income-hardship-one", request.pk)
    notify(_who_decides(here), "income.asked", key=str(request.pk), path=path, by=request.asker_id)


def tell_answered(request: HardshipRequest) -> None:
    """The one who asked, and nobody else."""
    notify([request.asker_id], "income.answered", key=str(request.pk), path=reverse("income-own-fees"))


def _who_decides(here: Community) -> list[Any]:
    live = Membership.objects.filter(until__isnull=True).values_list("person", "roles")
    return [who for who, roles in live if "funding.see_hardship" in effective(roles, here.role_permissions)]
